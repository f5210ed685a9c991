import { MouseEvent, ReactNode, useSyncExternalStore } from "react";

/** The path of the page now shown, without a slash at its end. */
export function usePath(): string {
    return useSyncExternalStore(subscribe, () => window.location.pathname.replace(/(.)\/+$/, "$1"));
}

/** A link within the app: followed without loading the page again. */
export function Link({ to, className, isCurrent = false, children }: {
    to: string;
    className?: string;
    /** Whether it leads to the page now shown, or one above it. */
    isCurrent?: boolean;
    children: ReactNode;
}) {
    const go = useGo();
    const follow = (event: MouseEvent) => {
        // A click with a modifier asks for a new tab or window: the browser's business.
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        go(to);
    };
    return <a href={to} className={className} aria-current={isCurrent ? "page" : undefined} onClick={follow}>{children}</a>;
}

/** Goes to a page of the app, as following a link to it does. */
export function useGo(): (to: string) => void {
    return (to) => {
        window.history.pushState(null, "", to);
        window.dispatchEvent(new PopStateEvent("popstate"));
    };
}

function subscribe(listener: () => void): () => void {
    window.addEventListener("popstate", listener);
    return () => window.removeEventListener("popstate", listener);
}
