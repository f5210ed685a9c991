import type { Server } from "./http";

export type StaffRole = "staff" | "manager" | "owner";

/** A business that this session opens. */
export interface Membership {
    readonly businessId: string;
    readonly name: string;
    readonly subdomain: string;
    readonly role: StaffRole;
}

/** Who has signed in. */
export interface Account {
    readonly id: string;
    readonly email: string;
    readonly name: string;
    readonly isOperator: boolean;
    readonly hasSecondFactor: boolean;
    readonly businesses: readonly Membership[];
    /** Present when an operator is in a business that is not theirs. */
    readonly visit?: Visit;
}

/** An operator's visit: why, and until when. */
export interface Visit {
    readonly reason: string;
    /** RFC 3339. */
    readonly endsAt: string;
}

/** Where somebody is signed in. Instants are RFC 3339. */
export interface AccountSession {
    readonly id: string;
    readonly createdAt: string;
    readonly lastSeenAt: string;
    readonly expiresAt: string;
    readonly address: string;
    /** What the browser calls itself. */
    readonly agent: string;
    readonly isThisOne: boolean;
}

/** What an authenticator app needs, shown once. */
export interface Enrolment {
    /** Base 32, to be typed. */
    readonly secret: string;
    /** `otpauth://…`, for an app on the same device. */
    readonly uri: string;
    /** The same as a QR code: an SVG document. */
    readonly picture: string;
}

/** What an invited person is offered. */
export interface Invitation {
    readonly businessName: string;
    readonly subdomain: string;
    readonly email: string;
    readonly role: StaffRole;
    /** Whether the address has an account already: then nothing but a yes is needed. */
    readonly hasPassword: boolean;
}

/** @throws Problem: 401 when nobody has signed in on this host */
export const readAccount = (server: Server) => server.get<Account>("/api/account");

/** @throws Problem `second-factor-needed` when the same is to be sent again with a code */
export const signIn = (server: Server, attempt: { email: string; password: string; code?: string }) =>
    server.post<void>("/api/account/sign-in", attempt);

export const signOut = (server: Server) => server.post<void>("/api/account/sign-out", {});

/** The answer is the same whether there is such an account or not. */
export const requestPasswordLink = (server: Server, email: string) =>
    server.post<void>("/api/account/forgotten-password", { email });

export const resetPassword = (server: Server, token: string, password: string) =>
    server.post<void>("/api/account/reset-password", { token, password });

export const readInvitation = (server: Server, token: string) => server.post<Invitation>("/api/account/invitation", { token });

export const acceptInvitation = (server: Server, acceptance: { token: string; name?: string; password?: string }) =>
    server.post<Invitation>("/api/account/invitation/accept", acceptance);

export const rename = (server: Server, name: string) => server.put<Account>("/api/account", { name });

/** Ends every other session. */
export const changePassword = (server: Server, password: string, newPassword: string) =>
    server.post<void>("/api/account/password", { password, newPassword });

/** Newest first. */
export const listSessions = async (server: Server) =>
    (await server.get<{ data: readonly AccountSession[] }>("/api/account/sessions")).data;

export const endSession = (server: Server, id: string) => server.remove(`/api/account/sessions/${id}`);

export const endOtherSessions = (server: Server) => server.remove("/api/account/sessions");

const secondFactor = "/api/account/second-factor";

export const beginSecondFactor = (server: Server, password: string) => server.post<Enrolment>(secondFactor, { password });

/** @returns the recovery codes, shown this once. */
export const confirmSecondFactor = async (server: Server, code: string) =>
    (await server.post<{ recoveryCodes: readonly string[] }>(`${secondFactor}/confirm`, { code })).recoveryCodes;

/** @returns new ones; those before are void. */
export const renewRecoveryCodes = async (server: Server, password: string) =>
    (await server.post<{ recoveryCodes: readonly string[] }>(`${secondFactor}/recovery-codes`, { password })).recoveryCodes;

export const removeSecondFactor = (server: Server, password: string) => server.post<void>(`${secondFactor}/remove`, { password });
