/** Times of day where a business is. A day is "2026-01-31", a time the minutes since its midnight by the clock on the wall. */

export interface LocalMoment {
    readonly day: string;
    readonly minutes: number;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockIn(timeZone: string): Intl.DateTimeFormat {
    let clock = clocks.get(timeZone);
    if (clock === undefined) {
        clock = new Intl.DateTimeFormat("en-US", {
            timeZone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
        });
        clocks.set(timeZone, clock);
    }
    return clock;
}

/** @param instant RFC 3339, or milliseconds since 1970 */
export function localMoment(instant: string | number, timeZone: string): LocalMoment {
    const parts = Object.fromEntries(clockIn(timeZone).formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
    return { day: `${parts.year}-${parts.month}-${parts.day}`, minutes: Number(parts.hour) * 60 + Number(parts.minute) };
}

/** The instant of a time of day, RFC 3339. A time that clocks skip is the one after the gap. */
export function instantAt(day: string, minutes: number, timeZone: string): string {
    const wanted = Date.parse(`${day}T00:00:00Z`) + minutes * 60_000;
    let instant = wanted;
    // The difference to UTC may be another one at the instant that the first guess leads to.
    for (let round = 0; round < 2; round += 1) {
        const local = localMoment(instant, timeZone);
        instant += wanted - (Date.parse(`${local.day}T00:00:00Z`) + local.minutes * 60_000);
    }
    return new Date(instant).toISOString().replace(".000Z", "Z");
}

export function dayAfter(day: string, days: number): string {
    return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The Monday of a day's week. */
export function weekOf(day: string): string {
    return dayAfter(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
}

/** "14:30" for 870, as inputs for times write it. */
export function clockText(minutes: number): string {
    return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

/** 870 for "14:30". */
export function clockMinutes(text: string): number {
    const [hours = 0, minutes = 0] = text.split(":").map(Number);
    return hours * 60 + minutes;
}
