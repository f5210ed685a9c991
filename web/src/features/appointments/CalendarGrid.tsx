import { CSSProperties, DragEvent, KeyboardEvent, MouseEvent, useRef } from "react";
import type { Appointment } from "../../api/records";
import { formatClock, formatDay, formatTime } from "../../shared/format";
import { localMoment } from "../../shared/zone";
import type { Move } from "./AppointmentsPage";
import { CalendarColumn, hoursOf, Placed } from "./calendarLayout";
import type { Start } from "./NewAppointment";

/** Times are chosen on this grid, in minutes. */
const grid = 15;

/** The days, or the resources of a day, beside one another with their hours. */
export function CalendarGrid({ columns, now, timeZone, move, onMove, onCommit, onOpen, onFree }: {
    columns: readonly CalendarColumn[];
    /** Milliseconds since 1970. */
    now: number;
    timeZone: string;
    move: Move | null;
    onMove(move: Move | null): void;
    onCommit(): void;
    onOpen(id: string): void;
    onFree(start: Start): void;
}) {
    const dragged = useRef<{ placed: Placed; grip: number } | null>(null);
    const { first, last } = hoursOf(columns);
    const present = localMoment(now, timeZone);
    const at = (from: number, to: number): CSSProperties => ({ top: `calc(var(--hour) * ${from / 60 - first})`, height: `calc(var(--hour) * ${(to - from) / 60})` });
    /** Minutes since midnight under the pointer, on the grid. */
    const timeAt = (event: MouseEvent | DragEvent, grip = 0) => {
        const frame = event.currentTarget.getBoundingClientRect();
        const minutes = first * 60 + ((event.clientY - frame.top - grip) / frame.height) * (last - first) * 60;
        return Math.max(0, Math.min(24 * 60 - grid, Math.floor((minutes + 1) / grid) * grid));
    };
    const drop = (event: DragEvent, column: CalendarColumn) => {
        const held = dragged.current;
        dragged.current = null;
        if (held === null) return;
        event.preventDefault();
        onMove({ appointment: held.placed.appointment, day: column.day, minutes: timeAt(event, held.grip), resourceId: column.resource?.id });
    };
    const nudge = (event: KeyboardEvent, placed: Placed, index: number) => {
        const { appointment } = placed;
        const mine = move?.appointment.id === appointment.id ? move : null;
        if (event.key === "Escape" && mine !== null) return onMove(null);
        if (event.key === "Enter" && mine !== null) {
            event.preventDefault();
            return onCommit();
        }
        if (!event.shiftKey || !(event.key in arrows) || !isAhead(appointment)) return;
        event.preventDefault();
        const [time, across] = arrows[event.key] ?? [0, 0];
        const from = mine === null ? index : columns.findIndex(({ day, resource }) => day === mine.day && (mine.resourceId === undefined || resource === undefined || resource.id === mine.resourceId));
        const column = columns[Math.max(0, Math.min(columns.length - 1, from + across))];
        if (column === undefined) return;
        const minutes = (mine?.minutes ?? placed.from) + time * grid;
        onMove({ appointment, day: column.day, minutes: Math.max(0, Math.min(24 * 60 - grid, minutes)), resourceId: column.resource?.id });
    };

    return (
        <div className="calendar-frame" role="region" aria-label="Calendar" tabIndex={0}>
            <div className="calendar" style={{ "--columns": columns.length, "--hours": last - first } as CSSProperties}>
                <div className="calendar-corner" />
                {columns.map(({ day, resource }) => (
                    <h3 key={`${day} ${resource?.id ?? ""}`} className={day === present.day ? "calendar-day calendar-today" : "calendar-day"}>
                        {columns.length > 1 && columns[0]?.day === columns[1]?.day ? resource?.name : formatDay(`${day}T12:00:00Z`, "UTC")}
                    </h3>
                ))}
                <ol className="calendar-hours" aria-hidden="true">
                    {Array.from({ length: last - first }, (_, hour) => <li key={hour}>{formatClock((first + hour) * 60)}</li>)}
                </ol>
                {columns.map((column, index) => (
                    <div
                        key={`${column.day} ${column.resource?.id ?? ""}`}
                        className="calendar-column"
                        onClick={(event) => event.target === event.currentTarget && onFree({ day: column.day, minutes: timeAt(event), resourceId: column.resource?.id })}
                        onDragOver={(event) => dragged.current !== null && event.preventDefault()}
                        onDrop={(event) => drop(event, column)}
                    >
                        {column.open.map(({ from, to }) => <span key={from} className="calendar-open" style={at(from, to)} />)}
                        {column.bookings.map((placed) => (
                            <Block
                                key={placed.appointment.id}
                                placed={placed}
                                timeZone={timeZone}
                                isLeaving={move?.appointment.id === placed.appointment.id}
                                style={{ ...at(placed.from, placed.to), left: `${(100 * placed.lane) / placed.lanes}%`, width: `${100 / placed.lanes}%` }}
                                onOpen={() => onOpen(placed.appointment.id)}
                                onKeyDown={(event) => nudge(event, placed, index)}
                                onDragStart={(event) => {
                                    dragged.current = { placed, grip: event.clientY - event.currentTarget.getBoundingClientRect().top };
                                    event.dataTransfer.effectAllowed = "move";
                                    event.dataTransfer.setData("text/plain", placed.appointment.number);
                                }}
                                onDragEnd={() => (dragged.current = null)}
                            />
                        ))}
                        {move !== null && move.day === column.day && (column.resource === undefined || move.resourceId === undefined || column.resource.id === move.resourceId) && (
                            <span className="calendar-ghost" style={at(move.minutes, move.minutes + lengthOf(move.appointment))}>{formatClock(move.minutes)}</span>
                        )}
                        {column.day === present.day && present.minutes >= first * 60 && present.minutes < last * 60 && (
                            <span className="calendar-now" style={at(present.minutes, present.minutes)} />
                        )}
                    </div>
                ))}
            </div>
        </div>
    );
}

