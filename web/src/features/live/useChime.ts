import { useEffect, useRef, useState } from "react";
import { chime } from "./chime";

/** Chimes whenever `count` grows, once switched on. Off at first: a page should not make noise unasked. */
export function useChime(count: number): [isOn: boolean, setOn: (isOn: boolean) => void] {
    const context = useRef<AudioContext | null>(null);
    const heard = useRef(count);
    const [isOn, setOn] = useState(false);

    useEffect(() => {
        if (isOn && count > heard.current && context.current !== null) chime(context.current);
        heard.current = count;
    }, [count, isOn]);

    useEffect(() => () => void context.current?.close(), []);

    return [isOn, (next) => {
        // Made in the click that switches it on, or the browser would keep it silent.
        if (next && context.current === null) context.current = new AudioContext();
        if (next && context.current !== null) chime(context.current);
        setOn(next);
    }];
}
