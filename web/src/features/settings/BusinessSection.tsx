import { useState } from "react";
import type { Server } from "../../api/http";
import { Notifications, Profile, readNotifications, readProfile, saveNotifications, saveProfile } from "../../api/ownership";
import { Await } from "../../shared/Await";
import { CheckField, Field, NumberField } from "../../shared/Field";
import { Form, Section } from "../../shared/Section";
import { mistakeAt, useAction } from "../../shared/useAction";
import { useLoaded } from "../../shared/useLoaded";
import { DraftForm } from "./DraftForm";
import type { Settings } from "./useSettings";
import { orNull } from "./words";

const usualColour = "#3552c8";

/** What the business is called, how its pages look, and what is written to whom. */
export function BusinessSection({ server, businessId, settings }: { server: Server; businessId: string; settings: Settings }) {
    const profile = useLoaded(businessId, () => readProfile(server, businessId));
    const notifications = useLoaded(businessId, () => readNotifications(server, businessId));
    return (
        <>
            <Section title="Your business" lead="What the agent says of you. It is in force as soon as it is saved.">
                <Await loaded={profile}>{(stored) => <ProfileForm server={server} businessId={businessId} stored={stored} />}</Await>
            </Section>
            <Section title="Look" lead="Of the pages on which callers talk to you.">
                <Look settings={settings} />
            </Section>
            <Section title="Messages" lead="What is written to your customers and to you. It is in force as soon as it is saved.">
                <Await loaded={notifications}>{(stored) => <MessagesForm server={server} businessId={businessId} stored={stored} />}</Await>
            </Section>
        </>
    );
}

function ProfileForm({ server, businessId, stored }: { server: Server; businessId: string; stored: Profile }) {
    const [profile, setProfile] = useState(stored);
    const action = useAction();
    const mistake = (place: string) => mistakeAt(action.problem?.mistakes ?? [], place);
    const save = () => action.run(async () => setProfile(await saveProfile(server, businessId, profile)), "Saved.");
    return (
        <Form action={action} save="Save" onSend={() => void save()}>
            <Field label="Name" value={profile.name} mistake={mistake("#/name")} isRequired onChange={(name) => setProfile({ ...profile, name })} />
            <div className="columns">
                <Field
                    label="Telephone number" type="tel" value={profile.phone ?? ""} mistake={mistake("#/phone")}
                    hint="What callers are told when somebody has to be rung."
                    onChange={(phone) => setProfile({ ...profile, phone: orNull(phone) })}
                />
                <Field
                    label="Time zone" value={profile.timeZone} mistake={mistake("#/timeZone")} suggestions={timeZones()}
                    onChange={(timeZone) => setProfile({ ...profile, timeZone })}
                />
            </div>
        </Form>
    );
}

function Look({ settings }: { settings: Settings }) {
    return (
        <DraftForm part="branding" settings={settings}>
            {(branding, change, mistake) => (
                <>
                    <div className="columns">
                        <Field
                            label="Name on pages" value={branding.displayName ?? ""} mistake={mistake("/displayName")}
                            hint="Leave it empty for the name of your business." onChange={(name) => change({ ...branding, displayName: orNull(name) })}
                        />
                        <Field
                            label="Logo" type="url" value={branding.logo ?? ""} placeholder="https://" mistake={mistake("/logo")}
                            hint="The address of a picture, for your own widgets: pages here load nothing from elsewhere."
                            onChange={(logo) => change({ ...branding, logo: orNull(logo) })}
                        />
                    </div>
                    <CheckField
                        label="A colour of your own" value={branding.colour != null}
                        onChange={(isOwn) => change({ ...branding, colour: isOwn ? usualColour : null })}
                    />
                    {branding.colour != null && (
                        <div className="row row-fields">
                            <Field
                                label="Colour" type="color" value={branding.colour} mistake={mistake("/colour")}
                                onChange={(colour) => change({ ...branding, colour })}
                            />
                            <span className="colour-sample" style={{ background: branding.colour }}>Talk to us</span>
                        </div>
                    )}
                </>
            )}
        </DraftForm>
    );
}

const toCustomers = [
    ["order_confirmation", "Order confirmed"], ["order_cancellation", "Order cancelled"], ["appointment_confirmation", "Appointment confirmed"],
    ["appointment_change", "Appointment moved"], ["appointment_cancellation", "Appointment cancelled"],
    ["appointment_reminder", "Reminder of an appointment"], ["ticket_opened", "Ticket opened"], ["ticket_resolved", "Ticket resolved"],
] as const;
const toOwner = [["order", "Order"], ["appointment", "Appointment"], ["ticket", "Ticket"], ["submission", "Request"]] as const;

function MessagesForm({ server, businessId, stored }: { server: Server; businessId: string; stored: Notifications }) {
    const [wanted, setWanted] = useState(stored);
    const action = useAction();
    const mistake = (place: string) => mistakeAt(action.problem?.mistakes ?? [], place);
    const save = () => action.run(async () => setWanted(await saveNotifications(server, businessId, wanted)), "Saved.");
    return (
        <Form action={action} save="Save" onSend={() => void save()}>
            <fieldset>
                <legend>Customers are written</legend>
                <Occasions all={toCustomers} chosen={wanted.customers} onChange={(customers) => setWanted({ ...wanted, customers })} />
                <CheckField
                    label="By a text where there is no address of mail" value={wanted.texts} onChange={(texts) => setWanted({ ...wanted, texts })}
                />
                <NumberField
                    label="A reminder comes" unit="hours before" minimum={1} maximum={168} value={wanted.reminder_hours}
                    mistake={mistake("#/reminder_hours")} onChange={(hours) => setWanted({ ...wanted, reminder_hours: hours ?? 24 })}
                />
            </fieldset>
            <fieldset>
                <legend>You are written of each new</legend>
                <Occasions all={toOwner} chosen={wanted.owner} onChange={(owner) => setWanted({ ...wanted, owner })} />
                <Field
                    label="To the address" type="email" value={wanted.owner_address ?? ""} mistake={mistake("#/owner_address")}
                    hint="Leave it empty for the one you registered with."
                    onChange={(address) => setWanted({ ...wanted, owner_address: orNull(address) })}
                />
            </fieldset>
        </Form>
    );
}

function Occasions({ all, chosen, onChange }: {
    all: readonly (readonly [name: string, words: string])[];
    chosen: readonly string[];
    onChange(chosen: readonly string[]): void;
}) {
    return (
        <div className="checks">
            {all.map(([name, words]) => (
                <CheckField
                    key={name} label={words} value={chosen.includes(name)}
                    onChange={(isChosen) => onChange(isChosen ? [...chosen, name] : chosen.filter((other) => other !== name))}
                />
            ))}
        </div>
    );
}

/** Those that this browser knows; none where it does not tell. */
function timeZones(): readonly string[] {
    const known = Intl as unknown as { supportedValuesOf?(key: "timeZone"): string[] };
    return known.supportedValuesOf?.("timeZone") ?? [];
}
