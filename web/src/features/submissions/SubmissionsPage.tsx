import { useState } from "react";
import type { Submission } from "../../api/records";
import { type Desk, useRevision } from "../../shared/desk";
import { Trouble } from "../../shared/Entry";
import { formatDayTime, formatPhone } from "../../shared/format";
import { RecordSheet } from "../../shared/RecordSheet";
import { useLoaded, valueOf } from "../../shared/useLoaded";
import { useSettled } from "../../shared/useSettled";
import { Answers } from "./Answers";

/** What callers answered to the business's own questions. */
export function SubmissionsPage({ desk, opened }: { desk: Desk; opened: string | null }) {
    const { timeZone } = desk.business;
    const [status, setStatus] = useState("");
    const [search, setSearch] = useState("");
    const wanted = useSettled(search);
    const [pages, setPages] = useState(1);
    const [open, setOpen] = useState(opened);
    const revision = useRevision(desk.changes, "submission");
    const loaded = useLoaded(`${revision} ${status} ${wanted} ${pages}`, () => read(desk, status, wanted, pages));
    const { submissions, hasMore } = valueOf(loaded) ?? { submissions: [], hasMore: false };
    return (
        <div className="submissions">
            <div className="toolbar">
                <h2 className="visually-hidden">Requests</h2>
                <select className="toolbar-select" aria-label="State" value={status} onChange={(event) => { setStatus(event.target.value); setPages(1); }}>
                    <option value="">All</option>
                    {["Open", "In Progress", "Completed", "Cancelled"].map((name) => <option key={name}>{name}</option>)}
                </select>
                <input type="search" className="toolbar-search" aria-label="Find a request by number, name or phone" placeholder="Number, name or phone"
                    value={search} onChange={(event) => { setSearch(event.target.value); setPages(1); }} />
            </div>
            {loaded.state === "failed" && <Trouble problem={loaded.problem} />}
            {loaded.state === "there" && submissions.length === 0 && (
                <p className="blank">{status === "" && wanted === "" ? "None yet. What callers answer to your own questions appears here by itself." : "No request fits."}</p>
            )}
            <ul className="rows rows-sheet" aria-label="Requests">
                {submissions.map((submission) => (
                    <li key={submission.id}>
                        <span>
                            <button type="button" className="row-open" onClick={() => setOpen(submission.id)}><span className="ticket-number">{submission.number}</span> {submission.title}</button>
                            <small>{[submission.customer_name, submission.customer_phone && formatPhone(submission.customer_phone)].filter(Boolean).join(" · ") || "No name"}</small>
                        </span>
                        <span className="row-end">
                            <small>{formatDayTime(submission.created_at, timeZone)}</small>
                            <span className="record-status" data-status={submission.status}>{submission.status}</span>
                        </span>
                    </li>
                ))}
            </ul>
            {hasMore && <p className="buttons"><button type="button" className="step" onClick={() => setPages(pages + 1)}>Older ones</button></p>}
            {open !== null && (
                <RecordSheet key={open} desk={desk} kind="submission" id={open} onClose={() => setOpen(null)}>
                    {(submission) => <><p className="record-headline"><strong>{submission.title}</strong></p><Answers submission={submission} /></>}
                </RecordSheet>
            )}
        </div>
    );
}

async function read({ office }: Desk, status: string, search: string, pages: number): Promise<{ submissions: readonly Submission[]; hasMore: boolean }> {
    const submissions: Submission[] = [];
    let cursor: string | null = null;
    for (let page = 0; page < pages && (page === 0 || cursor !== null); page += 1) {
        const list: Awaited<ReturnType<typeof office.list>> = await office.list("submission", { status, search, cursor });
        submissions.push(...list.entries.map(({ record }) => record as Submission));
        cursor = list.next;
    }
    return { submissions, hasMore: cursor !== null };
}
