import { useEffect, useRef } from "react";
import type { Outcome } from "../../api/callSocket";
import type { RecordView } from "../../shared/RecordView";
import { Icon } from "../../shared/Icon";
import type { CallState } from "./callState";

const headings: Record<Outcome, string> = {
    order: "Your order is placed",
    appointment: "You are booked",
    ticket: "Your ticket is open",
    submission: "We have your request",
    transferred: "You were put through",
    none: "The call has ended",
};

/** What came of the call. */
export function EndCard({ state, timeZone, RecordCard, onAgain }: {
    state: CallState;
    timeZone: string;
    RecordCard: RecordView;
    onAgain(): void;
}) {
    const heading = useRef<HTMLHeadingElement>(null);
    useEffect(() => heading.current?.focus(), []);
    // The record is the proof: a call that was cut off after it was made still made it.
    const outcome = state.record?.kind ?? state.outcome ?? "none";
    return (
        <section className="end-card">
            {state.record !== null && <span className="end-mark"><Icon name="check" /></span>}
            <h2 ref={heading} tabIndex={-1}>{headings[outcome]}</h2>
            {state.record === null && outcome === "none" && <p>Nothing was ordered or booked.</p>}
            {state.trouble !== null && <p role="alert">{state.trouble}</p>}
            {state.record !== null && <RecordCard entry={state.record} timeZone={timeZone} />}
            <button type="button" className="primary" onClick={onAgain}><Icon name="phone" />Start another call</button>
        </section>
    );
}
