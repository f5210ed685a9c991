import type { Ticket } from "../../api/records";
import { type Desk } from "../../shared/desk";
import { Entry } from "../../shared/Entry";
import { formatDayTime, formatSpan } from "../../shared/format";
import { RecordEdit } from "../../shared/RecordEdit";
import { RecordSheet } from "../../shared/RecordSheet";
import { useDraft } from "../../shared/useDraft";
import { useLoaded } from "../../shared/useLoaded";
import { useNow } from "../../shared/useNow";
import { deadlineOf } from "./deadline";
import { MergeTicket } from "./MergeTicket";
import { listCategories } from "../../api/support";

/** Everything about one ticket. */
export function TicketSheet({ desk, id, people, onOpen, onClose }: {
    desk: Desk;
    id: string;
    /** Who may look after it. */
    people: readonly string[];
    onOpen(id: string): void;
    onClose(): void;
}) {
    return (
        <RecordSheet desk={desk} kind="ticket" id={id} onClose={onClose}>
            {(ticket) => (
                <>
                    <p className="record-headline"><strong>{ticket.subject}</strong></p>
                    {ticket.description && ticket.description !== ticket.subject && <p className="record-note ticket-words">{ticket.description}</p>}
                    <Deadlines ticket={ticket} timeZone={desk.business.timeZone} />
                    <TicketForm desk={desk} ticket={ticket} people={people} />
                    {ticket.merged_into == null && <MergeTicket desk={desk} ticket={ticket} onMerged={onOpen} />}
                    {ticket.merged_into != null && <p className="notice">It is the same as ticket {ticket.merged_into}, where it is dealt with.</p>}
                </>
            )}
        </RecordSheet>
    );
}

function Deadlines({ ticket, timeZone }: { ticket: Ticket; timeZone: string }) {
    const now = useNow();
    const next = deadlineOf(ticket, now);
    const line = (label: string, by: string | null | undefined, done: string | null | undefined) => by == null ? null : (
        <div>
            <dt>{label}</dt>
            <dd className={(done == null ? now : Date.parse(done)) > Date.parse(by) ? "late" : undefined}>
                {formatDayTime(by, timeZone)}{done != null && `, done ${formatDayTime(done, timeZone)}`}
            </dd>
        </div>
    );
    if (ticket.respond_by == null && ticket.resolve_by == null && ticket.due_at == null) return null;
    return (
        <dl className="record-answers">
            {line("To answer by", ticket.respond_by, ticket.responded_at ?? ticket.resolved_at)}
            {line("To settle by", ticket.resolve_by, ticket.resolved_at)}
            {line("Due", ticket.due_at, ticket.resolved_at)}
            {next !== null && <div><dt>Time left</dt><dd className={next.isLate ? "late" : undefined}>{next.isLate ? `${formatSpan(Date.parse(next.by) - now)} late` : formatSpan(Date.parse(next.by) - now)}</dd></div>}
        </dl>
    );
}

interface Values {
    subject: string;
    assignee: string;
    priority: string;
    category_id: string;
}

function TicketForm({ desk, ticket, people }: { desk: Desk; ticket: Ticket; people: readonly string[] }) {
    const draft = useDraft<Ticket, Values>(ticket);
    const { changes, present } = draft;
    const categories = useLoaded("categories", () => listCategories(desk.office));
    const known = categories.state === "there" ? categories.value : [];
    const me = desk.me?.name;
    const assignee = changes.assignee ?? present.assignee ?? "";
    return (
        <RecordEdit desk={desk} entry={{ kind: "ticket", record: present }} draft={draft}>
            {({ problem }) => (
                <>
                    <Entry label="Looked after by" at="assignee" problem={problem}>
                        {(control) => (
                            <span className="assignee">
                                <input {...control} list={`${control.id}-people`} maxLength={120} placeholder="Nobody" value={assignee}
                                    onChange={(event) => draft.set({ assignee: event.target.value })} />
                                <datalist id={`${control.id}-people`}>{people.map((name) => <option key={name} value={name} />)}</datalist>
                                {me !== undefined && assignee !== me && <button type="button" className="step" onClick={() => draft.set({ assignee: me })}>Me</button>}
                            </span>
                        )}
                    </Entry>
                    <Entry label="Priority" at="priority" problem={problem}>
                        {(control) => (
                            <select {...control} value={changes.priority ?? present.priority} onChange={(event) => draft.set({ priority: event.target.value })}>
                                {["Low", "Medium", "High", "Urgent"].map((name) => <option key={name}>{name}</option>)}
                            </select>
                        )}
                    </Entry>
                    <Entry label="Subject" at="subject" problem={problem} isWide>
                        {(control) => <input {...control} maxLength={120} value={changes.subject ?? present.subject} onChange={(event) => draft.set({ subject: event.target.value })} />}
                    </Entry>
                    {known.length > 0 && (
                        <Entry label="Category" at="category_id" problem={problem}>
                            {(control) => (
                                <select {...control} value={changes.category_id ?? present.category_id ?? ""} onChange={(event) => event.target.value !== "" && draft.set({ category_id: event.target.value })}>
                                    {present.category_id == null && <option value="">{present.category}</option>}
                                    {known.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
                                </select>
                            )}
                        </Entry>
                    )}
                </>
            )}
        </RecordEdit>
    );
}
