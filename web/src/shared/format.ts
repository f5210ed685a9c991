import type { Money } from "../api/money";

/** "$69.96": in the reader's language, with the currency's own number of decimals. */
export function formatMoney(money: Money): string {
    const format = new Intl.NumberFormat(undefined, { style: "currency", currency: money.currency });
    return format.format(money.minorUnits / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

/** "+1 415 555 0101" for North American numbers, which everybody groups alike; others as they are. */
export function formatPhone(phone: string): string {
    return phone.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, "+1 $1 $2 $3");
}

/** "6:50 PM", at the business. */
export function formatTime(instant: string, timeZone: string): string {
    return new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit", timeZone }).format(new Date(instant));
}

/** "Tue, Jan 12", at the business. */
export function formatDay(instant: string, timeZone: string): string {
    return new Intl.DateTimeFormat(undefined, { weekday: "short", month: "short", day: "numeric", timeZone }).format(new Date(instant));
}

/** "Jan 12, 2027, 6:50 PM", at the business. */
export function formatMoment(instant: string, timeZone: string): string {
    return new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short", timeZone }).format(new Date(instant));
}

/** "Jan 12, 2027", at the business. */
export function formatDate(instant: string, timeZone: string): string {
    return new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeZone }).format(new Date(instant));
}

/** "past_due" → "Past due". */
export function words(name: string): string {
    const spaced = name.replace(/[_.]/g, " ");
    return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** "2:05" for 125,000 milliseconds; a clock that runs behind shows "0:00". */
export function formatDuration(milliseconds: number): string {
    const seconds = Math.max(0, Math.floor(milliseconds / 1000));
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** "$18.99" for a decimal number of a currency. */
export function formatPrice(price: number, currency: string): string {
    return new Intl.NumberFormat(undefined, { style: "currency", currency }).format(price);
}

/** "2:30 PM" for 870 minutes after midnight. */
export function formatClock(minutes: number): string {
    return formatTime(new Date(minutes * 60_000).toISOString(), "UTC");
}

/** "Tue, Jan 12, 6:50 PM", at the business: for what is days, not years, away. */
export function formatDayTime(instant: string, timeZone: string): string {
    return `${formatDay(instant, timeZone)}, ${formatTime(instant, timeZone)}`;
}

/** "25 min", "3 h 10 min", "2 days" for so many milliseconds. */
export function formatSpan(milliseconds: number): string {
    const minutes = Math.floor(Math.abs(milliseconds) / 60_000);
    if (minutes < 60) return `${minutes} min`;
    const hours = Math.floor(minutes / 60);
    if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
    return `${Math.floor(hours / 24)} days`;
}
