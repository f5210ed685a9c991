import { useEffect, useMemo, useState } from "react";
import { Account, signOut } from "../api/account";
import type { BusinessConfig } from "../api/business";
import type { Server } from "../api/http";
import { Office } from "../api/office";
import { SignInForm } from "../features/account/SignInForm";
import { Feed } from "../features/live/Feed";
import { KeyForm } from "../features/live/KeyForm";
import { forgetStaffKey, storeStaffKey, takeStaffKey } from "../features/live/staffKey";
import type { Desk } from "../shared/desk";
import { forgottenLink } from "./AccountPage";
import { STAFF_PATH } from "./navigation";
import { StaffDesk } from "./StaffDesk";
import { useAccount } from "./useAccount";

export function isStaffPath(path: string): boolean {
    return path === STAFF_PATH || path.startsWith(`${STAFF_PATH}/`);
}

/** The staff's pages, for who has signed in on this host, or who has the business's key. */
export function StaffPage({ business, server, path = STAFF_PATH }: { business: BusinessConfig; server: Server; path?: string }) {
    const [key, setKey] = useState(takeStaffKey);
    const [account, look] = useAccount(server, key === null);
    const [wasRefused, setRefused] = useState(false);
    const leave = () => {
        forgetStaffKey();
        setKey(null);
        // A session that has ended, or a person who was removed, is asked to sign in again.
        void signOut(server).then(look, look);
    };

    if (key !== null || (account !== null && account !== undefined)) {
        return (
            <OpenDesk
                key={key ?? account?.id}
                business={business}
                server={server}
                path={path}
                staffKey={key ?? undefined}
                account={key === null ? account ?? undefined : undefined}
                onRefused={() => {
                    setRefused(key !== null);
                    leave();
                }}
                onSignOut={leave}
            />
        );
    }
    if (account === undefined) return null;
    const openWithKey = (entered: string) => {
        storeStaffKey(entered);
        setRefused(false);
        setKey(entered);
    };
    return (
        <SignInForm title={`${business.name}: staff`} server={server} onSignedIn={look}>
            <div className="account-more">
                <p>{forgottenLink}</p>
                <details open={wasRefused}>
                    <summary>Open the page with a key</summary>
                    <KeyForm wasRefused={wasRefused} onKey={openWithKey} />
                </details>
            </div>
        </SignInForm>
    );
}

/** The pages of somebody who was let in; the feed stays open from one to the next. */
function OpenDesk({ business, server, path, staffKey, account, onRefused, onSignOut }: {
    business: BusinessConfig;
    server: Server;
    path: string;
    /** Nothing for who has signed in. */
    staffKey: string | undefined;
    account: Account | undefined;
    onRefused(): void;
    onSignOut(): void;
}) {
    const office = useMemo(() => new Office(server, business.businessId, staffKey), [server, business.businessId, staffKey]);
    const [feed, setFeed] = useState<Feed | null>(null);
    useEffect(() => {
        const opened = new Feed(office, business.businessId, staffKey, onRefused);
        setFeed(opened);
        return () => {
            opened.close();
            setFeed(null);
        };
        // Whoever calls is told by the latest way of telling; the feed is opened once for a key.
    }, [office, business.businessId, staffKey]);
    if (feed === null) return null;
    const role = account?.businesses.find(({ businessId }) => businessId === business.businessId)?.role;
    const desk: Desk = { business, office, changes: feed, me: account === undefined || role === undefined ? undefined : { name: account.name, role } };
    return <StaffDesk desk={desk} feed={feed} path={path} onSignOut={onSignOut} />;
}
