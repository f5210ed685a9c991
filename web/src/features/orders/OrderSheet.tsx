import type { Order } from "../../api/records";
import type { Desk } from "../../shared/desk";
import { Entry } from "../../shared/Entry";
import { formatMoney } from "../../shared/format";
import { RecordEdit } from "../../shared/RecordEdit";
import { RecordSheet } from "../../shared/RecordSheet";
import { useDraft } from "../../shared/useDraft";
import { clockMinutes, clockText, instantAt, localMoment } from "../../shared/zone";

/** Everything about one order, and what may still be changed of it. */
export function OrderSheet({ desk, id, onClose }: { desk: Desk; id: string; onClose(): void }) {
    return (
        <RecordSheet desk={desk} kind="order" id={id} onClose={onClose}>
            {(order) => <OrderForm desk={desk} order={order} />}
        </RecordSheet>
    );
}

interface Values {
    customer_name: string;
    delivery_address: string;
    notes: string;
    ready_at: string;
    /** New quantities by the place of the line. */
    quantities: Readonly<Record<number, number>>;
}

function OrderForm({ desk, order }: { desk: Desk; order: Order }) {
    const { timeZone } = desk.business;
    const draft = useDraft<Order, Values>(order);
    const { changes, present } = draft;
    const isBeforeKitchen = present.order_status === "Pending" || present.order_status === "Confirmed";
    const isOpen = !["Completed", "Cancelled"].includes(present.order_status);
    const quantity = (line: number) => changes.quantities?.[line] ?? present.lines[line]?.quantity ?? 0;
    const setQuantity = (line: number, count: number) => draft.set({ quantities: { ...changes.quantities, [line]: count } });
    const readyAt = changes.ready_at ?? present.ready_at;
    return (
        <RecordEdit desk={desk} entry={{ kind: "order", record: present }} draft={draft} members={membersOf}>
            {({ problem }) => (
                <>
                    <ul className="record-lines entry-wide">
                        {present.lines.map((line, index) => (
                            <li key={index} className={quantity(index) === 0 ? "line-off" : undefined}>
                                {isBeforeKitchen ? (
                                    <span className="quantity">
                                        <button type="button" aria-label={`One ${line.item} less`} disabled={quantity(index) === 0}
                                            onClick={() => setQuantity(index, quantity(index) - 1)}>−</button>
                                        <output>{quantity(index)}</output>
                                        <button type="button" aria-label={`One ${line.item} more`} onClick={() => setQuantity(index, quantity(index) + 1)}>+</button>
                                    </span>
                                ) : <span className="record-quantity">{line.quantity} ×</span>}
                                <span>{line.item}<small>{[...line.options, line.note].filter(Boolean).join(", ")}</small></span>
                                <span className="record-price">{formatMoney(line.price)}</span>
                            </li>
                        ))}
                    </ul>
                    {!isBeforeKitchen && isOpen && <p className="small-print entry-wide">The kitchen has begun: the lines stay as they are.</p>}
                    <p className="record-sum entry-wide"><span>{present.order_type}</span><strong>{formatMoney(present.total)}</strong></p>
                    {present.cancel_reason && <p className="record-note entry-wide">Cancelled: {present.cancel_reason}</p>}
                    <Entry label="Name" at="customer_name" problem={problem}>
                        {(control) => <input {...control} value={changes.customer_name ?? present.customer_name ?? ""} maxLength={120}
                            onChange={(event) => draft.set({ customer_name: event.target.value })} />}
                    </Entry>
                    <Entry label="Ready at" at="ready_at" problem={problem}>
                        {(control) => <input {...control} type="time" disabled={!isOpen}
                            value={readyAt == null ? "" : clockText(localMoment(readyAt, timeZone).minutes)}
                            onChange={(event) => {
                                const day = localMoment(present.ready_at ?? present.created_at, timeZone).day;
                                if (event.target.value !== "") draft.set({ ready_at: instantAt(day, clockMinutes(event.target.value), timeZone) });
                            }} />}
                    </Entry>
                    {present.order_type === "Delivery" && (
                        <Entry label="Address" at="delivery_address" problem={problem} isWide>
                            {(control) => <input {...control} value={changes.delivery_address ?? present.delivery_address ?? ""}
                                onChange={(event) => draft.set({ delivery_address: event.target.value })} />}
                        </Entry>
                    )}
                    <Entry label="For the kitchen" at="notes" problem={problem} isWide>
                        {(control) => <textarea {...control} rows={2} value={changes.notes ?? present.notes ?? ""}
                            onChange={(event) => draft.set({ notes: event.target.value })} />}
                    </Entry>
                </>
            )}
        </RecordEdit>
    );
}

function membersOf({ quantities, ...members }: Partial<Values>): object {
    if (quantities === undefined) return members;
    return { ...members, lines: Object.entries(quantities).map(([line, quantity]) => ({ line: Number(line), quantity })) };
}
