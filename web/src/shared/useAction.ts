import { useState } from "react";
import type { Mistake, Problem } from "../api/http";
import { asProblem } from "./useLoaded";

/** One thing at a time that a person asked the server to do, and how it went. */
export interface Action {
    readonly isBusy: boolean;
    /** Why the last one was refused; null when it was not. */
    readonly problem: Problem | null;
    /** What the last one came to, in a sentence; empty when there is nothing to say. */
    readonly done: string;
    /** @returns whether it was done. */
    run(work: () => Promise<unknown>, done?: string): Promise<boolean>;
    /** Takes back what is said of the last one. */
    clear(): void;
}

export function useAction(): Action {
    const [isBusy, setBusy] = useState(false);
    const [problem, setProblem] = useState<Problem | null>(null);
    const [done, setDone] = useState("");
    const clear = () => {
        setProblem(null);
        setDone("");
    };
    const run = async (work: () => Promise<unknown>, sentence = "") => {
        if (isBusy) return false;
        setBusy(true);
        clear();
        try {
            await work();
            setDone(sentence);
            return true;
        } catch (error) {
            setProblem(asProblem(error));
            return false;
        } finally {
            setBusy(false);
        }
    };
    return { isBusy, problem, done, run, clear };
}

/** What is wrong at a place or below it, in sentences. @param pointer JSON pointer: "#/voice/greeting" */
export function mistakeAt(mistakes: readonly Mistake[], pointer: string): string | undefined {
    const found = mistakes.filter((mistake) => mistake.pointer === pointer || mistake.pointer.startsWith(`${pointer}/`));
    return found.length === 0 ? undefined : found.map((mistake) => mistake.detail).join(" ");
}
