import { useState } from "react";
import { addWaiting, listResources, listServices, listWaiting, takeOffer, WaitingListEntry, withdrawWaiting, type Resource } from "../../api/calendar";
import { ContactFields } from "../../shared/ContactFields";
import { type Desk, useRevision } from "../../shared/desk";
import { Entry, Trouble } from "../../shared/Entry";
import { formatClock, formatDay, formatDayTime, formatPhone, formatSpan } from "../../shared/format";
import { Icon } from "../../shared/Icon";
import { MakingSheet } from "../../shared/MakingSheet";
import { useLoaded, valueOf } from "../../shared/useLoaded";
import { useNow } from "../../shared/useNow";
import { useAction } from "../../shared/useAction";
import { clockMinutes } from "../../shared/zone";

/** Who waits for a time, and what is offered to whom just now. */
export function WaitingListPage({ desk }: { desk: Desk }) {
    const [isAdding, setAdding] = useState(false);
    const now = useNow();
    const revision = useRevision(desk.changes, "waiting_list", "appointment");
    const list = useLoaded(revision, () => listWaiting(desk.office));
    const resources = useLoaded("resources", () => listResources(desk.office));
    const known = resources.state === "there" ? resources.value : [];
    const entries = (valueOf(list) ?? []).filter(({ state }) => state === "waiting" || state === "offered");
    const ordered = [...entries.filter(({ state }) => state === "offered"), ...entries.filter(({ state }) => state === "waiting")];
    return (
        <div className="waiting">
            <div className="toolbar">
                <h2 className="visually-hidden">Waiting list</h2>
                <button type="button" className="step step-usual" onClick={() => setAdding(true)}><Icon name="plus" />Put somebody on the list</button>
            </div>
            {list.state === "failed" && <Trouble problem={list.problem} />}
            {list.state === "there" && ordered.length === 0 && (
                <p className="blank">Nobody waits. When a time becomes free, whoever waits longest and whom it suits is offered it, and it is kept for half an hour.</p>
            )}
            <ul className="rows rows-sheet" aria-live="polite">
                {ordered.map((entry) => <Waiting key={entry.id} desk={desk} entry={entry} resources={known} now={now} />)}
            </ul>
            {isAdding && <NewWaiting desk={desk} resources={known} onClose={() => setAdding(false)} />}
        </div>
    );
}

function Waiting({ desk, entry, resources, now }: { desk: Desk; entry: WaitingListEntry; resources: readonly Resource[]; now: number }) {
    const { timeZone } = desk.business;
    const [isAsked, setAsked] = useState(false);
    const action = useAction();
    const nameOf = (id: string | undefined) => resources.find((resource) => resource.id === id)?.name;
    const left = entry.offer === undefined ? 0 : Date.parse(entry.offer.until) - now;
    return (
        <li>
            <div>
                <strong>{entry.customer_name}</strong> <a href={`tel:${entry.customer_phone}`}>{formatPhone(entry.customer_phone)}</a>
                <p>{entry.service}{nameOf(entry.resource_id) !== undefined && ` with ${nameOf(entry.resource_id)}`}{wishText(entry)}</p>
                {entry.offer !== undefined && (
                    <p className="offer">
                        Offered: <strong>{formatDayTime(entry.offer.start, timeZone)}</strong>
                        {nameOf(entry.offer.resource_id) !== undefined && ` with ${nameOf(entry.offer.resource_id)}`}.{" "}
                        {left > 0 ? `Kept for ${formatSpan(left)} more.` : "Their time is over."}
                    </p>
                )}
                <p className="small-print">
                    {entry.appointment_id !== undefined && "Has a later appointment. "}Waits since {formatDayTime(entry.created_at, timeZone)}.
                    {entry.lapsed_at !== undefined && ` Did not take what was offered until ${formatDayTime(entry.lapsed_at, timeZone)}.`}
                </p>
                <Trouble problem={action.problem} />
            </div>
            <p className="buttons">
                {entry.offer !== undefined && left > 0 && (
                    <button type="button" className="step step-usual" disabled={action.isBusy} onClick={() => void action.run(() => takeOffer(desk.office, entry))}>They take it</button>
                )}
                <button type="button" className="step step-final" disabled={action.isBusy}
                    onClick={() => (isAsked ? void action.run(() => withdrawWaiting(desk.office, entry)) : setAsked(true))}>
                    {isAsked ? "Really take them off?" : "Take off the list"}
                </button>
            </p>
        </li>
    );
}

function wishText({ wish }: WaitingListEntry): string {
    const day = (text: string) => formatDay(`${text}T12:00:00Z`, "UTC");
    const parts = [
        wish.from !== undefined && `from ${day(wish.from)}`, wish.through !== undefined && `until ${day(wish.through)}`,
        wish.earliest !== undefined && `not before ${formatClock(clockMinutes(wish.earliest))}`, wish.latest !== undefined && `before ${formatClock(clockMinutes(wish.latest))}`,
    ].filter(Boolean);
    return parts.length === 0 ? "" : `, ${parts.join(", ")}`;
}

function NewWaiting({ desk, resources, onClose }: { desk: Desk; resources: readonly Resource[]; onClose(): void }) {
    const services = useLoaded("services", () => listServices(desk.office));
    const known = services.state === "there" ? services.value : [];
    const [chosen, setChosen] = useState("");
    const [resource, setResource] = useState("");
    const [wish, setWish] = useState({ from: "", through: "", earliest: "", latest: "" });
    const [contact, setContact] = useState({ customer_name: "", customer_phone: "" });
    const service = chosen === "" ? known[0]?.id : chosen;
    const add = (key: string) => addWaiting(desk.office, {
        service_id: service, resource_id: resource === "" ? null : resource, ...contact,
        wish: Object.fromEntries(Object.entries(wish).filter(([, text]) => text !== "")),
    }, key);
    const part = (name: keyof typeof wish, label: string, type: "date" | "time") => (
        <Entry label={label} at={`wish/${name}`}>
            {(control) => <input {...control} type={type} value={wish[name]} onChange={(event) => setWish({ ...wish, [name]: event.target.value })} />}
        </Entry>
    );
    return (
        <MakingSheet title="Waiting list" save="Put on the list" isComplete={service !== undefined} onMake={add} onClose={onClose}>
            {({ problem }) => (
                <>
                    {services.state === "failed" && <Trouble problem={services.problem} />}
                    <Entry label="Service" at="service_id" problem={problem}>
                        {(control) => (
                            <select {...control} value={service ?? ""} onChange={(event) => setChosen(event.target.value)}>
                                {known.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
                            </select>
                        )}
                    </Entry>
                    {resources.length > 0 && (
                        <Entry label="With" at="resource_id" problem={problem}>
                            {(control) => (
                                <select {...control} value={resource} onChange={(event) => setResource(event.target.value)}>
                                    <option value="">Anybody</option>
                                    {resources.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
                                </select>
                            )}
                        </Entry>
                    )}
                    {part("from", "From", "date")}
                    {part("through", "Until", "date")}
                    {part("earliest", "Not before", "time")}
                    {part("latest", "Before", "time")}
                    <ContactFields contact={contact} isPhoneNeeded problem={problem} onChange={setContact} />
                </>
            )}
        </MakingSheet>
    );
}
