const STORED_AS = "staff-key";

/**
 * The business's secret key, from the address (`/staff#key=…`) or from earlier in this tab.
 *
 * A key in the address is taken out of it at once, so that it is in no bookmark, history or screenshot. The part after # is never
 * sent to a server, and session storage ends with the tab.
 */
export function takeStaffKey(): string | null {
    const fromAddress = new URLSearchParams(window.location.hash.slice(1)).get("key");
    if (fromAddress === null) return sessionStorage.getItem(STORED_AS);
    window.history.replaceState(null, "", window.location.pathname + window.location.search);
    storeStaffKey(fromAddress);
    return fromAddress;
}

export function storeStaffKey(key: string): void {
    sessionStorage.setItem(STORED_AS, key);
}

export function forgetStaffKey(): void {
    sessionStorage.removeItem(STORED_AS);
}
