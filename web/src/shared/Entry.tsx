import type { ReactNode } from "react";
import type { Problem } from "../api/http";
import { Attributes, Frame } from "./Field";
import { mistakeAt } from "./useAction";

/** A control of any kind under its label, with what the server found wrong with it. */
export function Entry({ label, hint, at, problem, isWide = false, children }: {
    label: string;
    hint?: string;
    /** The member that the server would point to: "customer_name". */
    at?: string;
    problem?: Problem | null;
    isWide?: boolean;
    children(attributes: Attributes): ReactNode;
}) {
    const mistake = at === undefined ? undefined : mistakeAt(problem?.mistakes ?? [], `#/${at}`);
    return (
        <div className={isWide ? "entry-wide" : undefined}>
            <Frame label={label} hint={hint} mistake={mistake}>{children}</Frame>
        </div>
    );
}

/** Why something was not done, or cannot be shown. */
export function Trouble({ problem }: { problem: Problem | null }) {
    if (problem === null) return null;
    // What is wrong with a field stands beside it, if there is such a field: here it always stands.
    const mistakes = [...new Set(problem.mistakes.map(({ detail }) => detail))];
    return <p className="notice notice-trouble" role="alert">{mistakes.length > 0 ? mistakes.join(" ") : problem.message}</p>;
}
