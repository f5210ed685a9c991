import type { Outcome } from "../../api/callSocket";
import { formatDuration, formatPhone } from "../../shared/format";
import { Icon } from "../../shared/Icon";
import type { LiveCall } from "./feedState";
import { FormSummary } from "./FormSummary";

const outcomeWords: Record<Outcome, string> = {
    order: "Ended with an order",
    appointment: "Ended with a booking",
    ticket: "Ended with a ticket",
    submission: "Ended with a request",
    transferred: "Put through",
    none: "Ended",
};

/** One call, in progress or just ended: who, since when, what was said last, what it has come to. */
export function CallCard({ call, now }: { call: LiveCall; now: number }) {
    const caller = call.phone === null ? "From the website" : formatPhone(call.phone);
    return (
        <article className={call.ended === null ? "live-call" : "live-call live-call-ended"} aria-label={`Call: ${caller}`}>
            <header>
                <span className="live-call-mark"><Icon name="phone" /></span>
                <h3>{caller}</h3>
                {call.ended === null
                    ? <time className="live-call-time">{formatDuration(now - Date.parse(call.startedAt))}</time>
                    : <span className="live-call-time">{outcomeWords[call.ended.outcome]}</span>}
            </header>
            {call.ended === null && call.lines.length > 0 && (
                <ol className="live-lines">
                    {call.lines.map((line) => (
                        <li key={line.sequence} className={`live-${line.role}`}>
                            <span className="visually-hidden">{line.role === "agent" ? "Agent" : "Caller"}: </span>{line.text}
                        </li>
                    ))}
                </ol>
            )}
            {call.form !== null && <FormSummary form={call.form} />}
        </article>
    );
}
