import { useState } from "react";
import { Customer, findCustomers, listBlocked } from "../../api/customers";
import { type Desk, useRevision } from "../../shared/desk";
import { Trouble } from "../../shared/Entry";
import { formatPhone } from "../../shared/format";
import { useLoaded, valueOf } from "../../shared/useLoaded";
import { useSettled } from "../../shared/useSettled";
import { CustomerSheet } from "./CustomerSheet";
import "./customers.css";

/** The people that a business knows, by their numbers. */
export function CustomersPage({ desk }: { desk: Desk }) {
    const [search, setSearch] = useState("");
    const wanted = useSettled(search);
    const [showsBlocked, setShowsBlocked] = useState(false);
    const [pages, setPages] = useState(1);
    const [open, setOpen] = useState<string | null>(null);
    const revision = useRevision(desk.changes, "customer", "order", "appointment", "ticket");
    const loaded = useLoaded(`${revision} ${showsBlocked} ${wanted} ${pages}`, () => read(desk, showsBlocked, wanted, pages));
    const { customers, hasMore } = valueOf(loaded) ?? { customers: [], hasMore: false };
    return (
        <div className="customers">
            <div className="toolbar">
                <h2 className="visually-hidden">Customers</h2>
                <input type="search" className="toolbar-search" aria-label="Find a customer by name or phone" placeholder="Name or phone" disabled={showsBlocked}
                    value={search} onChange={(event) => { setSearch(event.target.value); setPages(1); }} />
                <span className="toolbar-group" role="group" aria-label="Which customers">
                    <button type="button" className={showsBlocked ? "step" : "step step-on"} aria-pressed={!showsBlocked} onClick={() => setShowsBlocked(false)}>Everybody</button>
                    <button type="button" className={showsBlocked ? "step step-on" : "step"} aria-pressed={showsBlocked} onClick={() => setShowsBlocked(true)}>Blocked</button>
                </span>
            </div>
            {loaded.state === "failed" && <Trouble problem={loaded.problem} />}
            {loaded.state === "there" && customers.length === 0 && (
                <p className="blank">{showsBlocked ? "Nobody is blocked." : wanted === "" ? "Nobody yet. Whoever calls and gives a number appears here." : "Nobody fits."}</p>
            )}
            <ul className="rows rows-sheet" aria-label="Customers">
                {customers.map((customer) => (
                    <li key={customer.id}>
                        <span>
                            <button type="button" className="row-open" onClick={() => setOpen(customer.id)}>{customer.name || "No name"}</button>
                            <small>{formatPhone(customer.phone)}{customer.email && ` · ${customer.email}`}</small>
                        </span>
                        {customer.blocked_at != null && <span className="row-end"><small>{customer.block_reason}</small><span className="record-status blocked">Blocked</span></span>}
                    </li>
                ))}
            </ul>
            {hasMore && <p className="buttons"><button type="button" className="step" onClick={() => setPages(pages + 1)}>More</button></p>}
            {open !== null && <CustomerSheet key={open} desk={desk} id={open} onClose={() => setOpen(null)} />}
        </div>
    );
}

async function read({ office }: Desk, showsBlocked: boolean, search: string, pages: number): Promise<{ customers: readonly Customer[]; hasMore: boolean }> {
    if (showsBlocked) return { customers: await listBlocked(office), hasMore: false };
    const customers: Customer[] = [];
    let cursor: string | null = null;
    for (let page = 0; page < pages && (page === 0 || cursor !== null); page += 1) {
        const list: Awaited<ReturnType<typeof findCustomers>> = await findCustomers(office, search, cursor);
        customers.push(...list.data);
        cursor = list.next_cursor;
    }
    return { customers, hasMore: cursor !== null };
}
