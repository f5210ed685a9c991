import { ReactNode, useState } from "react";
import { Column, DataTable } from "../../shared/DataTable";
import { Dialog } from "../../shared/Dialog";
import { Field } from "../../shared/Field";
import { Outcome } from "../../shared/Outcome";
import { Form, Section } from "../../shared/Section";
import { mistakeAt, useAction } from "../../shared/useAction";
import type { Settings } from "./useSettings";

/** The parts of a configuration that are lists. */
export type ListPart = "menu" | "services" | "supportCategories";
type ItemOf<Part extends ListPart> = Settings["current"][Part][number];

/** From so many on a list can be searched. */
const manyItems = 9;

/** A list of what a business offers: looked through, added to, changed and shortened, all of it in the draft. */
export function ItemsSection<Part extends ListPart>({ part, settings, title, noun, lead, empty, columns, blank, tools, compare, children }: {
    part: Part;
    settings: Settings;
    title: string;
    /** One of them: "item". */
    noun: string;
    lead: string;
    empty: string;
    columns: readonly Column<ItemOf<Part>>[];
    /** What a new one begins as. */
    blank: ItemOf<Part>;
    /** Other ways to change the list. */
    tools?: ReactNode;
    compare?(one: ItemOf<Part>, other: ItemOf<Part>): number;
    /** The form of one. @param mistake what is wrong at a place in it: `/price` */
    children(item: ItemOf<Part>, change: (item: ItemOf<Part>) => void, mistake: (place: string) => string | undefined): ReactNode;
}) {
    const items = settings.shown[part] as readonly ItemOf<Part>[];
    /** Null while none is edited; an index beyond the list for a new one. */
    const [edited, edit] = useState<number | null>(null);
    const [search, setSearch] = useState("");
    const action = useAction();
    const found = items.filter((item) => item.name.toLowerCase().includes(search.trim().toLowerCase()));
    const keep = (list: readonly ItemOf<Part>[]) => settings.keep({ [part]: list });
    const remove = (item: ItemOf<Part>) =>
        action.run(() => keep(items.filter((other) => other !== item)), `${item.name} leaves with the next publication.`);
    const first: Column<ItemOf<Part>> = {
        title: "Name",
        cell: (item) => <>{item.name}{isDrafted(item, settings.current[part] as readonly ItemOf<Part>[]) && <span className="tag">draft</span>}</>,
    };
    return (
        <Section title={title} lead={lead} tools={<>{tools}<button type="button" onClick={() => edit(items.length)}>Add {noun}</button></>}>
            <Outcome action={action} />
            {items.length >= manyItems && <Field label="Find by name" value={search} onChange={setSearch} />}
            <DataTable
                caption={title}
                columns={[first, ...columns]}
                rows={compare === undefined ? found : [...found].sort(compare)}
                keyOf={(item) => item.id ?? item.name}
                empty={items.length === 0 ? empty : "None has such a name."}
                actions={(item) => (
                    <>
                        <button type="button" className="link" aria-label={`Change ${item.name}`} onClick={() => edit(items.indexOf(item))}>Change</button>
                        <button type="button" className="link link-bad" aria-label={`Remove ${item.name}`} onClick={() => void remove(item)}>Remove</button>
                    </>
                )}
            />
            {edited !== null && (
                <ItemDialog
                    title={items[edited] === undefined ? `A new ${noun}` : items[edited]!.name}
                    item={items[edited] ?? blank}
                    pointer={`#/${part}/${edited}`}
                    onKeep={(item) => keep(edited < items.length ? items.map((other, index) => (index === edited ? item : other)) : [...items, item])}
                    onClose={() => edit(null)}
                >
                    {children}
                </ItemDialog>
            )}
        </Section>
    );
}

function ItemDialog<Item>({ title, item, pointer, onKeep, onClose, children }: {
    title: string;
    item: Item;
    /** Where it stands in what is sent. */
    pointer: string;
    onKeep(item: Item): Promise<void>;
    onClose(): void;
    children(item: Item, change: (item: Item) => void, mistake: (place: string) => string | undefined): ReactNode;
}) {
    const [value, setValue] = useState(item);
    const action = useAction();
    const save = async () => {
        if (await action.run(() => onKeep(value))) onClose();
    };
    return (
        <Dialog title={title} isWide onClose={onClose}>
            <Form action={action} save="Save as draft" onSend={() => void save()} more={<button type="button" onClick={onClose}>Cancel</button>}>
                {children(value, setValue, (place) => mistakeAt(action.problem?.mistakes ?? [], `${pointer}${place}`))}
            </Form>
        </Dialog>
    );
}

/** Whether an item is not in force as it is shown. */
function isDrafted<Item extends { readonly id?: string }>(item: Item, inForce: readonly Item[]): boolean {
    const known = inForce.find((other) => other.id !== undefined && other.id === item.id);
    return known === undefined || (known !== item && JSON.stringify(known) !== JSON.stringify(item));
}
