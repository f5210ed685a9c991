import type { Order, OrderLine } from "../../api/records";
import { formatMoney, formatTime } from "../../shared/format";
import { RecordFrame } from "../../shared/RecordFrame";

/** An order as a kitchen reads it. */
export function OrderCard({ order, timeZone, isNew }: { order: Order; timeZone: string; isNew: boolean }) {
    return (
        <RecordFrame
            title={`Order ${order.number}`}
            status={order.order_status}
            createdAt={order.created_at}
            timeZone={timeZone}
            isNew={isNew}
            customer={order}
        >
            <ul className="record-lines">
                {order.lines.map((line, index) => <Line key={index} line={line} />)}
            </ul>
            <p className="record-sum">
                <span>{order.order_type}</span>
                <strong>{formatMoney(order.total)}</strong>
            </p>
            {order.ready_at && <p>Promised for {formatTime(order.ready_at, timeZone)}</p>}
            {order.delivery_address && <p className="record-note">To {order.delivery_address}</p>}
            {order.notes && <p className="record-note">{order.notes}</p>}
        </RecordFrame>
    );
}

function Line({ line }: { line: OrderLine }) {
    const wishes = [...line.options, line.note].filter(Boolean);
    return (
        <li>
            <span className="record-quantity">{line.quantity} ×</span>
            <span>{line.item}{wishes.length > 0 && <small>{wishes.join(", ")}</small>}</span>
            <span className="record-price">{formatMoney(line.price)}</span>
        </li>
    );
}
