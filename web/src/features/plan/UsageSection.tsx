import type { Plan, Usage } from "../../api/billing";
import { formatDate, formatMoney } from "../../shared/format";
import { Section } from "../../shared/Section";
import { forecast } from "./forecast";

/** What was used of the plan this month, and what the month comes to at this pace. */
export function UsageSection({ usage, plan, timeZone }: { usage: Usage; plan: Plan; timeZone: string }) {
    const limit = usage.includedSessions ?? null;
    const ahead = forecast(usage, plan, Date.now());
    const end = formatDate(usage.period.end, timeZone);
    const sentence = limit === null ? `${usage.sessions} calls; your plan holds as many as come.` : `${usage.sessions} of ${limit} calls.`;
    return (
        <Section title="Usage this month" lead={`${formatDate(usage.period.start, timeZone)} – ${end}`}>
            <p className="usage-figure"><strong>{sentence}</strong></p>
            {limit !== null && <meter className="usage-meter" min={0} max={limit} high={limit * 0.8} optimum={0} value={Math.min(usage.sessions, limit)} aria-label="Calls of the plan that were used">{sentence}</meter>}
            {usage.overageSessions > 0 && <p className="notice" role="note">{usage.overageSessions} beyond the plan: {formatMoney(usage.overageCost)} so far.</p>}
            <p className="small-print">
                {ahead === null
                    ? "It is too early in the month to say what it comes to."
                    : `At this pace it will be about ${ahead.sessions} calls by ${end}${
                        ahead.beyond === 0 ? "." : `, ${ahead.beyond} beyond the plan: ${formatMoney({ ...usage.overageCost, minorUnits: ahead.cost })}.`}`}
            </p>
        </Section>
    );
}
