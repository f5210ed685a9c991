import type { Ticket } from "../../api/records";
import { formatDay, formatTime } from "../../shared/format";
import { RecordFrame } from "../../shared/RecordFrame";

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
            {ticket.description && ticket.description !== ticket.subject && <p className="record-note">{ticket.description}</p>}
        </RecordFrame>
    );
}
