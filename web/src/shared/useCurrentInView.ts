import { RefObject, useEffect, useRef } from "react";

/** Where there is no room for all links of a navigation it is scrolled to the present one. @param current changes with the page */
export function useCurrentInView<Element extends HTMLElement>(current: string): RefObject<Element> {
    const navigation = useRef<Element>(null);
    useEffect(() => {
        const frame = navigation.current;
        const link = frame?.querySelector<HTMLElement>("[aria-current]");
        if (frame == null || link == null) return;
        frame.scrollLeft = link.offsetLeft - frame.offsetLeft - (frame.clientWidth - link.offsetWidth) / 2;
    }, [current]);
    return navigation;
}
