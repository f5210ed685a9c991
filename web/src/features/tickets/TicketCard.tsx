import type { Ticket } from "../../api/records";
import { formatDay, formatTime } from "../../shared/format";
import { RecordFrame } from "../../shared/RecordFrame";
import { useNow } from "../../shared/useNow";

/** A ticket as a help desk reads it. */
export function TicketCard({ ticket, timeZone, isNew }: { ticket: Ticket; timeZone: string; isNew: boolean }) {
    return (
        <RecordFrame
            title={`Ticket ${ticket.number}`}
            status={ticket.status}
            createdAt={ticket.created_at}
            timeZone={timeZone}
            isNew={isNew}
            customer={ticket}
        >
            <p className="record-headline"><strong>{ticket.subject}</strong></p>
            <p>{ticket.category} <span className="priority" data-priority={ticket.priority}>{ticket.priority} priority</span></p>
            {ticket.due_at && <p>Due {formatDay(ticket.due_at, timeZone)}, {formatTime(ticket.due_at, timeZone)}</p>}
            {ticket.assignee && <p>Looked after by {ticket.assignee}</p>}
            <Promised ticket={ticket} timeZone={timeZone} />
            {ticket.merged_into && <p>The same as ticket {ticket.merged_into}</p>}
            {ticket.description && ticket.description !== ticket.subject && <p className="record-note">{ticket.description}</p>}
        </RecordFrame>
    );
}

/** The next thing that was promised, and whether it is late. */
function Promised({ ticket, timeZone }: { ticket: Ticket; timeZone: string }) {
    const now = useNow();
    const isAnswered = ticket.responded_at != null || ticket.resolved_at != null;
    const due = isAnswered ? ticket.resolve_by : ticket.respond_by;
    if (due == null || ticket.resolved_at != null) return null;
    const isLate = Date.parse(due) < now;
    return (
        <p className={isLate ? "late" : undefined}>
            {isAnswered ? "To settle by" : "To answer by"} {formatDay(due, timeZone)}, {formatTime(due, timeZone)}
            {isLate && " (late)"}
        </p>
    );
}
