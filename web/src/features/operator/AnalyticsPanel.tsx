import type { Analytics } from "../../api/operator";
import { formatMoney, words } from "../../shared/format";

/** The last thirty days: what was done, what was earned, how the businesses stand. */
export function AnalyticsPanel({ analytics }: { analytics: Analytics }) {
    const sum = (pick: (day: Analytics["days"][number]) => number) => analytics.days.reduce((total, day) => total + pick(day), 0);
    const paid = new Map<string, number>();
    for (const { currency, paid: amount } of analytics.money) paid.set(currency, (paid.get(currency) ?? 0) + amount);
    const earned = [...paid].map(([currency, minorUnits]) => formatMoney({ minorUnits, currency }));
    const records = sum((day) => day.orders) + sum((day) => day.appointments) + sum((day) => day.tickets);
    return (
        <section className="analytics" aria-label="The last 30 days">
            <dl className="figures">
                <Figure name="Calls" value={sum((day) => day.calls).toLocaleString()} />
                <Figure name="Minutes" value={Math.round(sum((day) => day.seconds) / 60).toLocaleString()} />
                <Figure name="Orders, bookings, tickets" value={records.toLocaleString()} />
                <Figure name="New businesses" value={sum((day) => day.new_businesses).toLocaleString()} />
                <Figure name="Paid" value={earned.length === 0 ? "–" : earned.join(" + ")} />
                {Object.entries(analytics.standings).map(([standing, count]) => (
                    <Figure key={standing} name={words(standing)} value={count.toLocaleString()} />
                ))}
            </dl>
            <Calls days={analytics.days} />
        </section>
    );
}

function Figure({ name, value }: { name: string; value: string }) {
    return <div><dt>{name}</dt><dd>{value}</dd></div>;
}

/** One bar a day; the table behind it is for whoever cannot see it. */
function Calls({ days }: { days: Analytics["days"] }) {
    const most = Math.max(0, ...days.map((day) => day.calls));
    return (
        <figure className="bars">
            <div className="bars-plot" aria-hidden="true">
                {days.map((day) => (
                    <span key={day.day} title={`${day.day}: ${day.calls} calls`} style={{ height: `${Math.max(2, (100 * day.calls) / Math.max(1, most))}%` }} />
                ))}
            </div>
            <figcaption>Calls a day, {days[0]?.day} to {days[days.length - 1]?.day}; at most {most.toLocaleString()}</figcaption>
            <table className="visually-hidden">
                <caption>Calls a day</caption>
                <tbody>{days.map((day) => <tr key={day.day}><th scope="row">{day.day}</th><td>{day.calls}</td></tr>)}</tbody>
            </table>
        </figure>
    );
}
