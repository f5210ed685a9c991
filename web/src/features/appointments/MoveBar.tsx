import type { Resource } from "../../api/calendar";
import { Trouble } from "../../shared/Entry";
import { differences } from "../../shared/differences";
import { formatDayTime } from "../../shared/format";
import type { Action } from "../../shared/useAction";
import { instantAt } from "../../shared/zone";
import type { Move } from "./AppointmentsPage";

/** Asks before a booking is really moved: a slip of the mouse is no wish of the customer's. */
export function MoveBar({ move, resources, timeZone, action, onMove, onLeave }: {
    move: Move;
    resources: readonly Resource[];
    timeZone: string;
    action: Action;
    onMove(): void;
    onLeave(): void;
}) {
    const { appointment } = move;
    const name = resources.find(({ id }) => id === move.resourceId)?.name;
    const isStale = action.problem?.status === 412 && typeof action.problem.present === "object" && action.problem.present !== null;
    const theirs = isStale ? differences(appointment, action.problem?.present as object, timeZone) : [];
    return (
        <div className="move-bar" role="group" aria-label="Move a booking">
            <p aria-live="polite">
                Move {appointment.customer_name || "booking"} ({appointment.number}) from {formatDayTime(appointment.start, timeZone)} to{" "}
                <strong>{formatDayTime(instantAt(move.day, move.minutes, timeZone), timeZone)}{name !== undefined && name !== appointment.resource && ` with ${name}`}</strong>?
            </p>
            <button type="button" className="step step-usual" disabled={action.isBusy} onClick={onMove}>Move it</button>
            <button type="button" className="step" onClick={onLeave}>Leave it</button>
            {isStale
                ? <p className="record-trouble" role="alert">Somebody else has changed this booking: {theirs.map(({ label, after }) => `${label} is ${after} now`).join(", ") || "look again"}.</p>
                : <Trouble problem={action.problem} />}
        </div>
    );
}
