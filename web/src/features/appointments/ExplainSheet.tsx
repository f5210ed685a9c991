import { useState } from "react";
import { explainTime, listServices } from "../../api/calendar";
import { Dialog } from "../../shared/Dialog";
import { type Desk, useRevision } from "../../shared/desk";
import { Entry, Trouble } from "../../shared/Entry";
import { useLoaded } from "../../shared/useLoaded";
import { clockMinutes, instantAt } from "../../shared/zone";

/** Answers a customer's or an owner's question: why could that time not be had? */
export function ExplainSheet({ desk, day: first, onClose }: { desk: Desk; day: string; onClose(): void }) {
    const services = useLoaded("services", () => listServices(desk.office));
    const known = services.state === "there" ? services.value : [];
    const [chosen, setChosen] = useState("");
    const [day, setDay] = useState(first);
    const [time, setTime] = useState("");
    const service = chosen === "" ? known[0]?.id : chosen;
    return (
        <Dialog isWide title="Why is a time not offered?" onClose={onClose}>
            {services.state === "failed" && <Trouble problem={services.problem} />}
            <div className="columns">
                <Entry label="Service" isWide>
                    {(control) => (
                        <select {...control} value={service ?? ""} onChange={(event) => setChosen(event.target.value)}>
                            {known.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
                        </select>
                    )}
                </Entry>
                <Entry label="Day">
                    {(control) => <input {...control} type="date" value={day} onChange={(event) => setDay(event.target.value)} />}
                </Entry>
                <Entry label="Time">
                    {(control) => <input {...control} type="time" step={300} value={time} onChange={(event) => setTime(event.target.value)} />}
                </Entry>
            </div>
            {service !== undefined && day !== "" && time !== ""
                ? <Reasons desk={desk} service={service} start={instantAt(day, clockMinutes(time), desk.business.timeZone)} />
                : <p className="small-print">Name a service and a time.</p>}
        </Dialog>
    );
}

/** Whether callers are offered a time, and what speaks against it. */
export function Reasons({ desk, service, start }: { desk: Desk; service: string; start: string }) {
    const revision = useRevision(desk.changes, "appointment", "waiting_list");
    const explanation = useLoaded(`${service} ${start} ${revision}`, () => explainTime(desk.office, service, start));
    if (explanation.state === "loading") return null;
    if (explanation.state === "failed") return <Trouble problem={explanation.problem} />;
    const { is_offered: isOffered, reasons } = explanation.value;
    return (
        <div className={isOffered ? "reasons reasons-free" : "reasons"} aria-live="polite">
            {isOffered ? <p>This time is offered to callers.</p> : <p>Callers are not offered this time:</p>}
            <ul>
                {reasons.map(({ code, detail, resource }) => <li key={`${code} ${resource ?? ""}`}>{resource !== undefined && <b>{resource}: </b>}{detail}</li>)}
            </ul>
        </div>
    );
}
