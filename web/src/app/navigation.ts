import type { Account, StaffRole } from "../api/account";

/** A page of the people of a business, as its navigation shows it. */
export interface Place {
    readonly path: string;
    readonly title: string;
    /** Who may see it: this role and those above it. */
    readonly role: StaffRole;
}

export const STAFF_PATH = "/staff";
export const CALLS_PATH = "/calls";
export const SETTINGS_PATH = "/settings";
export const PEOPLE_PATH = "/people";
export const PLAN_PATH = "/plan";
export const ACCOUNT_PATH = "/account";

/** In the order of the navigation. */
export const places: readonly Place[] = [
    { path: STAFF_PATH, title: "Staff", role: "staff" },
    { path: CALLS_PATH, title: "Calls", role: "manager" },
    { path: SETTINGS_PATH, title: "Settings", role: "manager" },
    { path: PEOPLE_PATH, title: "People and keys", role: "owner" },
    { path: PLAN_PATH, title: "Plan", role: "manager" },
    { path: ACCOUNT_PATH, title: "My account", role: "staff" },
];

const ranks: Readonly<Record<StaffRole, number>> = { staff: 0, manager: 1, owner: 2 };

export function suffices(role: StaffRole, needed: StaffRole): boolean {
    return ranks[role] >= ranks[needed];
}

/** What somebody is in a business; null when they have nothing to do with it. */
export function roleIn(account: Account, businessId: string): StaffRole | null {
    return account.businesses.find((membership) => membership.businessId === businessId)?.role ?? null;
}

/** The place that a path is at, or below: the longest path of all. */
export function placeOf(path: string): Place | null {
    const at = places.filter((place) => path === place.path || path.startsWith(`${place.path}/`));
    return at.sort((one, other) => other.path.length - one.path.length)[0] ?? null;
}
