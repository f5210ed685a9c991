import type { APIKey } from "../../api/keys";

/** What each scope is good for, as an owner calls it. */
export const scopeWords: Readonly<Record<string, string>> = {
    "records:read": "Read calls, orders, bookings, tickets",
    "records:write": "Change them",
    "configuration:read": "Read the settings",
    "configuration:write": "Change the settings",
    "billing:read": "Read usage and invoices",
    "billing:write": "Change the plan",
    administration: "Decide about keys, people, webhooks",
};

/** How a key stands now. @param now milliseconds since 1970 */
export function standingOf(key: APIKey, now: number): "good" | "ending" | "over" {
    if (key.revokedAt !== undefined) return "over";
    if (key.expiresAt === undefined) return "good";
    return Date.parse(key.expiresAt) <= now ? "over" : "ending";
}

/** What a key may do, in few words. @param all how many scopes there are */
export function purposeOf(key: APIKey, all: number): string {
    if (key.kind === "publishable") return key.origins.length === 0 ? "Starts calls from your own host" : `Starts calls from ${key.origins.join(", ")}`;
    return key.scopes.length === all ? "Everything" : key.scopes.map((scope) => scopeWords[scope] ?? scope).join(" · ");
}
