import type { Server } from "./http";
import { ownerPath } from "./ownerPath";

/** What a secret key can be good for. */
export const scopes = [
    "records:read", "records:write", "configuration:read", "configuration:write", "billing:read", "billing:write", "administration",
] as const;

export type KeyKind = "secret" | "publishable";

/** Instants are RFC 3339. */
export interface APIKey {
    readonly id: string;
    readonly kind: KeyKind;
    /** What it begins with: `va_live_3kTz`. */
    readonly prefix: string;
    readonly label: string;
    readonly scopes: readonly string[];
    /** Of a publishable key: the pages that may use it. */
    readonly origins: readonly string[];
    readonly createdAt: string;
    readonly lastUsedAt?: string;
    readonly expiresAt?: string;
    readonly revokedAt?: string;
}

/** A key with its text, which is told this once. */
export type IssuedKey = APIKey & { readonly key: string };

export interface KeyWish {
    readonly kind: KeyKind;
    readonly label: string;
    readonly scopes?: readonly string[];
    readonly origins?: readonly string[];
}

const path = (businessId: string, rest = "") => ownerPath(businessId, `keys${rest}`);

/** All that ever were, oldest first. */
export const listKeys = async (server: Server, id: string) => (await server.get<{ data: readonly APIKey[] }>(path(id))).data;
export const makeKey = (server: Server, id: string, wish: KeyWish) => server.post<IssuedKey>(path(id), wish);

/** The old one works on for so long. */
export const rotateKey = (server: Server, id: string, key: string, overlapSeconds: number) =>
    server.post<IssuedKey>(path(id, `/${key}/rotate`), { overlapSeconds });
export const revokeKey = (server: Server, id: string, key: string) => server.remove(path(id, `/${key}`));
