import { useState } from "react";
import type { BusinessRecord, Order } from "../../api/records";
import { type Desk, useRevision } from "../../shared/desk";
import { Trouble } from "../../shared/Entry";
import { Icon } from "../../shared/Icon";
import { useLoaded, valueOf } from "../../shared/useLoaded";
import { useNow } from "../../shared/useNow";
import { useSettled } from "../../shared/useSettled";
import { columnsOf } from "./board";
import { NewOrder } from "./NewOrder";
import { OrderSheet } from "./OrderSheet";
import { OrderTile } from "./OrderTile";
import { StockSheet } from "./StockSheet";
import "./orders.css";

/** The kitchen's board: each order in the column of its state, what is late first. */
export function OrdersPage({ desk, opened }: { desk: Desk; opened: string | null }) {
    const { office, business } = desk;
    const [open, setOpen] = useState(opened);
    const [sheet, setSheet] = useState<"order" | "stock" | null>(null);
    const [search, setSearch] = useState("");
    const wanted = useSettled(search);
    const now = useNow();
    const revision = useRevision(desk.changes, "order");
    const orders = useLoaded(`${revision} ${wanted}`, () => (wanted === "" ? ordersOfToday(desk) : ordersLike(desk, wanted)));
    const found = valueOf(orders) ?? [];
    const columns = columnsOf(found, wanted !== "");
    const change = (seen: BusinessRecord, members: object) => office.changeRecord(seen, members as { [member: string]: unknown });

    return (
        <div className="orders">
            <div className="toolbar">
                <h2 className="visually-hidden">Orders</h2>
                <button type="button" className="step step-usual" onClick={() => setSheet("order")}><Icon name="plus" />New order</button>
                <button type="button" className="step" onClick={() => setSheet("stock")}>What is left</button>
                <input type="search" className="toolbar-search" aria-label="Find an order by number, name or phone" placeholder="Number, name or phone"
                    value={search} onChange={(event) => setSearch(event.target.value)} />
            </div>
            {orders.state === "failed" && <Trouble problem={orders.problem} />}
            <div className="kitchen">
                {columns.map(({ status, orders }) => (
                    <section key={status} className="kitchen-column" aria-label={status}>
                        <h3>{status} <span className="count">{orders.length}</span></h3>
                        {orders.length === 0 && <p className="blank">{blankWords[status] ?? "None."}</p>}
                        <ul aria-live="polite" aria-relevant="additions">
                            {orders.map((order) => (
                                <li key={order.id}>
                                    <OrderTile order={order} now={now} timeZone={business.timeZone} change={change} onOpen={() => setOpen(order.id)} />
                                </li>
                            ))}
                        </ul>
                    </section>
                ))}
            </div>
            {open !== null && <OrderSheet key={open} desk={desk} id={open} onClose={() => setOpen(null)} />}
            {sheet === "order" && <NewOrder desk={desk} onClose={() => setSheet(null)} />}
            {sheet === "stock" && <StockSheet desk={desk} onClose={() => setSheet(null)} />}
        </div>
    );
}

const blankWords: Readonly<Record<string, string>> = {
    Pending: "Nothing waits to be confirmed. A new order appears by itself.",
    Confirmed: "Nothing waits for the kitchen.",
    Preparing: "Nothing is being made.",
    Ready: "Nothing waits to be handed over.",
    Done: "Nothing has been handed over yet.",
};

const openStatuses = ["Pending", "Confirmed", "Preparing", "Ready"];

/** What is not done yet, however old it is, and the last that are. */
async function ordersOfToday({ office }: Desk): Promise<readonly Order[]> {
    const lists = await Promise.all([
        ...openStatuses.map((status) => office.list("order", { status, limit: 100 })),
        office.list("order", { status: "Completed", limit: 10 }), office.list("order", { status: "Cancelled", limit: 10 }),
    ]);
    return lists.flatMap(({ entries }) => entries.map(({ record }) => record as Order));
}

async function ordersLike({ office }: Desk, search: string): Promise<readonly Order[]> {
    return (await office.list("order", { search, limit: 100 })).entries.map(({ record }) => record as Order);
}
