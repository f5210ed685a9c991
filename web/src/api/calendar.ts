import type { Office } from "./office";
import type { Appointment } from "./records";

export interface Service {
    readonly id: string;
    readonly name: string;
    /** Minutes. */
    readonly duration: number;
    /** Those who may do it; none: all. */
    readonly resources?: readonly string[];
    readonly available?: boolean;
}

/** Who or what is booked. */
export interface Resource {
    readonly id: string;
    readonly name: string;
    readonly available?: boolean;
}

export interface Calendar {
    readonly time_zone: string;
    readonly days: readonly CalendarDay[];
}

export interface CalendarDay {
    /** "2026-01-31", where the business is. */
    readonly date: string;
    /** "09:00-12:00". */
    readonly open: readonly string[];
    readonly appointments: readonly Appointment[];
}

/** Why a time is, or is not, offered. */
export interface Explanation {
    readonly is_offered: boolean;
    readonly reasons: readonly { readonly code: string; readonly detail: string; readonly resource?: string; readonly held_until?: string }[];
}

export interface WaitingListEntry {
    readonly id: string;
    readonly service: string;
    readonly service_id: string;
    readonly resource_id?: string;
    readonly wish: Wish;
    readonly appointment_id?: string;
    readonly customer_name: string;
    readonly customer_phone: string;
    readonly state: "waiting" | "offered" | "booked" | "withdrawn";
    readonly offer?: { readonly start: string; readonly resource_id: string; readonly until: string };
    /** When they last let an offer lapse. */
    readonly lapsed_at?: string;
    readonly created_at: string;
    readonly version: number;
}

/** When it would suit, where the business is. */
export interface Wish {
    readonly from?: string;
    readonly through?: string;
    readonly earliest?: string;
    readonly latest?: string;
}

export interface CalendarFeed {
    readonly id: string;
    readonly label: string;
    readonly resource_id?: string;
    readonly created_at: string;
}

export const listServices = (office: Office) => office.all<Service>("services");
export const listResources = (office: Office) => office.all<Resource>("resources");
export const readCalendar = (office: Office, day: string, days: number) => office.get<Calendar>("calendar", { day, days });
export const explainTime = (office: Office, service: string, start: string) =>
    office.get<Explanation>("appointments/explain", { service, start });

export const listWaiting = async (office: Office) => (await office.get<{ data: readonly WaitingListEntry[] }>("waiting-list")).data;
export const addWaiting = (office: Office, draft: object, idempotencyKey: string) =>
    office.change<WaitingListEntry>("POST", "waiting-list", draft, { idempotencyKey });
export const takeOffer = (office: Office, { id, version }: WaitingListEntry) =>
    office.change<Appointment>("POST", `waiting-list/${encodeURIComponent(id)}/take`, undefined, { version });
export const withdrawWaiting = (office: Office, { id, version }: WaitingListEntry) =>
    office.change<WaitingListEntry>("DELETE", `waiting-list/${encodeURIComponent(id)}`, undefined, { version });

export const listFeeds = async (office: Office) => (await office.get<{ data: readonly CalendarFeed[] }>("calendar-feeds")).data;
export const addFeed = (office: Office, label: string, resourceId: string | null) =>
    office.change<{ feed: CalendarFeed; url: string }>("POST", "calendar-feeds", { label, resource_id: resourceId });
export const removeFeed = (office: Office, id: string) => office.change<void>("DELETE", `calendar-feeds/${encodeURIComponent(id)}`);
