import { useState } from "react";
import { changeStock, ItemStock, listMenu, listStock, MenuItem } from "../../api/kitchen";
import { type Desk, useRevision } from "../../shared/desk";
import { Dialog } from "../../shared/Dialog";
import { Trouble } from "../../shared/Entry";
import { formatTime } from "../../shared/format";
import { useLoaded } from "../../shared/useLoaded";
import { useAction } from "../../shared/useAction";

/** What is left of each item of the menu. What is said here holds in calls that are running. */
export function StockSheet({ desk, onClose }: { desk: Desk; onClose(): void }) {
    const [search, setSearch] = useState("");
    const menu = useLoaded("menu", () => listMenu(desk.office));
    const revision = useRevision(desk.changes, "stock");
    const stock = useLoaded(revision, () => listStock(desk.office));
    const problem = menu.state === "failed" ? menu.problem : stock.state === "failed" ? stock.problem : null;
    const items = menu.state === "there" ? menu.value : [];
    const found = items.filter(({ name }) => name.toLowerCase().includes(search.trim().toLowerCase()));
    const left = new Map(stock.state === "there" ? stock.value.map((entry) => [entry.item_id, entry]) : []);
    return (
        <Dialog isWide title="What is left" onClose={onClose}>
            <p className="small-print">What is sold out is not offered to callers, from their next sentence on.</p>
            <input type="search" aria-label="Find an item" placeholder="Find an item" value={search} onChange={(event) => setSearch(event.target.value)} />
            <Trouble problem={problem} />
            {menu.state === "there" && items.length === 0 && <p className="blank">The menu is empty.</p>}
            {menu.state === "there" && items.length > 0 && found.length === 0 && <p className="blank">Nothing on the menu is called that.</p>}
            <ul className="stock">
                {found.map((item) => <Item key={item.id} desk={desk} item={item} stock={left.get(item.id)} />)}
            </ul>
        </Dialog>
    );
}

function Item({ desk, item, stock }: { desk: Desk; item: MenuItem; stock: ItemStock | undefined }) {
    const [typed, setTyped] = useState<string | null>(null);
    const action = useAction();
    const isSoldOut = stock?.sold_out_at !== undefined;
    const shown = typed ?? (stock?.remaining === undefined ? "" : String(stock.remaining));
    const say = (edit: { remaining?: number | null; sold_out?: boolean }) =>
        void action.run(() => changeStock(desk.office, item.id, edit)).then(() => setTyped(null));
    return (
        <li>
            <span className="stock-name">
                {item.name}
                {item.available === false && <small>Switched off on the menu</small>}
                {isSoldOut && <small className="late">Sold out since {formatTime(stock?.sold_out_at ?? "", desk.business.timeZone)}, by {stock?.sold_out_by}</small>}
            </span>
            <label className="stock-count">
                <span>Left</span>
                <input type="number" min={0} max={100000} inputMode="numeric" placeholder="any" aria-label={`Portions of ${item.name} left`} value={shown}
                    onChange={(event) => setTyped(event.target.value)}
                    onBlur={() => {
                        if (typed === null) return;
                        const count = typed === "" ? null : Number(typed);
                        say(count === 0 ? { remaining: 0, sold_out: true } : { remaining: count });
                    }} />
            </label>
            <span className="stock-switch">
                Sold out
                <button type="button" className="switch" role="switch" aria-checked={isSoldOut} disabled={action.isBusy} aria-label={`${item.name} is sold out`}
                    onClick={() => say(isSoldOut && stock?.remaining === 0 ? { remaining: null, sold_out: false } : { sold_out: !isSoldOut })} />
            </span>
            <Trouble problem={action.problem} />
        </li>
    );
}
