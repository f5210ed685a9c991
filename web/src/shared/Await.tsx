import type { ReactNode } from "react";
import type { Loaded } from "./useLoaded";

/** Shows what was asked for when it is there, and why when it is not. */
export function Await<Value>({ loaded, children }: { loaded: Loaded<Value>; children(value: Value): ReactNode }) {
    switch (loaded.state) {
        case "loading":
            return <p className="small-print" aria-busy="true">One moment …</p>;
        case "failed":
            return <p className="notice notice-trouble" role="alert">{loaded.problem.message}</p>;
        case "there":
            return <>{children(loaded.value)}</>;
    }
}
