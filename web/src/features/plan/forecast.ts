import type { Plan, Usage } from "../../api/billing";

/** Before so much of a month is over, what was used tells little about the rest. */
const leastShare = 1 / 30;

export interface Forecast {
    /** Sessions at the end of the period if it goes on like this. */
    readonly sessions: number;
    /** Those beyond the plan, and what they would cost in minor units. */
    readonly beyond: number;
    readonly cost: number;
}

/** What a period comes to at the pace so far; null where it is too early to say. @param now milliseconds since 1970 */
export function forecast(usage: Pick<Usage, "period" | "sessions" | "includedSessions">, plan: Pick<Plan, "overagePrice">, now: number): Forecast | null {
    const [start, end] = [Date.parse(usage.period.start), Date.parse(usage.period.end)];
    const share = Math.min(1, (now - start) / (end - start));
    if (!(share >= leastShare)) return null;
    const sessions = Math.round(usage.sessions / share);
    const beyond = usage.includedSessions == null ? 0 : Math.max(0, sessions - usage.includedSessions);
    return { sessions, beyond, cost: beyond * (plan.overagePrice?.minorUnits ?? 0) };
}
