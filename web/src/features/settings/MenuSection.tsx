import { useState } from "react";
import { listSoldOut, MenuItem, setSoldOut } from "../../api/configuration";
import type { Server } from "../../api/http";
import { CheckField, Field, LongField, NumberField } from "../../shared/Field";
import { formatPrice } from "../../shared/format";
import { Outcome } from "../../shared/Outcome";
import { useAction } from "../../shared/useAction";
import { useLoaded } from "../../shared/useLoaded";
import { ItemsSection } from "./ItemsSection";
import { MenuImport } from "./MenuImport";
import { OptionGroups } from "./OptionGroups";
import type { Settings } from "./useSettings";
import { ListField } from "./ListField";
import { orNull } from "./words";

/** What a restaurant or shop sells. */
export function MenuSection({ server, businessId, settings, currency }: {
    server: Server;
    businessId: string;
    settings: Settings;
    currency: string;
}) {
    const [isImporting, setImporting] = useState(false);
    const [visit, setVisit] = useState(0);
    const stock = useAction();
    const loaded = useLoaded(`${businessId} ${visit}`, () => listSoldOut(server, businessId));
    const soldOut = loaded.state === "there" ? loaded.value : new Set<string>();
    const categories = [...new Set(settings.shown.menu.map((item) => item.category ?? "").filter((name) => name !== ""))].sort();
    const switchStock = (item: MenuItem, isSoldOut: boolean) =>
        stock.run(async () => {
            await setSoldOut(server, businessId, item.id ?? "", isSoldOut);
            setVisit(visit + 1);
        }, `${item.name} is ${isSoldOut ? "sold out" : "back"}, in calls that are running, too.`);
    return (
        <>
            <ItemsSection
                part="menu"
                settings={settings}
                title="Menu"
                noun="item"
                lead="What callers can order. Whether something is sold out is in force at once; everything else waits until it is published."
                empty="Nothing yet. Add the first item, or take a whole menu over from a file."
                tools={<button type="button" className="quiet" onClick={() => setImporting(true)}>Import …</button>}
                compare={(one, other) => (one.category ?? "").localeCompare(other.category ?? "") || one.name.localeCompare(other.name)}
                columns={[
                    { title: "Category", cell: (item) => <>{item.category}{item.available === false && <span className="tag">switched off</span>}</> },
                    { title: "Price", isNumber: true, cell: (item) => formatPrice(item.price, currency) },
                    {
                        title: "Sold out",
                        cell: (item) => item.id === undefined ? "–" : (
                            <button
                                type="button" role="switch" className="switch" aria-checked={soldOut.has(item.id)} aria-label={`${item.name} is sold out`}
                                disabled={stock.isBusy || loaded.state !== "there"} onClick={() => void switchStock(item, !soldOut.has(item.id ?? ""))}
                            />
                        ),
                    },
                ]}
                blank={{ name: "", price: 0, category: "" }}
            >
                {(item, change, mistake) => <ItemForm item={item} categories={categories} currency={currency} change={change} mistake={mistake} />}
            </ItemsSection>
            {loaded.state === "failed" && <p className="notice notice-trouble" role="alert">{loaded.problem.message}</p>}
            <Outcome action={stock} />
            {isImporting && <MenuImport server={server} businessId={businessId} settings={settings} onClose={() => setImporting(false)} />}
        </>
    );
}

function ItemForm({ item, categories, currency, change, mistake }: {
    item: MenuItem;
    categories: readonly string[];
    currency: string;
    change(item: MenuItem): void;
    mistake(place: string): string | undefined;
}) {
    return (
        <>
            <div className="columns">
                <Field label="Name" value={item.name} mistake={mistake("/name")} isRequired autoFocus onChange={(name) => change({ ...item, name })} />
                <NumberField
                    label="Price" unit={currency} minimum={0} step="any" value={item.price} mistake={mistake("/price")}
                    onChange={(price) => change({ ...item, price: price ?? 0 })}
                />
                <Field
                    label="Category" value={item.category ?? ""} suggestions={categories} mistake={mistake("/category")}
                    onChange={(category) => change({ ...item, category })}
                />
            </div>
            <LongField
                label="Description" rows={2} value={item.description ?? ""} mistake={mistake("/description")}
                hint="What the agent says when a caller asks what it is." onChange={(text) => change({ ...item, description: orNull(text) })}
            />
            <div className="columns">
                <ListField
                    label="Other names" value={item.aliases} mistake={mistake("/aliases")} hint="As callers say it, with commas between them."
                    onChange={(aliases) => change({ ...item, aliases })}
                />
                <ListField
                    label="Allergens" value={item.allergens} mistake={mistake("/allergens")} hint="With commas between them."
                    onChange={(allergens) => change({ ...item, allergens })}
                />
            </div>
            <OptionGroups
                groups={item.option_groups ?? []} mistake={(place) => mistake(`/option_groups${place}`)}
                onChange={(groups) => change({ ...item, option_groups: groups })}
            />
            <CheckField label="Can be ordered" value={item.available !== false} onChange={(available) => change({ ...item, available })} />
        </>
    );
}
