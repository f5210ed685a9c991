import { useState } from "react";
import { Problem } from "../../api/http";
import type { BusinessRecord } from "../../api/records";
import { useNow } from "../../shared/useNow";
import { Step, stepsOf } from "./steps";
import "./office.css";

/** The buttons under a record: what staff do with it next. The feed brings what became of it. */
export function RecordSteps({ entry, change }: {
    entry: BusinessRecord;
    /** @throws Problem */
    change(entry: BusinessRecord, members: Readonly<Record<string, string>>): Promise<void>;
}) {
    const now = useNow();
    const [isBusy, setBusy] = useState(false);
    const [asked, setAsked] = useState<string | null>(null);
    const [trouble, setTrouble] = useState<string | null>(null);
    const steps = stepsOf(entry, now);
    if (steps.length === 0) return null;

    const take = async (step: Step) => {
        if (step.isFinal === true && asked !== step.label) return setAsked(step.label);
        setBusy(true);
        setTrouble(null);
        setAsked(null);
        try {
            await change(entry, step.change);
        } catch (error) {
            setTrouble(sentence(error));
        }
        setBusy(false);
    };

    return (
        <div className="record-steps">
            {steps.map((step) => (
                <button
                    key={step.label}
                    type="button"
                    className={step.isUsual === true ? "step step-usual" : step.isFinal === true ? "step step-final" : "step"}
                    disabled={isBusy}
                    onClick={() => void take(step)}
                >
                    {asked === step.label ? `Really ${step.label.toLowerCase()}?` : step.label}
                </button>
            ))}
            {asked !== null && <button type="button" className="step" onClick={() => setAsked(null)}>Keep it</button>}
            {trouble !== null && <p className="record-trouble" role="alert">{trouble}</p>}
        </div>
    );
}

function sentence(error: unknown): string {
    if (!(error instanceof Problem)) return "That did not work. Try again in a moment.";
    return error.status === 412 ? "Somebody else has just changed this. Look again, then decide." : error.message;
}
