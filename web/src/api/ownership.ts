import type { Page, Server } from "./http";
import { ownerPath } from "./ownerPath";

/** What a business is called, where it is reached, and where it is. */
export interface Profile {
    readonly name: string;
    readonly phone?: string | null;
    /** IANA name. */
    readonly timeZone: string;
}

export const readProfile = (server: Server, id: string) => server.get<Profile>(ownerPath(id, "profile"));
export const saveProfile = (server: Server, id: string, profile: Profile) => server.put<Profile>(ownerPath(id, "profile"), profile);

/** What customers and the owner are written. */
export interface Notifications {
    readonly customers: readonly string[];
    readonly texts: boolean;
    readonly reminder_hours: number;
    readonly owner: readonly string[];
    readonly owner_address?: string | null;
}

export const readNotifications = (server: Server, id: string) => server.get<Notifications>(ownerPath(id, "notifications"));
export const saveNotifications = (server: Server, id: string, wanted: Notifications) =>
    server.put<Notifications>(ownerPath(id, "notifications"), wanted);

export interface AssignedNumber {
    /** E.164. */
    readonly number: string;
    /** When Twilio was told where its calls go; nothing where that was done by hand, or not. */
    readonly connected_at?: string;
}

export const listNumbers = async (server: Server, id: string) =>
    (await server.get<Page<AssignedNumber>>(ownerPath(id, "numbers"))).data;

/** A workflow of the business's own, as far as a list shows it. */
export interface WorkflowSummary {
    readonly id: string;
    readonly name: string;
    readonly title: string;
    readonly active?: boolean;
    readonly slots: readonly { readonly label: string; readonly type: string }[];
}

export const listWorkflows = async (server: Server, id: string) =>
    (await server.get<Page<WorkflowSummary>>(ownerPath(id, "workflows?limit=100"))).data;
