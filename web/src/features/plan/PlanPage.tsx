import { useState } from "react";
import type { StaffRole } from "../../api/account";
import { openPortal, readSubscription, readUsage, Subscription, SubscriptionAction, PlanName } from "../../api/billing";
import type { BusinessConfig } from "../../api/business";
import type { Server } from "../../api/http";
import { Await } from "../../shared/Await";
import { formatDate, formatMoney } from "../../shared/format";
import { Outcome } from "../../shared/Outcome";
import { Section } from "../../shared/Section";
import { useAction } from "../../shared/useAction";
import { useLoaded } from "../../shared/useLoaded";
import { BillingDetailsSection } from "./BillingDetailsSection";
import { ChangeDialog } from "./ChangeDialog";
import { InvoicesSection } from "./InvoicesSection";
import { PlanCards } from "./PlanCards";
import { standingSentence, standingTags } from "./standing";
import { UsageSection } from "./UsageSection";
import { CheckoutReturn, useCheckoutReturn } from "./useCheckoutReturn";

export interface Wish {
    readonly action: SubscriptionAction;
    readonly plan?: PlanName;
}

/** What a business pays, what it used, and what it was charged. */
export function PlanPage({ business, server, role }: { business: BusinessConfig; server: Server; role: StaffRole }) {
    const { businessId, timeZone } = business;
    const [visit, setVisit] = useState(0);
    const [wish, setWish] = useState<Wish | null>(null);
    const [said, say] = useState("");
    const loaded = useLoaded(`${businessId} ${visit}`, () => Promise.all([readSubscription(server, businessId), readUsage(server, businessId)]));
    const isOwner = role === "owner";
    const isPaidByCard = loaded.state === "there" ? loaded.value[0].collection === "stripe" : undefined;
    const returned = useCheckoutReturn(isPaidByCard, () => setVisit((number) => number + 1));
    const news = said !== "" || returned === null ? said : checkoutSentence(returned, isPaidByCard === true);
    return (
        <>
            <h1>Plan and invoices</h1>
            <p className={news === "" ? "visually-hidden" : "notice notice-good"} role="status">{news}</p>
            <Await loaded={loaded}>
                {([subscription, usage]) => (
                    <>
                        <Standing subscription={subscription} timeZone={timeZone} server={server} businessId={businessId} isOwner={isOwner} onWish={setWish} />
                        <UsageSection usage={usage} plan={subscription.plan} timeZone={timeZone} />
                        {subscription.status !== "complimentary" && (
                            <PlanCards subscription={subscription} server={server} businessId={businessId} isOwner={isOwner} onWish={setWish} />
                        )}
                    </>
                )}
            </Await>
            <InvoicesSection server={server} businessId={businessId} timeZone={timeZone} version={visit} />
            <BillingDetailsSection server={server} businessId={businessId} isOwner={isOwner} />
            {wish !== null && (
                <ChangeDialog
                    server={server} businessId={businessId} wish={wish} timeZone={timeZone} onClose={() => setWish(null)}
                    onChanged={(sentence) => {
                        say(sentence);
                        setVisit(visit + 1);
                    }}
                />
            )}
        </>
    );
}

function checkoutSentence(returned: CheckoutReturn, isPaidByCard: boolean): string {
    if (returned === "left") return "You left the checkout: nothing has changed.";
    return isPaidByCard ? "You pay by card from now on." : "Stripe has your card. Your plan changes here as soon as Stripe has told us.";
}

/** How the business stands with the platform, and what changes that. */
function Standing({ subscription, timeZone, server, businessId, isOwner, onWish }: {
    subscription: Subscription;
    timeZone: string;
    server: Server;
    businessId: string;
    isOwner: boolean;
    onWish(wish: Wish): void;
}) {
    const action = useAction();
    const { plan, pendingPlan, cancelsAtPeriodEnd, collection, status } = subscription;
    const isScheduled = cancelsAtPeriodEnd || pendingPlan != null;
    const end = formatDate(subscription.period.end, timeZone);
    return (
        <Section title="Your plan">
            <p className="plan-now">
                <strong>{plan.name}</strong>
                {status !== "complimentary" && <span>{formatMoney(plan.price)} a month</span>}
                <span className={standingTags[subscription.standing]}>{subscription.standing.replace("_", " ")}</span>
            </p>
            <p>{standingSentence(subscription, (instant) => formatDate(instant, timeZone))}</p>
            {subscription.awaitedPaymentURL != null && (
                <p className="notice notice-trouble" role="alert">
                    Your bank wants a payment confirmed. <a href={subscription.awaitedPaymentURL}>Confirm it at Stripe</a>
                </p>
            )}
            {pendingPlan != null && <p className="notice" role="note">From {end} on you are on {pendingPlan}.</p>}
            {cancelsAtPeriodEnd && <p className="notice" role="note">Your subscription ends on {end}.</p>}
            {isOwner && (
                <p className="row">
                    {isScheduled && <button type="button" onClick={() => onWish({ action: "resume" })}>Take that back</button>}
                    {collection === "stripe" && (
                        <button
                            type="button" disabled={action.isBusy}
                            onClick={() => void action.run(async () => window.location.assign(await openPortal(server, businessId)))}
                        >
                            Look after the card
                        </button>
                    )}
                    {collection !== "none" && !cancelsAtPeriodEnd && status !== "ended" && status !== "complimentary" && (
                        <button type="button" className="quiet" onClick={() => onWish({ action: "cancel" })}>Cancel the subscription</button>
                    )}
                </p>
            )}
            <Outcome action={action} />
        </Section>
    );
}
