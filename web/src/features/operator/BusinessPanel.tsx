import { useState } from "react";
import type { Server } from "../../api/http";
import { archiveAddress, getBusiness, impersonate, resendLetter, resume, suspend } from "../../api/operator";
import { words } from "../../shared/format";
import { asProblem, useLoaded } from "../../shared/useLoaded";

/** One business: how it came to be, what failed, and what its operator can do about it. */
export function BusinessPanel({ id, server, onChange, onClose }: { id: string; server: Server; onChange(): void; onClose(): void }) {
    const [version, setVersion] = useState(0);
    const [trouble, setTrouble] = useState("");
    const loaded = useLoaded(`${id} ${version}`, () => getBusiness(server, id));
    const act = async (work: () => Promise<unknown>) => {
        try {
            await work();
            setTrouble("");
            setVersion((number) => number + 1);
            onChange();
        } catch (error) {
            setTrouble(asProblem(error).message);
        }
    };
    if (loaded.state === "loading") return <aside className="business-panel" aria-busy="true" />;
    if (loaded.state === "failed") {
        return <aside className="business-panel"><p className="notice notice-trouble" role="alert">{loaded.problem.message}</p></aside>;
    }
    const { business, provisioning, failed_letters: letters, failed_webhooks: webhooks, departure } = loaded.value;
    return (
        <aside className="business-panel" aria-labelledby="business-title">
            <header>
                <h2 id="business-title">{business.name === "" ? business.subdomain : business.name}</h2>
                <button type="button" className="quiet" onClick={onClose}>Close</button>
            </header>
            <p className="small-print">
                {business.subdomain} · {business.type} · {business.plan} · {words(business.standing)} · since {business.created_at.slice(0, 10)}
                {business.email !== "" && <> · {business.email}</>}
            </p>
            {trouble !== "" && <p className="notice notice-trouble" role="alert">{trouble}</p>}
            {departure === undefined
                ? (
                    <Acts
                        isSuspended={business.standing === "suspended"}
                        archive={archiveAddress(id)}
                        onStanding={(reason) => act(() => (business.standing === "suspended" ? resume : suspend)(server, id, reason))}
                        onVisit={(reason) => act(async () => { window.open(await impersonate(server, id, reason), "_blank", "noopener"); })}
                    />
                )
                : <p className="notice">Deleted on {departure.requested_at.slice(0, 10)}: {departure.reason}</p>}
            <h3>How it was made</h3>
            <ol className="timeline">
                {provisioning.map((entry) => (
                    <li key={entry.step} data-state={entry.state}>
                        <strong>{words(entry.step.replace(/([A-Z])/g, " $1").toLowerCase())}</strong> {entry.state}
                        {entry.detail !== "" && <small>{entry.detail}</small>}
                    </li>
                ))}
            </ol>
            <h3>What failed</h3>
            {letters.length + webhooks.length === 0 && <p className="small-print">Nothing.</p>}
            <ul className="failures">
                {letters.map((letter) => (
                    <li key={letter.occasion}>
                        Letter to {letter.address} <small>{letter.error ?? letter.occasion}</small>
                        <button type="button" className="link" onClick={() => void act(() => resendLetter(server, letter.occasion))}>Send again</button>
                    </li>
                ))}
                {webhooks.map((message) => <li key={message.id}>Webhook to {message.url} <small>{message.last_error ?? ""}</small></li>)}
            </ul>
        </aside>
    );
}

/** Each needs a reason, which is kept. */
function Acts({ isSuspended, archive, onStanding, onVisit }: {
    isSuspended: boolean;
    archive: string;
    onStanding(reason: string): Promise<void>;
    onVisit(reason: string): Promise<void>;
}) {
    const [reason, setReason] = useState("");
    const hasReason = reason.trim().length >= 3;
    return (
        <div className="acts">
            <label htmlFor="reason">Why (it is kept in the audit log)</label>
            <input id="reason" value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
            <div className="acts-buttons">
                <button type="button" className="quiet" disabled={!hasReason} onClick={() => void onVisit(reason)}>Go in as its owner</button>
                <button type="button" className="quiet" disabled={!hasReason} onClick={() => void onStanding(reason)}>
                    {isSuspended ? "Resume" : "Suspend"}
                </button>
                <a href={archive}>Export</a>
            </div>
        </div>
    );
}
