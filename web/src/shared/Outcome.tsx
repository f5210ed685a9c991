import { useEffect, useRef } from "react";
import type { Action } from "./useAction";

/** How an action went: read out, and where the eye is. A refusal takes the focus, so that nobody has to look for it. */
export function Outcome({ action }: { action: Pick<Action, "problem" | "done"> }) {
    const alert = useRef<HTMLDivElement>(null);
    const { problem, done } = action;
    useEffect(() => {
        if (problem !== null) alert.current?.focus();
    }, [problem]);
    const details = problem === null ? [] : [...new Set(problem.mistakes.map((mistake) => mistake.detail))];
    return (
        <>
            {problem !== null && (
                <div className="notice notice-trouble" role="alert" tabIndex={-1} ref={alert}>
                    {details.length === 0 ? problem.message : details.length === 1 ? details[0] : <ul>{details.map((line) => <li key={line}>{line}</li>)}</ul>}
                </div>
            )}
            <p className={done === "" ? "visually-hidden" : "notice notice-good"} role="status">{done}</p>
        </>
    );
}
