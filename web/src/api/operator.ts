import type { Page, Server } from "./http";

/** A business as its operator sees it in a list. */
export interface OperatedBusiness {
    readonly business_id: string;
    readonly name: string;
    readonly subdomain: string;
    readonly type: string;
    readonly email: string;
    readonly plan: string;
    readonly standing: string;
    /** RFC 3339. */
    readonly created_at: string;
    readonly sessions_this_month: number;
    readonly seconds_this_month: number;
    /** `2027-01-31`, in UTC. */
    readonly last_active_on?: string;
}

export interface ProvisioningEntry {
    readonly step: string;
    readonly state: string;
    readonly detail: string;
    readonly updated_at: string;
}

export interface FailedLetter {
    readonly occasion: string;
    readonly address: string;
    readonly error?: string;
    readonly failed_at: string;
}

export interface BusinessDetails {
    readonly business: OperatedBusiness;
    readonly provisioning: readonly ProvisioningEntry[];
    readonly failed_letters: readonly FailedLetter[];
    readonly failed_webhooks: readonly { readonly id: string; readonly url: string; readonly last_error?: string | null }[];
    readonly departure?: { readonly requested_at: string; readonly reason: string; readonly finished_at?: string };
}

export interface Analytics {
    readonly days: readonly {
        readonly day: string;
        readonly active_businesses: number;
        readonly new_businesses: number;
        readonly calls: number;
        readonly seconds: number;
        readonly orders: number;
        readonly appointments: number;
        readonly tickets: number;
    }[];
    readonly plans: readonly { readonly plan: string; readonly active_businesses: number; readonly calls: number; readonly orders: number }[];
    readonly money: readonly { readonly currency: string; readonly invoiced: number; readonly paid: number }[];
    readonly standings: Readonly<Record<string, number>>;
}

const root = "/api/operator";

export function listBusinesses(
    server: Server, search: { text: string; standing: string; cursor: string | null },
): Promise<Page<OperatedBusiness>> {
    const query = new URLSearchParams({ limit: "25" });
    if (search.text !== "") query.set("q", search.text);
    if (search.standing !== "") query.set("standing", search.standing);
    if (search.cursor !== null) query.set("cursor", search.cursor);
    return server.get(`${root}/businesses?${query.toString()}`);
}

export function getBusiness(server: Server, id: string): Promise<BusinessDetails> {
    return server.get(`${root}/businesses/${id}`);
}

export function getAnalytics(server: Server): Promise<Analytics> {
    return server.get(`${root}/analytics`);
}

export function suspend(server: Server, id: string, reason: string): Promise<unknown> {
    return server.post(`${root}/businesses/${id}/suspend`, { reason });
}

export function resume(server: Server, id: string, reason: string): Promise<unknown> {
    return server.post(`${root}/businesses/${id}/resume`, { reason });
}

/** Where the operator's visit begins: to be opened within a minute, once. */
export async function impersonate(server: Server, id: string, reason: string): Promise<string> {
    return (await server.post<{ url: string }>(`${root}/businesses/${id}/impersonation`, { reason })).url;
}

export function resendLetter(server: Server, occasion: string): Promise<unknown> {
    return server.post(`${root}/letters/resend`, { occasion });
}

export function archiveAddress(id: string): string {
    return `${root}/businesses/${id}/archive`;
}

export function beginVisit(server: Server, ticket: string): Promise<unknown> {
    return server.post("/api/account/visit", { ticket });
}
