import type { Page, Server } from "./http";
import type { Money } from "./money";
import { ownerPath } from "./ownerPath";

export type PlanName = "Starter" | "Professional" | "Enterprise";

export interface Plan {
    readonly name: PlanName;
    /** For a month, in advance. */
    readonly price: Money;
    /** Nothing where as many as come. */
    readonly includedSessions?: number | null;
    readonly overagePrice?: Money | null;
}

/** RFC 3339. */
export interface Period {
    readonly start: string;
    readonly end: string;
}

/** Instants are RFC 3339. */
export interface Subscription {
    readonly standing: "trialing" | "active" | "past_due" | "read_only" | "suspended" | "deleted";
    readonly status: "trialing" | "active" | "paused" | "ended" | "complimentary";
    /** Who collects: nobody yet, us by invoice, or Stripe. */
    readonly collection: "none" | "invoice" | "stripe";
    readonly plan: Plan;
    readonly period: Period;
    readonly trialEndsAt?: string | null;
    readonly pendingPlan?: PlanName | null;
    readonly cancelsAtPeriodEnd: boolean;
    readonly paymentDueAt?: string | null;
    /** Where a payment by card waits to be confirmed to the bank. */
    readonly awaitedPaymentURL?: string | null;
    readonly sessions: number;
    readonly plans: readonly Plan[];
    readonly takesCards: boolean;
}

export interface Usage {
    readonly period: Period;
    readonly sessions: number;
    readonly includedSessions?: number | null;
    readonly overageSessions: number;
    readonly overageCost: Money;
    readonly months: readonly {
        /** `2026-11`. */
        readonly month: string;
        readonly channel: Channel;
        readonly sessions: number;
        readonly seconds: number;
    }[];
}

export type Channel = "browser" | "commandLine" | "phone";

export interface InvoiceLine {
    readonly description: string;
    readonly quantity: number;
    readonly unitPrice: Money;
    readonly amount: Money;
}

/** What a change would cost: exactly that is charged when it is asked for with the same `at` and total. */
export interface Preview {
    readonly at: string;
    readonly effectiveAt: string;
    readonly lines: readonly InvoiceLine[];
    readonly total: Money;
    readonly plan: Plan;
    readonly pendingPlan?: PlanName | null;
}

export interface Invoice {
    readonly number: string;
    readonly status: "open" | "paid" | "void";
    readonly issuedAt: string;
    readonly dueAt: string;
    readonly total: Money;
    readonly amountDue: Money;
}

export interface BillingDetails {
    readonly name?: string | null;
    readonly address: readonly string[];
    /** ISO 3166-1 alpha-2: decides which tax is added. */
    readonly country?: string | null;
    readonly taxNumber?: string | null;
}

export type SubscriptionAction = "subscribe" | "change" | "cancel" | "resume";

/** One session in the business's own ledger. */
export interface UsageRecord {
    readonly session: string;
    readonly startedAt: string;
    readonly endedAt: string;
    readonly durationSeconds: number;
    readonly channel: Channel;
    readonly outcome: "none" | "order" | "appointment" | "ticket" | "submission" | "transferred";
    readonly cost: Money;
}

const subscription = (businessId: string, rest = "") => ownerPath(businessId, `subscription${rest}`);

export const readSubscription = (server: Server, id: string) => server.get<Subscription>(subscription(id));
export const readUsage = (server: Server, id: string) => server.get<Usage>(ownerPath(id, "usage"));

export const previewChange = (server: Server, id: string, action: SubscriptionAction, plan?: PlanName) =>
    server.get<Preview>(subscription(id, `/preview?action=${action}${plan === undefined ? "" : `&plan=${plan}`}`));

/** Does what was previewed, or nothing. @throws Problem `preview-outdated` when it is to be looked at again */
export const changeSubscription = (server: Server, id: string, action: SubscriptionAction, plan: PlanName | undefined, preview: Preview) =>
    server.post<Subscription>(subscription(id), { action, plan, at: preview.at, total: preview.total.minorUnits });

/** @returns the address of a page of Stripe's. */
export const beginCheckout = async (server: Server, id: string, plan: PlanName) =>
    (await server.post<{ url: string }>(subscription(id, "/checkout"), { plan })).url;

/** @returns the address of a page of Stripe's, good for minutes. */
export const openPortal = async (server: Server, id: string) => (await server.post<{ url: string }>(subscription(id, "/portal"), {})).url;

/** Newest first. */
export const listInvoices = (server: Server, id: string, cursor: string | null) =>
    server.get<Page<Invoice>>(ownerPath(id, `invoices?limit=12${cursor === null ? "" : `&cursor=${cursor}`}`));

export const invoiceAddress = (id: string, number: string, format: "html" | "pdf") => ownerPath(id, `invoices/${number}.${format}`);

export const readBillingDetails = (server: Server, id: string) => server.get<BillingDetails>(ownerPath(id, "billing-details"));
export const saveBillingDetails = (server: Server, id: string, details: BillingDetails) =>
    server.put<BillingDetails>(ownerPath(id, "billing-details"), details);

/** Newest first. */
export const listSessions = (server: Server, id: string, cursor: string | null) =>
    server.get<Page<UsageRecord>>(ownerPath(id, `usage/sessions?limit=25${cursor === null ? "" : `&cursor=${cursor}`}`));
