import type { Ticket } from "../../api/records";

/** The next thing that was promised of a ticket. */
export interface Deadline {
    readonly kind: "answer" | "settle" | "act";
    /** RFC 3339. */
    readonly by: string;
    readonly isLate: boolean;
}

/** Null where nothing is promised, or nothing is left to do. @param now milliseconds since 1970 */
export function deadlineOf(ticket: Ticket, now: number): Deadline | null {
    if (ticket.resolved_at != null || ticket.status === "Resolved" || ticket.status === "Closed") return null;
    const isAnswered = ticket.responded_at != null;
    const [kind, by] = !isAnswered && ticket.respond_by != null ? ["answer" as const, ticket.respond_by]
        : ticket.resolve_by != null ? ["settle" as const, ticket.resolve_by] : ["act" as const, ticket.due_at];
    return by == null ? null : { kind, by, isLate: Date.parse(by) < now };
}

/** Whether it was, or is, answered or settled later than it should have been. */
export function isBreached(ticket: Ticket, now: number): boolean {
    const isLate = (done: string | null | undefined, due: string | null | undefined) => due != null && (done == null ? now : Date.parse(done)) > Date.parse(due);
    return isLate(ticket.responded_at ?? ticket.resolved_at, ticket.respond_by) || isLate(ticket.resolved_at, ticket.resolve_by);
}

const urgency = ["Urgent", "High", "Medium", "Low"];

/** What has to be seen to first: what is due first, then what presses most, then what is oldest. */
export function byUrgency(tickets: readonly Ticket[], now: number): readonly Ticket[] {
    const due = (ticket: Ticket) => Date.parse(deadlineOf(ticket, now)?.by ?? "9999-12-31T00:00:00Z");
    return [...tickets].sort((one, other) =>
        due(one) - due(other) || urgency.indexOf(one.priority) - urgency.indexOf(other.priority) || Number(one.number) - Number(other.number));
}
