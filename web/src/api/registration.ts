import type { Mistake, Server } from "./http";
import type { Money } from "./money";

/** The form by which a business registers, as far as it is filled in. */
export interface RegistrationForm {
    business?: { name: string; type: string; email: string; phone?: string; timeZone?: string; currency?: string };
    subdomain?: string;
    voice?: { greeting?: string; thresholds: { accept: number; confirm: number } };
    hours?: { weekly: Record<string, string[]> };
    menu?: { name: string; price: number }[];
    services?: { name: string; duration: number; price?: number }[];
    supportCategories?: { name: string; priority: string }[];
    plan?: string;
}

export interface ProvisioningStep {
    readonly name: string;
    readonly state: "pending" | "done" | "skipped" | "waiting";
    /** Why it was skipped or waits. */
    readonly detail: string;
}

export interface Registration {
    readonly id: string;
    readonly state: string;
    readonly form: RegistrationForm;
    /** What is wrong or missing. */
    readonly problems: readonly Mistake[];
    readonly steps: readonly ProvisioningStep[];
}

/** What registration answers with: the keys are told this once. */
export interface Registered {
    readonly business_id: string;
    readonly subdomain: string;
    readonly api_key: string;
    readonly publishable_key: string;
    readonly setup_url: string;
}

export interface Availability {
    readonly name: string;
    readonly isAvailable: boolean;
    readonly reason?: string;
    readonly suggestions: readonly string[];
}

export interface Plan {
    readonly name: string;
    /** For a month, in advance. */
    readonly price: Money;
    /** Calls a month; missing where as many as come. */
    readonly includedSessions?: number | null;
    /** For each call beyond those; missing where they cost nothing. */
    readonly overagePrice?: Money | null;
}

/** What a business may choose from, the smallest plan first. */
export interface PlanOffer {
    readonly trialDays: number;
    readonly data: readonly Plan[];
}

/** What opens a form that was begun. */
export interface FormKey {
    readonly id: string;
    readonly token: string;
}

/** @throws Problem */
export async function beginRegistration(server: Server, form: RegistrationForm): Promise<FormKey> {
    const begun = await server.post<{ token: string; registration: Registration }>("/api/registrations", form);
    return { id: begun.registration.id, token: begun.token };
}

/** @throws Problem of status 404 when the form was forgotten. */
export function readRegistration(server: Server, { id, token }: FormKey): Promise<Registration> {
    return server.get<Registration>(`/api/registrations/${id}`, { key: token });
}

/** Replaces the parts that are sent. @throws Problem with the places of what is wrong */
export function fillIn(server: Server, { id, token }: FormKey, parts: RegistrationForm): Promise<Registration> {
    return server.send<Registration>("PATCH", `/api/registrations/${id}`, parts, { key: token });
}

/** Registers the business. Safe to repeat when no answer came. @throws Problem */
export function completeRegistration(server: Server, { id, token }: FormKey): Promise<Registered> {
    return server.send<Registered>("POST", `/api/registrations/${id}/complete`, {}, { key: token });
}

/** @throws Problem */
export function askForSubdomain(server: Server, name: string): Promise<Availability> {
    return server.get<Availability>(`/api/subdomains/${encodeURIComponent(name)}`);
}

/** @throws Problem */
export function readPlans(server: Server): Promise<PlanOffer> {
    return server.get<PlanOffer>("/api/plans");
}

/** Proves the address of mail with the token of a letter's link. @throws Problem of status 410 when the link is not good */
export function verifyAddress(server: Server, token: string): Promise<{ subdomain: string; url: string }> {
    return server.post("/api/address-verifications", { token });
}
