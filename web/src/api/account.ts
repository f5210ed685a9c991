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
