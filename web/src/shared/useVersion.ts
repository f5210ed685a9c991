import { useState } from "react";

/** Counts how often a value has changed since the component appeared: as a `key`, it plays an animation again. */
export function useVersion(value: unknown): number {
    const [seen, setSeen] = useState({ value, version: 0 });
    if (Object.is(seen.value, value)) return seen.version;
    const next = { value, version: seen.version + 1 };
    setSeen(next);
    return next.version;
}
