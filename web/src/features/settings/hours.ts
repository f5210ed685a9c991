import type { Hours } from "../../api/configuration";

export const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
export type Weekday = (typeof weekdays)[number];

/** From when until when, `HH:MM` as a time input has it: midnight is `00:00` at either end. */
export interface Interval {
    readonly opens: string;
    readonly closes: string;
}

/** "18:00-24:00" → 18:00 to 00:00. */
export function readInterval(text: string): Interval {
    const [opens = "", closes = ""] = text.split("-");
    return { opens, closes: closes === "24:00" ? "00:00" : closes };
}

/** The end of a day is written 24:00: an interval that ends at 00:00 ends when the next day begins. */
export function writeInterval({ opens, closes }: Interval): string {
    return `${opens}-${closes === "00:00" ? "24:00" : closes}`;
}

/** Whether there is no time left in a day. */
export function isOpenAllDay(intervals: readonly string[]): boolean {
    return intervals.includes("00:00-24:00");
}

/** What is proposed when one more interval is added: the usual day, or an evening after what is there. */
export function nextInterval(intervals: readonly string[]): string {
    const last = intervals[intervals.length - 1];
    if (last === undefined) return "09:00-17:00";
    const { closes } = readInterval(last);
    const hour = Number(closes.slice(0, 2));
    return hour >= 1 && hour <= 20 ? writeInterval({ opens: hours(hour + 1), closes: hours(Math.min(hour + 4, 23)) }) : "18:00-22:00";
}

/** A day without intervals is closed; a weekday that is closed is left out. */
export function withWeekday(plan: Hours, day: Weekday, intervals: readonly string[]): Hours {
    const { [day]: _, ...others } = plan.weekly;
    return { ...plan, weekly: intervals.length === 0 ? others : { ...others, [day]: intervals } };
}

/** The same hours from Monday to Friday as on one of these days. */
export function copiedToWorkdays(plan: Hours, from: Weekday): Hours {
    return weekdays.slice(0, 5).reduce((changed, day) => withWeekday(changed, day, plan.weekly[from] ?? []), plan);
}

/** @param intervals null to have the day like any other of its week; none for closed. */
export function withException(plan: Hours, date: string, intervals: readonly string[] | null): Hours {
    const { [date]: _, ...others } = plan.exceptions ?? {};
    return { ...plan, exceptions: intervals === null ? others : { ...others, [date]: intervals } };
}

/** Days that are unlike others, in their order. */
export function exceptionsOf(plan: Hours): readonly (readonly [date: string, intervals: readonly string[]])[] {
    return Object.entries(plan.exceptions ?? {}).sort(([one], [other]) => one.localeCompare(other));
}

function hours(hour: number): string {
    return `${String(hour).padStart(2, "0")}:00`;
}
