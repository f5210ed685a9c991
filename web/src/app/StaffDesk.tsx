import { useMemo, useSyncExternalStore } from "react";
import type { BusinessType } from "../api/business";
import type { RecordKind } from "../api/records";
import { AppointmentsPage } from "../features/appointments/AppointmentsPage";
import { WaitingListPage } from "../features/appointments/WaitingListPage";
import { CustomersPage } from "../features/customers/CustomersPage";
import type { Feed } from "../features/live/Feed";
import { LiveBoard } from "../features/live/LiveBoard";
import { useChime } from "../features/live/useChime";
import { OrdersPage } from "../features/orders/OrdersPage";
import { SubmissionsPage } from "../features/submissions/SubmissionsPage";
import { TicketsPage } from "../features/tickets/TicketsPage";
import type { Desk } from "../shared/desk";
import { Icon } from "../shared/Icon";
import { RecordSteps } from "../shared/RecordSteps";
import type { RecordView } from "../shared/RecordView";
import { RecordCard } from "./RecordCard";
import { Link } from "./router";

interface Page {
    readonly path: string;
    readonly title: string;
    /** Whose kind of business always has it; nothing where all have. */
    readonly types?: readonly BusinessType[];
    /** Others have it with their first record of this kind. */
    readonly kind?: RecordKind;
}

const pages: readonly Page[] = [
    { path: "/staff", title: "Now" },
    { path: "/staff/orders", title: "Orders", types: ["restaurant"], kind: "order" },
    { path: "/staff/appointments", title: "Appointments", types: ["appointment"], kind: "appointment" },
    { path: "/staff/waiting-list", title: "Waiting list", types: ["appointment"], kind: "appointment" },
    { path: "/staff/tickets", title: "Tickets" },
    { path: "/staff/requests", title: "Requests", types: ["custom"], kind: "submission" },
    { path: "/staff/customers", title: "Customers" },
];

const pageOf: Record<RecordKind, string> = { order: "orders", appointment: "appointments", ticket: "tickets", submission: "requests" };

/** The pages of a business's staff, under one head. */
export function StaffDesk({ desk, feed, path, onSignOut }: { desk: Desk; feed: Feed; path: string; onSignOut(): void }) {
    const { business, office } = desk;
    const state = useSyncExternalStore(feed.subscribe, feed.getState);
    const [isChiming, setChiming] = useChime(state.records.filter((record) => record.arrivedAt !== null).length);
    const shown = pages.filter(({ path: own, types, kind }) =>
        types === undefined || types.includes(business.type) || own === path || state.records.some(({ entry }) => entry.kind === kind));

    const RecordDesk = useMemo<RecordView>(() => (props) => (
        <div className="record-with-steps">
            <RecordCard {...props} />
            <RecordSteps
                entry={props.entry}
                timeZone={props.timeZone}
                change={(entry, members) => office.changeRecord(entry, members)}
                more={<Link className="record-more" to={`/staff/${pageOf[props.entry.kind]}?open=${props.entry.record.id}`}>Details</Link>}
            />
        </div>
    ), [office]);
    const opened = new URLSearchParams(window.location.search).get("open");

    return (
        <div className="staff">
            <header className={desk.me === undefined ? "staff-head" : "staff-head staff-head-slim"}>
                {/* Who has signed in reads the name in the bar above. */}
                <h1 className={desk.me === undefined ? undefined : "visually-hidden"}>{business.name}</h1>
                <nav className="staff-pages" aria-label="Pages">
                    {shown.map((page) => <Link key={page.path} to={page.path} isCurrent={page.path === path}>{page.title}</Link>)}
                </nav>
                <p className={`connection connection-${state.connection}`} role="status">
                    {state.connection === "open" ? "Live" : state.connection === "connecting" ? "Connecting" : "Reconnecting"}
                </p>
                <span className="staff-tools">
                    <button type="button" className="quiet" role="switch" aria-checked={isChiming} onClick={() => setChiming(!isChiming)}>
                        <Icon name={isChiming ? "bell" : "soundOff"} />Sound {isChiming ? "on" : "off"}
                    </button>
                    <button type="button" className="quiet" onClick={onSignOut}>Sign out</button>
                </span>
            </header>
            <CurrentPage path={path} desk={desk} feed={feed} opened={opened} RecordDesk={RecordDesk} />
        </div>
    );
}

function CurrentPage({ path, desk, feed, opened, RecordDesk }: {
    path: string;
    desk: Desk;
    feed: Feed;
    /** The record that the address names. */
    opened: string | null;
    RecordDesk: RecordView;
}) {
    switch (path) {
        case "/staff/orders":
            return <OrdersPage desk={desk} opened={opened} />;
        case "/staff/appointments":
            return <AppointmentsPage desk={desk} opened={opened} />;
        case "/staff/waiting-list":
            return <WaitingListPage desk={desk} />;
        case "/staff/tickets":
            return <TicketsPage desk={desk} opened={opened} />;
        case "/staff/requests":
            return <SubmissionsPage desk={desk} opened={opened} />;
        case "/staff/customers":
            return <CustomersPage desk={desk} />;
        default:
            return <LiveBoard business={desk.business} feed={feed} RecordCard={RecordDesk} />;
    }
}
