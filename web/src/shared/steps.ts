import type { BusinessRecord } from "../api/records";

/** One thing staff can do to a record, as its button says it. */
export interface Step {
    readonly label: string;
    /** What is changed. */
    readonly change: Readonly<Record<string, string>>;
    /** What most are done with next. */
    readonly isUsual?: boolean;
    /** Cannot be taken back: asked twice. */
    readonly isFinal?: boolean;
    /** The member that keeps why, where somebody may say it. */
    readonly reasonAs?: string;
}

const cancelOrder: Step = { label: "Cancel order", change: { order_status: "Cancelled" }, isFinal: true, reasonAs: "cancel_reason" };
const cancelBooking: Step = { label: "Cancel booking", change: { status: "Cancelled" }, isFinal: true };

const orderSteps: Readonly<Record<string, readonly Step[]>> = {
    Pending: [{ label: "Confirm", change: { order_status: "Confirmed" }, isUsual: true }, cancelOrder],
    Confirmed: [{ label: "Start making it", change: { order_status: "Preparing" }, isUsual: true }, cancelOrder],
    Preparing: [{ label: "It is ready", change: { order_status: "Ready" }, isUsual: true }, cancelOrder],
    Ready: [{ label: "Handed over", change: { order_status: "Completed" }, isUsual: true }, cancelOrder],
};

const ticketSteps: Readonly<Record<string, readonly Step[]>> = {
    "Open": [
        { label: "Start work", change: { status: "In Progress" }, isUsual: true },
        { label: "Resolved", change: { status: "Resolved" } },
    ],
    "In Progress": [
        { label: "Resolved", change: { status: "Resolved" }, isUsual: true },
        { label: "Put back", change: { status: "Open" } },
    ],
    "Resolved": [
        { label: "Close", change: { status: "Closed" }, isUsual: true },
        { label: "Open again", change: { status: "Open" } },
    ],
    "Closed": [{ label: "Open again", change: { status: "Open" } }],
};

const submissionSteps: Readonly<Record<string, readonly Step[]>> = {
    "Open": [
        { label: "Done", change: { status: "Completed" }, isUsual: true },
        { label: "Start work", change: { status: "In Progress" } },
    ],
    "In Progress": [{ label: "Done", change: { status: "Completed" }, isUsual: true }],
    "Completed": [{ label: "Open again", change: { status: "Open" } }],
    "Cancelled": [{ label: "Open again", change: { status: "Open" } }],
};

/** What can be done to a record now; the usual first. @param now milliseconds since 1970 */
export function stepsOf(entry: BusinessRecord, now: number): readonly Step[] {
    switch (entry.kind) {
        case "order":
            return orderSteps[entry.record.order_status] ?? [];
        case "appointment":
            return bookingSteps(entry.record.status, Date.parse(entry.record.start) <= now);
        case "ticket":
            // A ticket that is the same as another is dealt with there.
            return entry.record.merged_into == null ? ticketSteps[entry.record.status] ?? [] : [];
        case "submission":
            return submissionSteps[entry.record.status] ?? [];
    }
}

function bookingSteps(status: string, hasBegun: boolean): readonly Step[] {
    const came: Step = { label: "They came", change: { status: "Completed" } };
    const stayedAway: Step = { label: "No-show", change: { status: "No-show" } };
    if (status === "Scheduled" || status === "Confirmed") {
        if (hasBegun) return [{ ...came, isUsual: true }, stayedAway];
        const confirm: Step = { label: "Confirm", change: { status: "Confirmed" }, isUsual: true };
        return status === "Scheduled" ? [confirm, cancelBooking] : [cancelBooking];
    }
    if (status === "Completed") return [stayedAway];
    return status === "No-show" ? [came] : [];
}
