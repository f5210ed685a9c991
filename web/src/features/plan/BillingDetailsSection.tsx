import { useState } from "react";
import { BillingDetails, readBillingDetails, saveBillingDetails } from "../../api/billing";
import type { Server } from "../../api/http";
import { Await } from "../../shared/Await";
import { Field, LongField } from "../../shared/Field";
import { Form, Section } from "../../shared/Section";
import { mistakeAt, useAction } from "../../shared/useAction";
import { useLoaded } from "../../shared/useLoaded";

/** How the business is named on its invoices. */
export function BillingDetailsSection({ server, businessId, isOwner }: { server: Server; businessId: string; isOwner: boolean }) {
    const details = useLoaded(businessId, () => readBillingDetails(server, businessId));
    return (
        <Section title="On your invoices" lead="Invoices that are issued keep what they say.">
            <Await loaded={details}>{(stored) => <DetailsForm server={server} businessId={businessId} stored={stored} isOwner={isOwner} />}</Await>
        </Section>
    );
}

function DetailsForm({ server, businessId, stored, isOwner }: { server: Server; businessId: string; stored: BillingDetails; isOwner: boolean }) {
    const [name, setName] = useState(stored.name ?? "");
    const [address, setAddress] = useState(stored.address.join("\n"));
    const [country, setCountry] = useState(stored.country ?? "");
    const [taxNumber, setTaxNumber] = useState(stored.taxNumber ?? "");
    const action = useAction();
    const mistakes = action.problem?.mistakes ?? [];
    const details: BillingDetails = {
        name: name.trim() === "" ? null : name.trim(),
        address: address.split("\n").map((line) => line.trim()).filter((line) => line !== ""),
        country: country.trim() === "" ? null : country.trim(),
        taxNumber: taxNumber.trim() === "" ? null : taxNumber.trim(),
    };
    return (
        <Form action={action} save="Save" isDisabled={!isOwner} onSend={() => void action.run(() => saveBillingDetails(server, businessId, details), "Saved.")}>
            <div className="columns">
                <Field label="Name" value={name} isDisabled={!isOwner} mistake={mistakeAt(mistakes, "#/name")} hint="Empty: the name of your business." onChange={setName} />
                <Field label="Tax number" value={taxNumber} isDisabled={!isOwner} mistake={mistakeAt(mistakes, "#/taxNumber")} onChange={setTaxNumber} />
            </div>
            <Field label="Country" value={country} isDisabled={!isOwner} mistake={mistakeAt(mistakes, "#/country")} hint="Two letters, such as IT: by it tax is added." onChange={setCountry} />
            <LongField label="Address" value={address} isDisabled={!isOwner} mistake={mistakeAt(mistakes, "#/address")} hint="Up to six lines." onChange={setAddress} />
        </Form>
    );
}
