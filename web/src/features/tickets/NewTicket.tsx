import { useState } from "react";
import { listCategories } from "../../api/support";
import { ContactFields } from "../../shared/ContactFields";
import type { Desk } from "../../shared/desk";
import { Entry, Trouble } from "../../shared/Entry";
import { MakingSheet } from "../../shared/MakingSheet";
import { useLoaded } from "../../shared/useLoaded";

/** A ticket for what came by mail, or was told at the counter. */
export function NewTicket({ desk, onClose }: { desk: Desk; onClose(): void }) {
    const categories = useLoaded("categories", () => listCategories(desk.office));
    const known = categories.state === "there" ? categories.value : [];
    const [ticket, setTicket] = useState({ subject: "", description: "", category: "", priority: "" });
    const [contact, setContact] = useState({ customer_name: "", customer_phone: "" });
    const set = (part: Partial<typeof ticket>) => setTicket({ ...ticket, ...part });
    const category = known.find(({ name }) => name === ticket.category) ?? known[0];
    return (
        <MakingSheet title="New ticket" save="Open the ticket" isComplete={ticket.subject.trim() !== ""} onClose={onClose}
            onMake={(key) => desk.office.make("ticket", { ...ticket, ...contact, category: category?.name }, key)}>
            {({ problem }) => (
                <>
                    {categories.state === "failed" && <Trouble problem={categories.problem} />}
                    <Entry label="What is it about?" at="subject" problem={problem} isWide>
                        {(control) => <input {...control} required maxLength={120} value={ticket.subject} onChange={(event) => set({ subject: event.target.value })} />}
                    </Entry>
                    <Entry label="In their words" at="description" problem={problem} isWide>
                        {(control) => <textarea {...control} rows={4} value={ticket.description} onChange={(event) => set({ description: event.target.value })} />}
                    </Entry>
                    {known.length > 0 && (
                        <Entry label="Category" at="category" problem={problem}>
                            {(control) => (
                                <select {...control} value={category?.name ?? ""} onChange={(event) => set({ category: event.target.value })}>
                                    {known.map(({ id, name }) => <option key={id}>{name}</option>)}
                                </select>
                            )}
                        </Entry>
                    )}
                    <Entry label="Priority" at="priority" problem={problem}>
                        {(control) => (
                            <select {...control} value={ticket.priority} onChange={(event) => set({ priority: event.target.value })}>
                                <option value="">{category === undefined ? "Medium" : `The category's (${category.priority})`}</option>
                                {["Low", "Medium", "High", "Urgent"].map((name) => <option key={name}>{name}</option>)}
                            </select>
                        )}
                    </Entry>
                    <ContactFields contact={contact} problem={problem} onChange={setContact} />
                </>
            )}
        </MakingSheet>
    );
}
