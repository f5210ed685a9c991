import type { BusinessRecord, Members, Order } from "../../api/records";
import { formatMoney, formatSpan, formatTime } from "../../shared/format";
import { RecordSteps } from "../../shared/RecordSteps";

/** An order on the kitchen's board: what to make, until when, and the next step. */
export function OrderTile({ order, now, timeZone, change, onOpen }: {
    order: Order;
    now: number;
    timeZone: string;
    change(seen: BusinessRecord, members: Members): Promise<unknown>;
    onOpen(): void;
}) {
    const entry: BusinessRecord = { kind: "order", record: order };
    const isOpen = !["Completed", "Cancelled"].includes(order.order_status);
    return (
        <article className={isOpen ? "tile" : "tile tile-done"} aria-label={`Order ${order.number}`}>
            <header>
                <h4><button type="button" className="tile-open" onClick={onOpen}>{order.number}</button></h4>
                <span className="tile-name">{order.customer_name || "No name"}</span>
                {!isOpen && <span className="record-status" data-status={order.order_status}>{order.order_status}</span>}
            </header>
            <ul className="record-lines">
                {order.lines.map((line, index) => {
                    const wishes = [...line.options, line.note].filter(Boolean);
                    return (
                        <li key={index}>
                            <span className="record-quantity">{line.quantity} ×</span>
                            <span>{line.item}{wishes.length > 0 && <small>{wishes.join(", ")}</small>}</span>
                        </li>
                    );
                })}
            </ul>
            {order.notes && <p className="record-note">{order.notes}</p>}
            {order.cancel_reason && <p className="record-note">{order.cancel_reason}</p>}
            <p className="tile-foot">
                <span>{order.order_type}</span>
                <strong>{formatMoney(order.total)}</strong>
                {isOpen ? <Promised order={order} now={now} timeZone={timeZone} /> : <span>{formatTime(order.created_at, timeZone)}</span>}
            </p>
            <RecordSteps entry={entry} timeZone={timeZone} change={change} isBrief />
        </article>
    );
}

/** When it was promised for, and how long that is; how long it has waited where nothing was. */
function Promised({ order, now, timeZone }: { order: Order; now: number; timeZone: string }) {
    if (order.ready_at == null) return <span>Waits {formatSpan(now - Date.parse(order.created_at))}</span>;
    const left = Date.parse(order.ready_at) - now;
    const isLate = left < 0 && order.order_status !== "Ready";
    return (
        <span className={isLate ? "late" : undefined}>
            For {formatTime(order.ready_at, timeZone)} · {left < 0 ? `${formatSpan(left)} late` : `in ${formatSpan(left)}`}
        </span>
    );
}
