import type { Service } from "../../api/configuration";
import { CheckField, Field, NumberField } from "../../shared/Field";
import { formatPrice } from "../../shared/format";
import { ItemsSection } from "./ItemsSection";
import { ListField } from "./ListField";
import type { Settings } from "./useSettings";

/** What can be booked. */
export function ServicesSection({ settings, currency }: { settings: Settings; currency: string }) {
    return (
        <ItemsSection
            part="services"
            settings={settings}
            title="Services"
            noun="service"
            lead="What callers can book, and the time it takes."
            empty="Nothing yet. Add what can be booked first."
            columns={[
                { title: "Takes", isNumber: true, cell: (service) => `${service.duration} min` },
                { title: "Price", isNumber: true, cell: (service) => (service.price == null ? "–" : formatPrice(service.price, currency)) },
                { title: "Can be booked", cell: (service) => (service.available === false ? "No" : "Yes") },
            ]}
            blank={{ name: "", duration: 30 }}
        >
            {(service, change, mistake) => <ServiceForm service={service} currency={currency} change={change} mistake={mistake} />}
        </ItemsSection>
    );
}

function ServiceForm({ service, currency, change, mistake }: {
    service: Service;
    currency: string;
    change(service: Service): void;
    mistake(place: string): string | undefined;
}) {
    const minutes = (name: "buffer_before" | "buffer" | "lead", label: string, usual: number) => (
        <NumberField
            label={label} unit="minutes" minimum={0} value={service[name] ?? usual} mistake={mistake(`/${name}`)}
            onChange={(value) => change({ ...service, [name]: value ?? usual })}
        />
    );
    return (
        <>
            <div className="columns">
                <Field label="Name" value={service.name} mistake={mistake("/name")} isRequired autoFocus onChange={(name) => change({ ...service, name })} />
                <NumberField
                    label="Takes" unit="minutes" minimum={1} maximum={1440} value={service.duration} mistake={mistake("/duration")}
                    onChange={(duration) => change({ ...service, duration: duration ?? 30 })}
                />
                <NumberField
                    label="Price" unit={currency} minimum={0} step="any" value={service.price ?? null} mistake={mistake("/price")}
                    onChange={(price) => change({ ...service, price })}
                />
            </div>
            <ListField
                label="Other names" value={service.aliases} mistake={mistake("/aliases")} hint="As callers say it, with commas between them."
                onChange={(aliases) => change({ ...service, aliases })}
            />
            <div className="columns">
                {minutes("buffer_before", "Kept free before", 0)}
                {minutes("buffer", "Kept free after", 0)}
                {minutes("lead", "Booked at least ahead", 30)}
                <NumberField
                    label="Booked at most ahead" unit="days" minimum={1} maximum={366} value={service.horizon ?? 90} mistake={mistake("/horizon")}
                    onChange={(horizon) => change({ ...service, horizon: horizon ?? 90 })}
                />
            </div>
            <CheckField label="Can be booked" value={service.available !== false} onChange={(available) => change({ ...service, available })} />
        </>
    );
}
