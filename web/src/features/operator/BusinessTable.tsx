import { useState } from "react";
import type { Server } from "../../api/http";
import { listBusinesses } from "../../api/operator";
import { words } from "../../shared/format";
import { useLoaded } from "../../shared/useLoaded";
import { useSettled } from "../../shared/useSettled";

const standings = ["trialing", "active", "past_due", "read_only", "suspended", "deleted"];

/** The businesses, newest first, a page at a time. */
export function BusinessTable({ server, version, chosen, onChoose }: {
    server: Server;
    /** Changes when the list has to be read again. */
    version: number;
    chosen: string | null;
    onChoose(id: string): void;
}) {
    const [text, setText] = useState("");
    const wanted = useSettled(text);
    const [standing, setStanding] = useState("");
    const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
    const cursor = cursors[cursors.length - 1] ?? null;
    const page = useLoaded(`${version} ${wanted} ${standing} ${cursor ?? ""}`, () => listBusinesses(server, { text: wanted, standing, cursor }));
    return (
        <section className="businesses" aria-labelledby="businesses-title">
            <h2 id="businesses-title">Businesses</h2>
            <div className="businesses-search">
                <input type="search" aria-label="Find by name, subdomain or e-mail" placeholder="Find by name, subdomain or e-mail" value={text}
                    onChange={(event) => { setText(event.target.value); setCursors([null]); }} />
                <select aria-label="Standing" value={standing} onChange={(event) => { setStanding(event.target.value); setCursors([null]); }}>
                    <option value="">Any standing</option>
                    {standings.map((name) => <option key={name} value={name}>{words(name)}</option>)}
                </select>
            </div>
            {page.state === "failed" && <p className="notice notice-trouble" role="alert">{page.problem.message}</p>}
            {page.state === "there" && page.value.data.length === 0 && <p className="operator-empty">No business fits.</p>}
            {page.state === "there" && page.value.data.length > 0 && (
                <div className="table-frame" tabIndex={0} role="region" aria-labelledby="businesses-title">
                    <table>
                        <thead>
                            <tr><th scope="col">Business</th><th scope="col">Plan</th><th scope="col">Standing</th><th scope="col">Calls this month</th><th scope="col">Last active</th></tr>
                        </thead>
                        <tbody>
                            {page.value.data.map((business) => (
                                <tr key={business.business_id} aria-current={business.business_id === chosen ? "true" : undefined}>
                                    <th scope="row">
                                        <button type="button" className="link" onClick={() => onChoose(business.business_id)}>
                                            {business.name === "" ? business.subdomain : business.name}
                                        </button>
                                        <small>{business.subdomain}</small>
                                    </th>
                                    <td>{business.plan}</td>
                                    <td><span className="standing" data-standing={business.standing}>{words(business.standing)}</span></td>
                                    <td className="number">{business.sessions_this_month.toLocaleString()}</td>
                                    <td>{business.last_active_on ?? "–"}</td>
                                </tr>
                            ))}
                        </tbody>
                    </table>
                </div>
            )}
            <div className="pages">
                <button type="button" className="quiet" disabled={cursors.length === 1} onClick={() => setCursors(cursors.slice(0, -1))}>Newer</button>
                <button type="button" className="quiet" disabled={page.state !== "there" || page.value.next_cursor === null}
                    onClick={() => page.state === "there" && setCursors([...cursors, page.value.next_cursor])}>Older</button>
            </div>
        </section>
    );
}
