import { FormEvent, useState } from "react";
import { changeCustomer, Customer, CustomerRecords, eraseCustomer, readCustomer } from "../../api/customers";
import { type Desk, useRevision } from "../../shared/desk";
import { Dialog, useUnsaved } from "../../shared/Dialog";
import { Entry, Trouble } from "../../shared/Entry";
import { formatDay, formatDayTime, formatMoney, formatPhone } from "../../shared/format";
import { Overtaken } from "../../shared/Overtaken";
import { RecordNotes } from "../../shared/RecordNotes";
import { useDraft } from "../../shared/useDraft";
import { asProblem, useLoaded, valueOf } from "../../shared/useLoaded";
import { useAction } from "../../shared/useAction";

/** One customer: who they are, what stands under their number, whether their calls are taken. */
export function CustomerSheet({ desk, id, onClose }: { desk: Desk; id: string; onClose(): void }) {
    const revision = useRevision(desk.changes, "customer", "order", "appointment", "ticket", "submission");
    const loaded = useLoaded(`${id} ${revision}`, () => readCustomer(desk.office, id));
    const found = valueOf(loaded);
    const problem = loaded.state === "failed" ? loaded.problem : null;
    if (found === undefined) return problem && <Dialog isWide title="Customer" onClose={onClose}><Trouble problem={problem} /></Dialog>;
    const { customer, other_numbers: others } = found;
    return (
        <Dialog isWide title={customer.name || "No name"} mark={customer.blocked_at != null && <span className="record-status blocked">Blocked</span>} onClose={onClose}>
            <Trouble problem={problem} />
            <p className="small-print">{[customer.phone, ...others].map(formatPhone).join(" · ")}</p>
            <CustomerForm desk={desk} customer={customer} />
            <Records desk={desk} records={found} />
            <RecordNotes desk={desk} kind="customer" id={customer.id} />
            {desk.me?.role !== "staff" && <Erasure desk={desk} customer={customer} onErased={onClose} />}
        </Dialog>
    );
}

interface Values {
    name: string;
    email: string;
    blocked: boolean;
    block_reason: string;
}

function CustomerForm({ desk, customer }: { desk: Desk; customer: Customer }) {
    const draft = useDraft<Customer, Values>(customer);
    const { changes, present } = draft;
    const action = useAction();
    useUnsaved(!draft.isEmpty);
    const isBlocked = changes.blocked ?? present.blocked_at != null;
    const save = (version: number) => action.run(async () => {
        try {
            draft.learn(await changeCustomer(desk.office, present.id, version, draft.changes));
            draft.drop();
        } catch (error) {
            const problem = asProblem(error);
            if (problem.status !== 412 || problem.present === undefined) throw problem;
            draft.learn(problem.present);
        }
    });
    const submit = (event: FormEvent) => {
        event.preventDefault();
        void save(draft.version);
    };
    return (
        <form className="record-edit" onSubmit={submit} aria-busy={action.isBusy}>
            <div className="columns">
                <Entry label="Name" at="name" problem={action.problem}>
                    {(control) => <input {...control} maxLength={120} value={changes.name ?? present.name} onChange={(event) => draft.set({ name: event.target.value })} />}
                </Entry>
                <Entry label="E-mail" at="email" problem={action.problem}>
                    {(control) => <input {...control} type="email" maxLength={300} value={changes.email ?? present.email ?? ""} onChange={(event) => draft.set({ email: event.target.value })} />}
                </Entry>
                <label className="choice entry-wide">
                    <input type="checkbox" checked={isBlocked} onChange={(event) => draft.set({ blocked: event.target.checked })} /> Blocked: their calls are answered with one sentence
                </label>
                {isBlocked && (
                    <Entry label="Why (for staff)" at="block_reason" problem={action.problem} isWide>
                        {(control) => <input {...control} maxLength={300} value={changes.block_reason ?? present.block_reason ?? ""} onChange={(event) => draft.set({ block_reason: event.target.value })} />}
                    </Entry>
                )}
            </div>
            <Overtaken draft={draft} timeZone={desk.business.timeZone} onKeep={() => void save(draft.present.version)} />
            <Trouble problem={action.problem} />
            {!draft.isEmpty && draft.overtaken === null && (
                <p className="buttons">
                    <button type="submit" className="step step-usual" disabled={action.isBusy}>Save</button>
                    <button type="button" className="step" onClick={draft.drop}>Undo</button>
                </p>
            )}
        </form>
    );
}

/** All that stands under their numbers, the newest of each kind first. */
function Records({ desk, records }: { desk: Desk; records: CustomerRecords }) {
    const { timeZone } = desk.business;
    const lines = [
        ...records.orders.map((order) => ({
            id: order.id, at: order.created_at, status: order.order_status, what: `Order ${order.number}: ${order.lines.map(({ quantity, item }) => `${quantity} × ${item}`).join(", ")}, ${formatMoney(order.total)}`,
        })),
        ...records.appointments.map((booking) => ({
            id: booking.id, at: booking.created_at, status: booking.status, what: `Booking ${booking.number}: ${booking.service}, ${formatDayTime(booking.start, timeZone)}`,
        })),
        ...records.tickets.map((ticket) => ({ id: ticket.id, at: ticket.created_at, status: ticket.status, what: `Ticket ${ticket.number}: ${ticket.subject}` })),
        ...records.submissions.map((submission) => ({ id: submission.id, at: submission.created_at, status: submission.status, what: `${submission.title} ${submission.number}` })),
    ].sort((one, other) => Date.parse(other.at) - Date.parse(one.at));
    return (
        <section aria-label="What stands under their number">
            <h3>What stands under their number</h3>
            {lines.length === 0 && <p className="small-print">Nothing yet.</p>}
            <ul className="rows">
                {lines.map(({ id, at, status, what }) => (
                    <li key={id}>
                        <span>{what} <small>{formatDay(at, timeZone)}</small></span>
                        <span className="record-status" data-status={status}>{status}</span>
                    </li>
                ))}
            </ul>
        </section>
    );
}

/** What cannot be taken back is asked for in words. */
function Erasure({ desk, customer, onErased }: { desk: Desk; customer: Customer; onErased(): void }) {
    const [isOpen, setOpen] = useState(false);
    const [typed, setTyped] = useState("");
    const action = useAction();
    if (!isOpen) return <p><button type="button" className="link late" onClick={() => setOpen(true)}>Erase this person …</button></p>;
    const erase = (event: FormEvent) => {
        event.preventDefault();
        void action.run(() => eraseCustomer(desk.office, customer.id)).then((isDone) => isDone && onErased());
    };
    return (
        <form className="erasure" onSubmit={erase}>
            <p>Name, numbers, addresses, notes and what was said in their calls go for good. What was ordered stays, without whom it was for.</p>
            <Entry label="Type “erase” to go on">
                {(control) => <input {...control} autoFocus autoComplete="off" value={typed} onChange={(event) => setTyped(event.target.value)} />}
            </Entry>
            <Trouble problem={action.problem} />
            <p className="buttons">
                <button type="submit" className="step step-final" disabled={action.isBusy || typed.trim().toLowerCase() !== "erase"}>Erase for good</button>
                <button type="button" className="step" onClick={() => setOpen(false)}>Keep them</button>
            </p>
        </form>
    );
}
