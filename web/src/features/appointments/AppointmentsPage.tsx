import { useEffect, useState } from "react";
import { listResources, readCalendar } from "../../api/calendar";
import type { Appointment } from "../../api/records";
import { type Desk, useRevision } from "../../shared/desk";
import { Trouble } from "../../shared/Entry";
import { formatDay } from "../../shared/format";
import { Icon } from "../../shared/Icon";
import { useLoaded, valueOf } from "../../shared/useLoaded";
import { useNow } from "../../shared/useNow";
import { useAction } from "../../shared/useAction";
import { dayAfter, instantAt, localMoment, weekOf } from "../../shared/zone";
import { AppointmentSheet } from "./AppointmentSheet";
import { CalendarGrid } from "./CalendarGrid";
import { CalendarFeedsSheet } from "./CalendarFeedsSheet";
import { columnsOf } from "./calendarLayout";
import { ExplainSheet } from "./ExplainSheet";
import { MoveBar } from "./MoveBar";
import { NewAppointment, type Start } from "./NewAppointment";
import "./appointments.css";

/** Where an appointment is about to be moved to. */
export interface Move {
    readonly appointment: Appointment;
    readonly day: string;
    readonly minutes: number;
    readonly resourceId?: string;
}

type Sheet = { readonly kind: "new"; readonly start: Start } | { readonly kind: "explain" } | { readonly kind: "feeds" };

/** The appointments of a day or a week. */
export function AppointmentsPage({ desk, opened }: { desk: Desk; opened: string | null }) {
    const { office } = desk;
    const { timeZone } = desk.business;
    const now = useNow();
    const today = localMoment(now, timeZone).day;
    const [day, setDay] = useState(today);
    const [isWeek, setWeek] = useState(() => window.innerWidth > 820);
    const [only, setOnly] = useState<string | null>(null);
    const [showsCancelled, setShowsCancelled] = useState(false);
    const [open, setOpen] = useState(opened);
    const [sheet, setSheet] = useState<Sheet | null>(null);
    const [move, setMove] = useState<Move | null>(null);
    const action = useAction();
    const first = isWeek ? weekOf(day) : day;
    const revision = useRevision(desk.changes, "appointment");
    const calendar = useLoaded(`${first} ${isWeek} ${revision}`, () => readCalendar(office, first, isWeek ? 7 : 1));
    const resources = useLoaded("resources", () => listResources(office));
    const known = resources.state === "there" ? resources.value : [];
    const days = (valueOf(calendar)?.days ?? []).map((one) => ({
        ...one,
        appointments: one.appointments.filter(({ status }) => showsCancelled || status !== "Cancelled"),
    }));
    const columns = columnsOf(days, known, only, timeZone);
    // A day that is left behind takes the thought of a move with it.
    useEffect(() => setMove(null), [first, isWeek, only]);

    const commit = () => {
        if (move === null) return;
        const members = { start: instantAt(move.day, move.minutes, timeZone), ...(move.resourceId === undefined ? {} : { resource_id: move.resourceId }) };
        void action.run(() => office.changeRecord({ kind: "appointment", record: move.appointment }, members)).then((isDone) => isDone && setMove(null));
    };
    const step = isWeek ? 7 : 1;
    return (
        <div className="appointments">
            <div className="toolbar">
                <h2 className="visually-hidden">Appointments</h2>
                <button type="button" className="step step-usual" onClick={() => setSheet({ kind: "new", start: { day: isWeek && weekOf(today) === first ? today : isWeek ? first : day } })}>
                    <Icon name="plus" />New booking
                </button>
                <span className="toolbar-group" role="group" aria-label="Which days">
                    <button type="button" className="step" aria-label={isWeek ? "The week before" : "The day before"} onClick={() => setDay(dayAfter(day, -step))}><Icon name="back" /></button>
                    <button type="button" className="step" onClick={() => setDay(today)}>Today</button>
                    <button type="button" className="step" aria-label={isWeek ? "The week after" : "The day after"} onClick={() => setDay(dayAfter(day, step))}><Icon name="forth" /></button>
                    <input type="date" aria-label="Day" value={day} onChange={(event) => event.target.value !== "" && setDay(event.target.value)} />
                </span>
                <span className="toolbar-group" role="group" aria-label="How much">
                    <button type="button" className={isWeek ? "step" : "step step-on"} aria-pressed={!isWeek} onClick={() => setWeek(false)}>Day</button>
                    <button type="button" className={isWeek ? "step step-on" : "step"} aria-pressed={isWeek} onClick={() => setWeek(true)}>Week</button>
                </span>
                {known.length > 0 && (
                    <select aria-label="With whom" className="toolbar-select" value={only ?? ""} onChange={(event) => setOnly(event.target.value === "" ? null : event.target.value)}>
                        <option value="">Everybody</option>
                        {known.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
                    </select>
                )}
                <label className="choice"><input type="checkbox" checked={showsCancelled} onChange={(event) => setShowsCancelled(event.target.checked)} /> Cancelled too</label>
                <span className="toolbar-end">
                    <button type="button" className="quiet" onClick={() => setSheet({ kind: "explain" })}>Why is a time not offered?</button>
                    <button type="button" className="quiet" onClick={() => setSheet({ kind: "feeds" })}>Calendar programs</button>
                </span>
            </div>
            {calendar.state === "failed" && <Trouble problem={calendar.problem} />}
            {resources.state === "failed" && <Trouble problem={resources.problem} />}
            {move !== null && (
                <MoveBar move={move} resources={known} timeZone={timeZone} action={action} onMove={commit} onLeave={() => { action.clear(); setMove(null); }} />
            )}
            {days.length > 0 && (
                <>
                    <CalendarGrid
                        columns={columns}
                        now={now}
                        timeZone={timeZone}
                        move={move}
                        onMove={(next) => { action.clear(); setMove(next); }}
                        onCommit={commit}
                        onOpen={setOpen}
                        onFree={(start) => setSheet({ kind: "new", start })}
                    />
                    <p className="small-print calendar-hint">
                        {days.every(({ appointments }) => appointments.length === 0) && `Nothing is booked ${isWeek ? "this week" : `on ${formatDay(`${first}T12:00:00Z`, "UTC")}`}. `}
                        Drag a booking to another time, or choose it and press Shift with the arrow keys. Choose a free time to book it.
                    </p>
                </>
            )}
            {open !== null && <AppointmentSheet key={open} desk={desk} id={open} resources={known} onClose={() => setOpen(null)} />}
            {sheet?.kind === "new" && <NewAppointment desk={desk} start={sheet.start} resources={known} onClose={() => setSheet(null)} />}
            {sheet?.kind === "explain" && <ExplainSheet desk={desk} day={day} onClose={() => setSheet(null)} />}
            {sheet?.kind === "feeds" && <CalendarFeedsSheet desk={desk} resources={known} onClose={() => setSheet(null)} />}
        </div>
    );
}
