import { AppointmentCard } from "../features/appointments/AppointmentCard";
import { OrderCard } from "../features/orders/OrderCard";
import { SubmissionCard } from "../features/submissions/SubmissionCard";
import { TicketCard } from "../features/tickets/TicketCard";
import type { RecordView } from "../shared/RecordView";

/** The card of any record: the one place that knows all kinds. */
export const RecordCard: RecordView = ({ entry, timeZone, isNew = false }) => {
    switch (entry.kind) {
        case "order":
            return <OrderCard order={entry.record} timeZone={timeZone} isNew={isNew} />;
        case "appointment":
            return <AppointmentCard appointment={entry.record} timeZone={timeZone} isNew={isNew} />;
        case "ticket":
            return <TicketCard ticket={entry.record} timeZone={timeZone} isNew={isNew} />;
        case "submission":
            return <SubmissionCard submission={entry.record} timeZone={timeZone} isNew={isNew} />;
    }
};
