import type { Subscription } from "../../api/billing";

/** The looks of each standing. */
export const standingTags: Readonly<Record<Subscription["standing"], string>> = {
    trialing: "tag", active: "tag tag-good", past_due: "tag tag-warn", read_only: "tag tag-bad", suspended: "tag tag-bad", deleted: "tag tag-bad",
};

/** How a business stands with the platform, in a sentence. @param day writes an instant as a day */
export function standingSentence(subscription: Subscription, day: (instant: string) => string): string {
    const { standing, status, collection, trialEndsAt, paymentDueAt, period } = subscription;
    if (status === "complimentary") return "This business is not charged anything.";
    switch (standing) {
        case "trialing":
            return collection === "none"
                ? `You try it for free until ${day(trialEndsAt ?? period.end)}. Choose a plan before then, and the agent goes on answering.`
                : `You try it for free until ${day(trialEndsAt ?? period.end)}; the first month is charged then.`;
        case "active":
            return `This month ends on ${day(period.end)}. ${collection === "stripe" ? "Your card is charged." : "You pay by invoice, which comes by mail."}`;
        case "past_due":
            return `An invoice was to be paid${paymentDueAt == null ? "" : ` by ${day(paymentDueAt)}`}. Everything works still.`;
        case "read_only":
            return "The agent gives callers your telephone number and nothing else until what is open is paid, or a plan is chosen.";
        case "suspended":
            return "Calls are not answered. Talk to whoever runs the platform.";
        case "deleted":
            return "This business is gone.";
    }
}
