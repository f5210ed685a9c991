import type { ReactNode } from "react";
import type { RecordKind, RecordOfKind } from "../api/records";
import { type Desk, useRevision } from "./desk";
import { Dialog } from "./Dialog";
import { statusOf } from "./differences";
import { Trouble } from "./Entry";
import { formatDayTime, formatPhone } from "./format";
import { RecordHistory } from "./RecordHistory";
import { RecordNotes } from "./RecordNotes";
import { RecordSteps } from "./RecordSteps";
import { useLoaded, valueOf } from "./useLoaded";

const nouns: Record<RecordKind, string> = { order: "Order", appointment: "Booking", ticket: "Ticket", submission: "Request" };

/** All that is known of one record, over the page it was opened from. It follows the feed. */
export function RecordSheet<Kind extends RecordKind>({ desk, kind, id, onClose, children }: {
    desk: Desk;
    kind: Kind;
    id: string;
    onClose(): void;
    /** What only its kind has. */
    children(record: RecordOfKind[Kind]): ReactNode;
}) {
    const { timeZone } = desk.business;
    const revision = useRevision(desk.changes, kind);
    const loaded = useLoaded(`${id} ${revision}`, () => desk.office.read(kind, id));
    const entry = valueOf(loaded);
    const problem = loaded.state === "failed" ? loaded.problem : null;
    if (entry === undefined) return problem && <Dialog isWide title={nouns[kind]} onClose={onClose}><Trouble problem={problem} /></Dialog>;
    const { record } = entry;
    const status = statusOf(entry);
    const customer = [record.customer_name, record.customer_phone && formatPhone(record.customer_phone)].filter(Boolean).join(" · ");
    return (
        <Dialog
            isWide
            title={`${nouns[kind]} ${record.number}`}
            mark={<span className="record-status" data-status={status}>{status}</span>}
            onClose={onClose}
        >
            <Trouble problem={problem} />
            <p className="small-print">
                {customer === "" ? "No name given" : customer}. {record.source === "staff" ? "Written down by hand" : "From a call"},{" "}
                {formatDayTime(record.created_at, timeZone)}.
            </p>
            {children(record as RecordOfKind[Kind])}
            <RecordSteps entry={entry} timeZone={timeZone} change={(seen, members) => desk.office.changeRecord(seen, members)} />
            <RecordNotes desk={desk} kind={kind} id={id} mayBePublic={kind === "ticket"} />
            <RecordHistory desk={desk} kind={kind} id={id} />
        </Dialog>
    );
}
