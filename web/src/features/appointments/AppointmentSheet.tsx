import type { Resource } from "../../api/calendar";
import type { Appointment } from "../../api/records";
import type { Desk } from "../../shared/desk";
import { Entry } from "../../shared/Entry";
import { formatDayTime, formatTime } from "../../shared/format";
import { RecordEdit } from "../../shared/RecordEdit";
import { RecordSheet } from "../../shared/RecordSheet";
import { useDraft } from "../../shared/useDraft";
import { clockMinutes, clockText, instantAt, localMoment } from "../../shared/zone";

/** Everything about one booking; another time is typed here, where it cannot be dragged. */
export function AppointmentSheet({ desk, id, resources, onClose }: { desk: Desk; id: string; resources: readonly Resource[]; onClose(): void }) {
    return (
        <RecordSheet desk={desk} kind="appointment" id={id} onClose={onClose}>
            {(appointment) => <AppointmentForm desk={desk} appointment={appointment} resources={resources} />}
        </RecordSheet>
    );
}

interface Values {
    start: string;
    resource_id: string;
    customer_name: string;
    notes: string;
}

function AppointmentForm({ desk, appointment, resources }: { desk: Desk; appointment: Appointment; resources: readonly Resource[] }) {
    const { timeZone } = desk.business;
    const draft = useDraft<Appointment, Values>(appointment);
    const { changes, present } = draft;
    const isAhead = present.status === "Scheduled" || present.status === "Confirmed";
    const moment = localMoment(changes.start ?? present.start, timeZone);
    return (
        <>
            <p className="record-headline">
                <strong>{formatDayTime(present.start, timeZone)}</strong> to {formatTime(present.end, timeZone)}: {present.service}
                {present.resource && ` with ${present.resource}`}
            </p>
            <RecordEdit desk={desk} entry={{ kind: "appointment", record: present }} draft={draft}>
                {({ problem }) => (
                    <>
                        <Entry label="Day" at="start" problem={problem}>
                            {(control) => <input {...control} type="date" disabled={!isAhead} value={moment.day}
                                onChange={(event) => event.target.value !== "" && draft.set({ start: instantAt(event.target.value, moment.minutes, timeZone) })} />}
                        </Entry>
                        <Entry label="Time">
                            {(control) => <input {...control} type="time" step={300} disabled={!isAhead} value={clockText(moment.minutes)}
                                onChange={(event) => event.target.value !== "" && draft.set({ start: instantAt(moment.day, clockMinutes(event.target.value), timeZone) })} />}
                        </Entry>
                        {resources.length > 0 && (
                            <Entry label="With" at="resource_id" problem={problem}>
                                {(control) => (
                                    <select {...control} disabled={!isAhead} value={changes.resource_id ?? present.resource_id ?? ""}
                                        onChange={(event) => draft.set({ resource_id: event.target.value })}>
                                        {resources.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
                                    </select>
                                )}
                            </Entry>
                        )}
                        <Entry label="Name" at="customer_name" problem={problem}>
                            {(control) => <input {...control} maxLength={120} value={changes.customer_name ?? present.customer_name ?? ""}
                                onChange={(event) => draft.set({ customer_name: event.target.value })} />}
                        </Entry>
                        <Entry label="Notes for the appointment" at="notes" problem={problem} isWide>
                            {(control) => <textarea {...control} rows={2} maxLength={1000} value={changes.notes ?? present.notes ?? ""}
                                onChange={(event) => draft.set({ notes: event.target.value })} />}
                        </Entry>
                    </>
                )}
            </RecordEdit>
        </>
    );
}
