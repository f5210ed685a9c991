import { useEffect, useState } from "react";

/** How Stripe's page was left: with a card given, or not. */
export type CheckoutReturn = "done" | "left";

const againAfterMilliseconds = 2000;
/** Stripe's news take seconds; after a minute somebody may load the page again. */
const mostLooks = 30;

/**
 * Who comes back from Stripe's page is told how it was left. What a browser says counts for nothing: it is looked again and again until
 * the subscription itself is paid by card.
 *
 * @param isPaidByCard undefined while it is not known
 */
export function useCheckoutReturn(isPaidByCard: boolean | undefined, look: () => void): CheckoutReturn | null {
    const [returned] = useState(takeReturn);
    const [looks, setLooks] = useState(0);
    useEffect(() => {
        if (returned !== "done" || isPaidByCard !== false || looks >= mostLooks) return;
        const timer = setTimeout(() => {
            setLooks(looks + 1);
            look();
        }, againAfterMilliseconds);
        return () => clearTimeout(timer);
        // `look` is made anew with each rendering, and does the same.
    }, [returned, isPaidByCard, looks]);
    return returned;
}

/** Takes it out of the address: a page that is loaded again was not returned to. */
function takeReturn(): CheckoutReturn | null {
    const returned = new URLSearchParams(window.location.search).get("checkout");
    if (returned !== "done" && returned !== "left") return null;
    window.history.replaceState(null, "", window.location.pathname);
    return returned;
}
