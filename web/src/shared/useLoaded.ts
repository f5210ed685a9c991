import { useEffect, useState } from "react";
import { Problem } from "../api/http";

/** What was asked for: on its way, there, or why it is not. */
export type Loaded<Value> =
    | { readonly state: "loading" }
    | { readonly state: "there"; readonly value: Value }
    | { readonly state: "failed"; readonly problem: Problem };

/** Asks again whenever `key` changes. A late answer to an earlier question is dropped; meanwhile the last one stands. */
export function useLoaded<Value>(key: string, load: () => Promise<Value>): Loaded<Value> {
    const [loaded, setLoaded] = useState<Loaded<Value>>({ state: "loading" });
    useEffect(() => {
        let isWanted = true;
        load().then(
            (value) => isWanted && setLoaded({ state: "there", value }),
            (error: unknown) => isWanted && setLoaded({ state: "failed", problem: asProblem(error) }),
        );
        return () => {
            isWanted = false;
        };
        // `load` is made anew with each rendering; what it asks for is in the key.
    }, [key]);
    return loaded;
}

export function asProblem(error: unknown): Problem {
    return error instanceof Problem ? error : new Problem("unreadable", 0, "The server's answer could not be read.");
}