/** Steps on the grid and over the columns, by key. */
const arrows: Readonly<Record<string, readonly [number, number]>> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

function isAhead({ status }: Appointment): boolean {
    return status === "Scheduled" || status === "Confirmed";
}

function lengthOf({ start, end }: Appointment): number {
    return (Date.parse(end) - Date.parse(start)) / 60_000;
}

function Block({ placed, timeZone, isLeaving, style, onOpen, onKeyDown, onDragStart, onDragEnd }: {
    placed: Placed;
    timeZone: string;
    isLeaving: boolean;
    style: CSSProperties;
    onOpen(): void;
    onKeyDown(event: KeyboardEvent): void;
    onDragStart(event: DragEvent): void;
    onDragEnd(): void;
}) {
    const { appointment } = placed;
    const time = formatTime(appointment.start, timeZone);
    const who = appointment.customer_name || "No name";
    const label = [`Booking ${appointment.number}`, time, who, appointment.service, appointment.resource && `with ${appointment.resource}`, appointment.status];
    return (
        <button
            type="button"
            className={["booking", isLeaving && "booking-leaving", placed.to - placed.from < 30 && "booking-short"].filter(Boolean).join(" ")}
            data-status={appointment.status}
            style={style}
            draggable={isAhead(appointment)}
            aria-label={label.filter(Boolean).join(", ")}
            title={label.filter(Boolean).join(", ")}
            onClick={(event) => {
                // Enter on one that is about to be moved moves it.
                if (!(isLeaving && event.detail === 0)) onOpen();
            }}
            onKeyDown={onKeyDown}
            onDragStart={onDragStart}
            onDragEnd={onDragEnd}
        >
            <span><b>{who}</b> {time}</span>
            <small>{appointment.service}</small>
        </button>
    );
}
