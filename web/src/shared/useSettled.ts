import { useEffect, useState } from "react";

/** What is typed, once nobody has typed for a moment. */
export function useSettled(text: string): string {
    const [settled, setSettled] = useState(text.trim());
    useEffect(() => {
        const timer = setTimeout(() => setSettled(text.trim()), 250);
        return () => clearTimeout(timer);
    }, [text]);
    return settled;
}
