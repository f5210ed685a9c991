import { useState } from "react";
import type { Ticket } from "../../api/records";
import { type Desk, useRevision } from "../../shared/desk";
import { Trouble } from "../../shared/Entry";
import { formatDayTime, formatPhone, formatSpan } from "../../shared/format";
import { Icon } from "../../shared/Icon";
import { useLoaded, valueOf } from "../../shared/useLoaded";
import { useNow } from "../../shared/useNow";
import { useSettled } from "../../shared/useSettled";
import { byUrgency, deadlineOf, isBreached } from "./deadline";
import { NewTicket } from "./NewTicket";
import { TicketSheet } from "./TicketSheet";
import "./tickets.css";

const unsettled = ["Open", "In Progress"];
const statuses = [...unsettled, "Resolved", "Closed"];
const priorities = ["Urgent", "High", "Medium", "Low"];

/** The tickets that somebody has to see to, what is due first on top; or those that are looked for. */
export function TicketsPage({ desk, opened }: { desk: Desk; opened: string | null }) {
    const [status, setStatus] = useState("unsettled");
    const [priority, setPriority] = useState("");
    const [assignee, setAssignee] = useState("");
    const [search, setSearch] = useState("");
    const wanted = useSettled(search);
    const [open, setOpen] = useState(opened);
    const [isMaking, setMaking] = useState(false);
    const now = useNow();
    const revision = useRevision(desk.changes, "ticket");
    const loaded = useLoaded(`${revision} ${status} ${wanted}`, () => ticketsLike(desk, status, wanted));
    const all = valueOf(loaded) ?? [];
    const people = peopleOf(all, desk.me?.name);
    const fitting = all.filter((ticket) =>
        (priority === "" || ticket.priority === priority) && (assignee === "" || (ticket.assignee ?? "nobody") === assignee));
    const tickets = status === "unsettled" ? byUrgency(fitting, now) : fitting;
    return (
        <div className="tickets">
            <div className="toolbar">
                <h2 className="visually-hidden">Tickets</h2>
                <button type="button" className="step step-usual" onClick={() => setMaking(true)}><Icon name="plus" />New ticket</button>
                <select className="toolbar-select" aria-label="State" value={status} onChange={(event) => setStatus(event.target.value)}>
                    <option value="unsettled">To be seen to</option>
                    {statuses.map((name) => <option key={name}>{name}</option>)}
                    <option value="">All</option>
                </select>
                <select className="toolbar-select" aria-label="Priority" value={priority} onChange={(event) => setPriority(event.target.value)}>
                    <option value="">Any priority</option>
                    {priorities.map((name) => <option key={name}>{name}</option>)}
                </select>
                <select className="toolbar-select" aria-label="Looked after by" value={assignee} onChange={(event) => setAssignee(event.target.value)}>
                    <option value="">Everybody's</option>
                    <option value="nobody">Nobody's</option>
                    {people.map((name) => <option key={name} value={name}>{name === desk.me?.name ? `Mine (${name})` : name}</option>)}
                </select>
                <input type="search" className="toolbar-search" aria-label="Find a ticket by number, words, name or phone" placeholder="Number, words, name or phone"
                    value={search} onChange={(event) => setSearch(event.target.value)} />
            </div>
            {loaded.state === "failed" && <Trouble problem={loaded.problem} />}
            {loaded.state === "there" && tickets.length === 0 && (
                <p className="blank">{all.length > 0 || wanted !== "" || status !== "unsettled" ? "No ticket fits." : "Nothing waits. The next ticket appears by itself."}</p>
            )}
            <ul className="rows rows-sheet" aria-label="Tickets">
                {tickets.map((ticket) => <Row key={ticket.id} ticket={ticket} now={now} timeZone={desk.business.timeZone} onOpen={() => setOpen(ticket.id)} />)}
            </ul>
            {open !== null && <TicketSheet key={open} desk={desk} id={open} people={people} onOpen={setOpen} onClose={() => setOpen(null)} />}
            {isMaking && <NewTicket desk={desk} onClose={() => setMaking(false)} />}
        </div>
    );
}

const deadlineWords = { answer: "Answer", settle: "Settle", act: "Due" } as const;

function Row({ ticket, now, timeZone, onOpen }: { ticket: Ticket; now: number; timeZone: string; onOpen(): void }) {
    const deadline = deadlineOf(ticket, now);
    const left = deadline === null ? 0 : Date.parse(deadline.by) - now;
    return (
        <li className="ticket-row">
            <span className="ticket-what">
                <button type="button" className="row-open" onClick={onOpen}><span className="ticket-number">{ticket.number}</span> {ticket.subject}</button>
                <small>
                    {[ticket.customer_name, ticket.customer_phone && formatPhone(ticket.customer_phone)].filter(Boolean).join(" · ") || "No name"} · {ticket.category}
                    {ticket.merged_into != null && ` · the same as ${ticket.merged_into}`}
                </small>
            </span>
            <span className="ticket-marks">
                <span className="priority" data-priority={ticket.priority}>{ticket.priority}</span>
                <span className={ticket.assignee == null ? "ticket-assignee small-print" : "ticket-assignee"}>{ticket.assignee ?? "Nobody's"}</span>
                <span className="record-status" data-status={ticket.status}>{ticket.status}</span>
            </span>
            <span className="ticket-due">
                {deadline !== null && (
                    <span className={deadline.isLate ? "late" : left < soon ? "soon" : undefined} title={formatDayTime(deadline.by, timeZone)}>
                        {deadlineWords[deadline.kind]} {deadline.isLate ? `${formatSpan(left)} late` : `in ${formatSpan(left)}`}
                    </span>
                )}
                {deadline?.isLate !== true && isBreached(ticket, now) && <span className="late">Was late</span>}
                {deadline === null && !isBreached(ticket, now) && <span className="small-print">{formatDayTime(ticket.created_at, timeZone)}</span>}
            </span>
        </li>
    );
}

/** Less than that is little time. Milliseconds. */
const soon = 30 * 60_000;

async function ticketsLike({ office }: Desk, status: string, search: string): Promise<readonly Ticket[]> {
    const wanted = status === "unsettled" ? unsettled : [status];
    const lists = await Promise.all(wanted.map((one) => office.list("ticket", { status: one, search, limit: 100 })));
    return lists.flatMap(({ entries }) => entries.map(({ record }) => record as Ticket));
}

/** Who looks after tickets, and who works here. */
function peopleOf(tickets: readonly Ticket[], me: string | undefined): readonly string[] {
    const names = tickets.flatMap(({ assignee }) => (assignee == null ? [] : [assignee]));
    return [...new Set(me === undefined ? names : [me, ...names])].sort((one, other) => one.localeCompare(other));
}
