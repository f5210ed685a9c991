import { useEffect, useState } from "react";
import { Problem } from "../api/http";

/** What was asked for: on its way, there, or why it is not. */
export type Loaded<Value> =
    | { readonly state: "loading" }
    | { readonly state: "there"; readonly value: Value }
    /** With what was there before, if anything was. */
    | { readonly state: "failed"; readonly problem: Problem; readonly value?: Value };

/** Asks again whenever `key` changes; until the answer comes the one before stands. A late answer to an earlier question is dropped. */
export function useLoaded<Value>(key: string, load: () => Promise<Value>): Loaded<Value> {
    const [loaded, setLoaded] = useState<Loaded<Value>>({ state: "loading" });
    useEffect(() => {
        let isWanted = true;
        load().then(
            (value) => isWanted && setLoaded({ state: "there", value }),
            (error: unknown) => isWanted && setLoaded((before) => ({ state: "failed", problem: asProblem(error), value: valueOf(before) })),
        );
        return () => {
            isWanted = false;
        };
        // `load` is made anew with each rendering; what it asks for is in the key.
    }, [key]);
    return loaded;
}

/** What was asked for, or what it was before it could not be had any more. */
export function valueOf<Value>(loaded: Loaded<Value>): Value | undefined {
    return loaded.state === "loading" ? undefined : loaded.value;
}

export function asProblem(error: unknown): Problem {
    return error instanceof Problem ? error : new Problem("unreadable", 0, "The server's answer could not be read.");
}
