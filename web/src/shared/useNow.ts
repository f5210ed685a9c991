import { useEffect, useState } from "react";

/** The time now in milliseconds, a new one each second while `isRunning`. */
export function useNow(isRunning = true): number {
    const [now, setNow] = useState(() => Date.now());
    useEffect(() => {
        if (!isRunning) return;
        const clock = setInterval(() => setNow(Date.now()), 1000);
        return () => clearInterval(clock);
    }, [isRunning]);
    return now;
}
