import type { Page, Server } from "./http";
import { ownerPath } from "./ownerPath";

/** Of what a webhook can be told. */
export const webhookEvents = [
    "order.created", "order.updated", "appointment.created", "appointment.moved", "appointment.cancelled", "appointment.updated",
    "ticket.created", "ticket.updated", "ticket.resolved", "submission.created", "submission.updated", "call.ended",
] as const;

export interface WebhookWish {
    readonly url: string;
    readonly description: string;
    /** None: all. */
    readonly events: readonly string[];
    readonly active: boolean;
}

export interface Webhook extends WebhookWish {
    readonly id: string;
    /** Why it was switched off without being asked. */
    readonly disabled_reason?: string;
}

/** What became of one message. */
export interface Delivery {
    readonly id: string;
    readonly kind: string;
    readonly url: string;
    readonly state: "pending" | "delivered" | "failed";
    readonly attempts: number;
    /** RFC 3339. */
    readonly created_at: string;
    /** The receiver's last answer. */
    readonly last_status?: number;
    readonly last_error?: string;
}

const path = (businessId: string, rest = "") => ownerPath(businessId, `webhooks${rest}`);

export const listWebhooks = async (server: Server, id: string) => (await server.get<Page<Webhook>>(path(id))).data;

/** @returns it, with its secret, shown this once. */
export const addWebhook = (server: Server, id: string, wish: WebhookWish) => server.post<Webhook & { secret: string }>(path(id), wish);
export const replaceWebhook = (server: Server, id: string, webhook: string, wish: WebhookWish) =>
    server.put<Webhook>(path(id, `/${webhook}`), wish);
export const removeWebhook = (server: Server, id: string, webhook: string) => server.remove(path(id, `/${webhook}`));
export const testWebhook = (server: Server, id: string, webhook: string) => server.post<Delivery>(path(id, `/${webhook}/test`), {});

/** @returns the new secret, shown this once. The one before signs along for a day. */
export const renewWebhookSecret = async (server: Server, id: string, webhook: string) =>
    (await server.post<{ secret: string }>(path(id, `/${webhook}/secret`), {})).secret;

/** Newest first. */
export const listDeliveries = (server: Server, id: string, webhook: string, cursor: string | null) =>
    server.get<Page<Delivery>>(path(id, `/${webhook}/deliveries?limit=10${cursor === null ? "" : `&cursor=${cursor}`}`));
export const resendDelivery = (server: Server, id: string, delivery: string) =>
    server.post<Delivery>(ownerPath(id, `deliveries/${delivery}/resend`), {});
