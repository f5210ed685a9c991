import { useState } from "react";
import type { Ticket } from "../../api/records";
import { mergeTicket } from "../../api/support";
import type { Desk } from "../../shared/desk";
import { Trouble } from "../../shared/Entry";
import { useLoaded } from "../../shared/useLoaded";
import { useSettled } from "../../shared/useSettled";
import { useAction } from "../../shared/useAction";

/** Finds the ticket that this one is the same as, and makes them one. */
export function MergeTicket({ desk, ticket, onMerged }: { desk: Desk; ticket: Ticket; onMerged(id: string): void }) {
    const [isOpen, setOpen] = useState(false);
    const [search, setSearch] = useState("");
    const [chosen, setChosen] = useState<Ticket | null>(null);
    const wanted = useSettled(search);
    const action = useAction();
    // Until somebody looks for another: what stands under the same number.
    const looked = wanted === "" ? ticket.customer_phone?.slice(-7) ?? "" : wanted;
    const found = useLoaded(`${isOpen} ${looked}`, async () => (!isOpen ? [] : (await desk.office.list("ticket", { search: looked, limit: 20 })).entries));
    const candidates = found.state === "there"
        ? found.value.map(({ record }) => record as Ticket).filter((other) => other.id !== ticket.id && other.merged_into == null)
        : [];
    if (!isOpen) return <p><button type="button" className="link" onClick={() => setOpen(true)}>It is the same as another ticket …</button></p>;
    const merge = (target: Ticket) => void action.run(() => mergeTicket(desk.office, ticket, target.id)).then((isDone) => isDone && onMerged(target.id));
    return (
        <section className="merge" aria-label="Merge">
            <h3>The same as</h3>
            <input type="search" autoFocus aria-label="Find the other ticket" placeholder="Number, words, name or phone" value={search} onChange={(event) => setSearch(event.target.value)} />
            {found.state === "failed" && <Trouble problem={found.problem} />}
            {found.state === "there" && candidates.length === 0 && <p className="small-print">No other ticket fits.</p>}
            <ul className="rows">
                {candidates.map((other) => (
                    <li key={other.id}>
                        <span><strong>{other.number}</strong> {other.subject} <small>{other.status}</small></span>
                        <button type="button" className="step" aria-pressed={chosen?.id === other.id} onClick={() => setChosen(other)}>This one</button>
                    </li>
                ))}
            </ul>
            <Trouble problem={action.problem} />
            <p className="buttons">
                {chosen !== null && (
                    <button type="button" className="step step-usual" disabled={action.isBusy} onClick={() => merge(chosen)}>
                        Close {ticket.number} as the same as {chosen.number}
                    </button>
                )}
                <button type="button" className="step" onClick={() => setOpen(false)}>Not now</button>
            </p>
        </section>
    );
}
