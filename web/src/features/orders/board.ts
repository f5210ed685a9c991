import type { Order } from "../../api/records";

export interface Column {
    readonly status: string;
    readonly orders: readonly Order[];
}

const states = ["Pending", "Confirmed", "Preparing", "Ready"];
const mostDone = 10;

/**
 * The orders by what is to be done with them: what was promised for the earliest time stands first. What is done stands last, the newest
 * first.
 *
 * @param isFound whether they were looked for: then all that were found are shown
 */
export function columnsOf(orders: readonly Order[], isFound = false): readonly Column[] {
    const open = states.map((status) => ({
        status,
        orders: orders.filter(({ order_status }) => order_status === status)
            .sort((one, other) => dueTime(one) - dueTime(other) || Number(one.number) - Number(other.number)),
    }));
    const done = orders
        .filter(({ order_status }) => !states.includes(order_status))
        .sort((one, other) => Number(other.number) - Number(one.number));
    return [...open, { status: "Done", orders: isFound ? done : done.slice(0, mostDone) }];
}

/** When an order should be ready, or has waited since, in milliseconds. */
function dueTime(order: Order): number {
    return Date.parse(order.ready_at ?? order.created_at);
}
