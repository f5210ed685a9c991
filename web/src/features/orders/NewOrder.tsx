import { useState } from "react";
import { listMenu, listStock, MenuItem } from "../../api/kitchen";
import { type Desk, useRevision } from "../../shared/desk";
import { ContactFields } from "../../shared/ContactFields";
import { Entry, Trouble } from "../../shared/Entry";
import { MakingSheet } from "../../shared/MakingSheet";
import { useLoaded } from "../../shared/useLoaded";
import { LineEditor } from "./LineEditor";
import { LineDraft, lineOf, openQuestions, priceOf, wishOf } from "./orderDraft";

const orderTypes = ["Takeaway", "Delivery", "Dine-in"];

/** An order that somebody gives at the counter, or has written. */
export function NewOrder({ desk, onClose }: { desk: Desk; onClose(): void }) {
    const { office, business } = desk;
    const [lines, setLines] = useState<readonly LineDraft[]>([]);
    const [type, setType] = useState("Takeaway");
    const [contact, setContact] = useState({ customer_name: "", customer_phone: "" });
    const [address, setAddress] = useState("");
    const [notes, setNotes] = useState("");
    const isComplete = lines.length > 0 && lines.every((line) => openQuestions(line).length === 0);
    const total = new Intl.NumberFormat(undefined, { style: "currency", currency: business.currency })
        .format(lines.reduce((sum, line) => sum + priceOf(line), 0));
    const make = (key: string) => office.make("order", {
        lines: lines.map(wishOf), order_type: type, ...contact, notes, delivery_address: type === "Delivery" ? address : undefined,
    }, key);
    return (
        <MakingSheet title="New order" save="Place the order" isComplete={isComplete} onMake={make} onClose={onClose}>
            {({ problem }) => (
                <>
                    <div className="entry-wide order-making">
                        <MenuPicker desk={desk} onPick={(item) => setLines([...lines, lineOf(item)])} />
                        <section aria-label="The order" className="order-lines">
                            {lines.length === 0 && <p className="blank">Choose from the menu.</p>}
                            <ul>
                                {lines.map((line, index) => (
                                    <LineEditor
                                        key={index}
                                        line={line}
                                        currency={business.currency}
                                        onChange={(next) => setLines(lines.map((other, place) => (place === index ? next : other)))}
                                        onRemove={() => setLines(lines.filter((_, place) => place !== index))}
                                    />
                                ))}
                            </ul>
                            {lines.length > 0 && <p className="record-sum"><span>Without tax</span><strong>{total}</strong></p>}
                        </section>
                    </div>
                    <Entry label="Kind" at="order_type" problem={problem} isWide>
                        {(control) => (
                            <select {...control} value={type} onChange={(event) => setType(event.target.value)}>
                                {orderTypes.map((name) => <option key={name}>{name}</option>)}
                            </select>
                        )}
                    </Entry>
                    <ContactFields contact={contact} problem={problem} onChange={setContact} />
                    {type === "Delivery" && (
                        <Entry label="Address" at="delivery_address" problem={problem} isWide>
                            {(control) => <input {...control} required value={address} onChange={(event) => setAddress(event.target.value)} />}
                        </Entry>
                    )}
                    <Entry label="For the kitchen" at="notes" problem={problem} isWide>
                        {(control) => <input {...control} maxLength={1000} value={notes} onChange={(event) => setNotes(event.target.value)} />}
                    </Entry>
                </>
            )}
        </MakingSheet>
    );
}

/** The menu by its headings; what is sold out cannot be picked. */
function MenuPicker({ desk, onPick }: { desk: Desk; onPick(item: MenuItem): void }) {
    const [search, setSearch] = useState("");
    const menu = useLoaded("menu", () => listMenu(desk.office));
    const revision = useRevision(desk.changes, "stock");
    const stock = useLoaded(revision, () => listStock(desk.office));
    const soldOut = new Set(stock.state === "there" ? stock.value.filter((entry) => entry.sold_out_at !== undefined).map((entry) => entry.item_id) : []);
    const found = (menu.state === "there" ? menu.value : []).filter(({ name }) => name.toLowerCase().includes(search.trim().toLowerCase()));
    const headings = [...new Set(found.map(({ category }) => category ?? ""))];
    return (
        <section aria-label="Menu" className="menu-picker">
            <input type="search" aria-label="Find on the menu" placeholder="Find on the menu" value={search} onChange={(event) => setSearch(event.target.value)}
                onKeyDown={(event) => {
                    // Enter picks the first, and does not place the order.
                    if (event.key !== "Enter") return;
                    event.preventDefault();
                    const first = found.find((item) => item.available !== false && !soldOut.has(item.id));
                    if (first !== undefined) onPick(first);
                }} />
            {menu.state === "failed" && <Trouble problem={menu.problem} />}
            {menu.state === "there" && menu.value.length === 0 && <p className="blank">The menu is empty.</p>}
            <div className="menu-items">
                {headings.map((heading) => (
                    <div key={heading}>
                        {heading !== "" && <h3>{heading}</h3>}
                        <ul>
                            {found.filter(({ category }) => (category ?? "") === heading).map((item) => {
                                const isGone = item.available === false || soldOut.has(item.id);
                                return (
                                    <li key={item.id}>
                                        <button type="button" className="menu-item" disabled={isGone} onClick={() => onPick(item)}>
                                            <span>{item.name}</span><small>{isGone ? "Sold out" : item.price.toFixed(2)}</small>
                                        </button>
                                    </li>
                                );
                            })}
                        </ul>
                    </div>
                ))}
            </div>
        </section>
    );
}
