import type { Appointment } from "../../api/records";
import { formatDay, formatTime } from "../../shared/format";
import { RecordFrame } from "../../shared/RecordFrame";

/** A booking as a reception reads it. */
export function AppointmentCard({ appointment, timeZone, isNew }: { appointment: Appointment; timeZone: string; isNew: boolean }) {
    const { start, end, resource } = appointment;
    return (
        <RecordFrame
            title={`Booking ${appointment.number}`}
            status={appointment.status}
            createdAt={appointment.created_at}
            timeZone={timeZone}
            isNew={isNew}
            customer={appointment}
        >
            <p className="record-headline">
                <strong>{formatDay(start, timeZone)}, {formatTime(start, timeZone)}</strong> to {formatTime(end, timeZone)}
            </p>
            <p>{appointment.service}{resource && ` with ${resource}`}</p>
            {appointment.notes && <p className="record-note">{appointment.notes}</p>}
        </RecordFrame>
    );
}
