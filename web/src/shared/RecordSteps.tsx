import { ReactNode, useState } from "react";
import { Problem } from "../api/http";
import type { BusinessRecord, Members } from "../api/records";
import { differences } from "./differences";
import { Step, stepsOf } from "./steps";
import { asProblem } from "./useLoaded";
import { useNow } from "./useNow";
import "./office.css";

/** The buttons under a record: what staff do with it next. The feed brings what became of it. */
export function RecordSteps({ entry, timeZone, change, isBrief = false, more }: {
    entry: BusinessRecord;
    timeZone: string;
    /** @throws Problem */
    change(entry: BusinessRecord, members: Members): Promise<unknown>;
    /** Only what most are done with next. */
    isBrief?: boolean;
    /** What stands behind the buttons. */
    more?: ReactNode;
}) {
    const now = useNow();
    const [isBusy, setBusy] = useState(false);
    const [asked, setAsked] = useState<Step | null>(null);
    const [reason, setReason] = useState("");
    const [trouble, setTrouble] = useState<string | null>(null);
    const steps = stepsOf(entry, now).filter((step) => !isBrief || step.isUsual === true);
    if (steps.length === 0 && trouble === null && more === undefined) return null;

    const take = async (step: Step) => {
        if (step.isFinal === true && asked?.label !== step.label) return setAsked(step);
        setBusy(true);
        setTrouble(null);
        try {
            await change(entry, step.reasonAs !== undefined && reason.trim() !== "" ? { ...step.change, [step.reasonAs]: reason } : step.change);
            setAsked(null);
            setReason("");
        } catch (error) {
            setTrouble(sentence(asProblem(error), entry, timeZone));
        }
        setBusy(false);
    };

    return (
        <div className="record-steps">
            {asked?.reasonAs !== undefined && (
                <label className="step-reason">
                    <span>Why? (staff read it)</span>
                    <input value={reason} maxLength={1000} autoFocus onChange={(event) => setReason(event.target.value)} />
                </label>
            )}
            {steps.map((step) => (
                <button
                    key={step.label}
                    type="button"
                    className={step.isUsual === true ? "step step-usual" : step.isFinal === true ? "step step-final" : "step"}
                    disabled={isBusy}
                    onClick={() => void take(step)}
                >
                    {asked?.label === step.label ? `Really ${step.label.toLowerCase()}?` : step.label}
                </button>
            ))}
            {asked !== null && <button type="button" className="step" onClick={() => setAsked(null)}>Keep it</button>}
            {more}
            {trouble !== null && <p className="record-trouble" role="alert">{trouble}</p>}
        </div>
    );
}

/** Of who was faster it is said what they changed. */
function sentence(problem: Problem, entry: BusinessRecord, timeZone: string): string {
    if (problem.status !== 412) return problem.message;
    const theirs = typeof problem.present === "object" && problem.present !== null ? differences(entry.record, problem.present, timeZone) : [];
    const said = theirs.map(({ label, after }) => `${label} is ${after} now`).join(", ");
    return said === ""
        ? "Somebody else has just changed this. Look again, then decide."
        : `Somebody else has just changed this: ${said}. Look again, then decide.`;
}
