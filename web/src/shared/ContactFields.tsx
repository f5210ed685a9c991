import type { Problem } from "../api/http";
import { Entry } from "./Entry";

export interface Contact {
    readonly customer_name: string;
    readonly customer_phone: string;
}

/** Who a record is for. */
export function ContactFields({ contact, isPhoneNeeded = false, problem, onChange }: {
    contact: Contact;
    isPhoneNeeded?: boolean;
    problem: Problem | null;
    onChange(contact: Contact): void;
}) {
    return (
        <>
            <Entry label="Name" at="customer_name" problem={problem}>
                {(control) => (
                    <input {...control} required maxLength={120} autoComplete="off" value={contact.customer_name}
                        onChange={(event) => onChange({ ...contact, customer_name: event.target.value })} />
                )}
            </Entry>
            <Entry label="Phone" at="customer_phone" problem={problem} hint={isPhoneNeeded ? undefined : "Known customers are found by it."}>
                {(control) => (
                    <input {...control} type="tel" required={isPhoneNeeded} autoComplete="off" value={contact.customer_phone}
                        onChange={(event) => onChange({ ...contact, customer_phone: event.target.value })} />
                )}
            </Entry>
        </>
    );
}
