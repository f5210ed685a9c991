import type { CalendarDay, Resource } from "../../api/calendar";
import type { Appointment } from "../../api/records";
import { clockMinutes, localMoment } from "../../shared/zone";

/** A column of the calendar: a day, with somebody or with all. */
export interface CalendarColumn {
    readonly day: string;
    /** Nothing where all of them stand in it. */
    readonly resource?: Resource;
    /** When it is open, in minutes since midnight. */
    readonly open: readonly { readonly from: number; readonly to: number }[];
    readonly bookings: readonly Placed[];
}

/** A booking in its column: from when to when, and in which of how many lanes beside one another. */
export interface Placed {
    readonly appointment: Appointment;
    readonly from: number;
    readonly to: number;
    readonly lane: number;
    readonly lanes: number;
}

/** A day with a column for each resource, or a week with one for each day. */
export function columnsOf(days: readonly CalendarDay[], resources: readonly Resource[], only: string | null, timeZone: string): readonly CalendarColumn[] {
    const [single] = days;
    const apart = days.length === 1 && only === null && resources.length > 1 ? resources : null;
    if (single !== undefined && apart !== null) {
        return apart.map((resource) => ({
            day: single.date, resource, open: openOf(single),
            bookings: place(single.appointments.filter(({ resource_id }) => resource_id === resource.id), timeZone),
        }));
    }
    const resource = resources.find(({ id }) => id === only);
    return days.map((day) => ({
        day: day.date, resource, open: openOf(day),
        bookings: place(day.appointments.filter(({ resource_id }) => only === null || resource_id === only), timeZone),
    }));
}

function openOf(day: CalendarDay): CalendarColumn["open"] {
    return day.open.map((span) => {
        const [from = "00:00", to = "24:00"] = span.split("-");
        return { from: clockMinutes(from), to: clockMinutes(to) };
    });
}

const shortest = 15;

/** Bookings that overlap stand beside one another. */
export function place(appointments: readonly Appointment[], timeZone: string): readonly Placed[] {
    const spans = appointments.map((appointment) => {
        const from = localMoment(appointment.start, timeZone).minutes;
        const minutes = (Date.parse(appointment.end) - Date.parse(appointment.start)) / 60_000;
        return { appointment, from, to: from + Math.max(shortest, minutes) };
    }).sort((one, other) => one.from - other.from || one.to - other.to);
    const placed: Placed[] = [];
    let group: (typeof spans[number] & { lane: number })[] = [];
    let end = -Infinity;
    const close = () => {
        const lanes = Math.max(0, ...group.map(({ lane }) => lane + 1));
        placed.push(...group.map((entry) => ({ ...entry, lanes })));
        group = [];
    };
    for (const span of spans) {
        if (span.from >= end) close();
        const taken = new Set(group.filter(({ to }) => to > span.from).map(({ lane }) => lane));
        let lane = 0;
        while (taken.has(lane)) lane += 1;
        group.push({ ...span, lane });
        end = Math.max(end, span.to);
    }
    close();
    return placed;
}

/** From which hour to which a calendar has to be drawn: all that is open or booked, and a usual day where nothing is. */
export function hoursOf(columns: readonly CalendarColumn[]): { readonly first: number; readonly last: number } {
    const spans = columns.flatMap(({ open, bookings }) => [...open, ...bookings.map(({ from, to }) => ({ from, to }))]);
    if (spans.length === 0) return { first: 9, last: 17 };
    // Who is always open works by day.
    const first = Math.floor(Math.min(...spans.map(({ from }) => from)) / 60);
    const last = Math.min(24, Math.ceil(Math.max(...spans.map(({ to }) => to)) / 60));
    return { first, last: Math.max(last, first + 1) };
}
