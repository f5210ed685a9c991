import { beginCheckout, Plan, Subscription } from "../../api/billing";
import type { Server } from "../../api/http";
import { formatMoney } from "../../shared/format";
import { Outcome } from "../../shared/Outcome";
import { Section } from "../../shared/Section";
import { useAction } from "../../shared/useAction";
import type { Wish } from "./PlanPage";

/** The plans on offer, and the way to each. */
export function PlanCards({ subscription, server, businessId, isOwner, onWish }: {
    subscription: Subscription;
    server: Server;
    businessId: string;
    isOwner: boolean;
    onWish(wish: Wish): void;
}) {
    const action = useAction();
    /** Nobody collects yet, or any more: a plan is chosen together with how it is paid. */
    const isToBegin = subscription.collection === "none" || subscription.status === "ended";
    const payByCard = (plan: Plan) => void action.run(async () => window.location.assign(await beginCheckout(server, businessId, plan.name)));
    return (
        <Section title="Plans" lead={isToBegin ? "Choose one and how you pay." : "A dearer plan begins at once, a cheaper one with the next month. You see what it costs before you decide."}>
            <ul className="plans">
                {subscription.plans.map((plan) => {
                    const isPresent = plan.name === subscription.plan.name;
                    return (
                        <li key={plan.name} className={isPresent ? "plan-card plan-card-present" : "plan-card"}>
                            <h3>{plan.name}{isPresent && <span className="tag">yours</span>}</h3>
                            <p className="plan-price"><strong>{formatMoney(plan.price)}</strong> a month</p>
                            <p>{plan.includedSessions == null ? "As many calls as come" : `${plan.includedSessions} calls`}</p>
                            {plan.overagePrice != null && <p className="small-print">{formatMoney(plan.overagePrice)} for each beyond</p>}
                            {isOwner && isToBegin && (
                                <p className="plan-ways">
                                    {subscription.takesCards && (
                                        <button type="button" className="primary" disabled={action.isBusy} onClick={() => payByCard(plan)} aria-label={`Pay for ${plan.name} by card`}>
                                            Pay by card
                                        </button>
                                    )}
                                    <button
                                        type="button" className={subscription.takesCards ? undefined : "primary"} aria-label={`Pay for ${plan.name} by invoice`}
                                        onClick={() => onWish({ action: "subscribe", plan: plan.name })}
                                    >
                                        Pay by invoice
                                    </button>
                                </p>
                            )}
                            {isOwner && !isToBegin && !isPresent && plan.name !== subscription.pendingPlan && (
                                <p className="plan-ways">
                                    <button type="button" onClick={() => onWish({ action: "change", plan: plan.name })} aria-label={`Change to ${plan.name}`}>Change to it</button>
                                </p>
                            )}
                        </li>
                    );
                })}
            </ul>
            {!isOwner && <p className="small-print">An owner decides about the plan.</p>}
            <Outcome action={action} />
        </Section>
    );
}
