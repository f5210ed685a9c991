import { useState } from "react";
import { listServices, type Resource } from "../../api/calendar";
import { ContactFields } from "../../shared/ContactFields";
import type { Desk } from "../../shared/desk";
import { Entry, Trouble } from "../../shared/Entry";
import { MakingSheet } from "../../shared/MakingSheet";
import { useLoaded } from "../../shared/useLoaded";
import { clockMinutes, clockText, instantAt } from "../../shared/zone";
import { Reasons } from "./ExplainSheet";

/** The time that somebody pointed at, as far as they did. */
export interface Start {
    readonly day: string;
    readonly minutes?: number;
    readonly resourceId?: string;
}

/** A booking for somebody who is not on the line. */
export function NewAppointment({ desk, start, resources, onClose }: { desk: Desk; start: Start; resources: readonly Resource[]; onClose(): void }) {
    const { office } = desk;
    const { timeZone } = desk.business;
    const services = useLoaded("services", () => listServices(office));
    const offered = services.state === "there" ? services.value.filter(({ available }) => available !== false) : [];
    const [service, setService] = useState("");
    const [day, setDay] = useState(start.day);
    const [time, setTime] = useState(start.minutes === undefined ? "" : clockText(start.minutes));
    const [resource, setResource] = useState(start.resourceId ?? "");
    const [contact, setContact] = useState({ customer_name: "", customer_phone: "" });
    const [notes, setNotes] = useState("");
    const chosen = offered.find(({ id }) => id === service) ?? offered[0];
    const instant = day === "" || time === "" ? null : instantAt(day, clockMinutes(time), timeZone);
    const may = resources.filter(({ id, available }) => available !== false && ((chosen?.resources ?? []).length === 0 || chosen?.resources?.includes(id)));
    const make = (key: string) => office.make("appointment", {
        service: chosen?.name, start: instant, resource_id: resource === "" ? null : resource, ...contact, notes,
    }, key);
    return (
        <MakingSheet title="New booking" save="Book it" isComplete={chosen !== undefined && instant !== null} onMake={make} onClose={onClose}>
            {({ problem }) => (
                <>
                    {services.state === "failed" && <Trouble problem={services.problem} />}
                    {services.state === "there" && offered.length === 0 && <p className="blank entry-wide">No service can be booked: they are set up under Settings.</p>}
                    <Entry label="Service" at="service" problem={problem} isWide>
                        {(control) => (
                            <select {...control} value={chosen?.id ?? ""} onChange={(event) => setService(event.target.value)}>
                                {offered.map(({ id, name, duration }) => <option key={id} value={id}>{name} ({duration} min)</option>)}
                            </select>
                        )}
                    </Entry>
                    <Entry label="Day" at="start" problem={problem}>
                        {(control) => <input {...control} type="date" required value={day} onChange={(event) => setDay(event.target.value)} />}
                    </Entry>
                    <Entry label="Time">
                        {(control) => <input {...control} type="time" step={300} required value={time} onChange={(event) => setTime(event.target.value)} />}
                    </Entry>
                    {may.length > 0 && (
                        <Entry label="With" at="resource_id" problem={problem} isWide>
                            {(control) => (
                                <select {...control} value={resource} onChange={(event) => setResource(event.target.value)}>
                                    <option value="">Whoever is free</option>
                                    {may.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
                                </select>
                            )}
                        </Entry>
                    )}
                    {instant !== null && chosen !== undefined && <div className="entry-wide"><Reasons desk={desk} service={chosen.id} start={instant} /></div>}
                    <ContactFields contact={contact} problem={problem} onChange={setContact} />
                    <Entry label="Notes for the appointment" at="notes" problem={problem} isWide>
                        {(control) => <input {...control} maxLength={1000} value={notes} onChange={(event) => setNotes(event.target.value)} />}
                    </Entry>
                </>
            )}
        </MakingSheet>
    );
}
