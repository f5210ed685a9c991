import { useEffect, useState, useSyncExternalStore } from "react";
import type { BusinessConfig, BusinessType } from "../../api/business";
import { Problem } from "../../api/http";
import { recordKinds, type RecordKind } from "../../api/records";
import type { RecordView } from "../../shared/RecordView";
import { useNow } from "../../shared/useNow";
import { CallCard } from "./CallCard";
import type { Feed } from "./Feed";
import { BoardRecord, callsInSight, NEW_RECORD_MS } from "./feedState";

const boardTitles: Record<RecordKind, string> = { order: "Orders", appointment: "Appointments", ticket: "Tickets", submission: "Requests" };

/** The board a business of each type always has; others appear with their first record. */
const ownBoard: Record<BusinessType, RecordKind> = {
    restaurant: "order",
    appointment: "appointment",
    support: "ticket",
    custom: "submission",
};

/** What staff leave open all day: the calls in progress, and what came of those before. */
export function LiveBoard({ business, feed, RecordCard }: { business: BusinessConfig; feed: Feed; RecordCard: RecordView }) {
    const state = useSyncExternalStore(feed.subscribe, feed.getState);
    const now = useNow();
    const [listTrouble, list] = useLists(feed);
    const calls = callsInSight(state, now);
    const kinds = recordKinds.filter(
        (kind) => kind === ownBoard[business.type] || state.records.some((record) => record.entry.kind === kind),
    );

    return (
        <div className="live">
            <section className="live-calls" aria-labelledby="live-calls-title">
                <h2 id="live-calls-title">
                    Calls in progress <span className="count">{calls.filter((call) => call.ended === null).length}</span>
                </h2>
                {calls.length === 0 && <p className="blank">Nobody is calling just now. A call appears here the moment it is answered.</p>}
                {calls.map((call) => <CallCard key={call.callId} call={call} now={now} />)}
            </section>
            <div className="live-boards">
                {listTrouble !== null && (
                    <p className="notice notice-trouble" role="alert">
                        What came before could not be loaded. {listTrouble}{" "}
                        <button type="button" className="link" onClick={list}>Try again</button>
                    </p>
                )}
                {kinds.map((kind) => (
                    <Board
                        key={kind}
                        title={boardTitles[kind]}
                        records={state.records.filter((record) => record.entry.kind === kind)}
                        timeZone={business.timeZone}
                        now={now}
                        RecordCard={RecordCard}
                    />
                ))}
            </div>
        </div>
    );
}

function Board({ title, records, timeZone, now, RecordCard }: {
    title: string;
    records: readonly BoardRecord[];
    timeZone: string;
    now: number;
    RecordCard: RecordView;
}) {
    return (
        <section className="board" aria-label={title}>
            <h2>{title} <span className="count">{records.length}</span></h2>
            {records.length === 0 && <p className="blank">None yet. The next one appears by itself.</p>}
            <ul className="board-cards" aria-live="polite" aria-relevant="additions">
                {records.map(({ entry, arrivedAt }) => (
                    <li key={entry.record.id}>
                        <RecordCard entry={entry} timeZone={timeZone} isNew={arrivedAt !== null && now - arrivedAt < NEW_RECORD_MS} />
                    </li>
                ))}
            </ul>
        </section>
    );
}

/** Loads the records of before, and says why that failed. */
function useLists(feed: Feed): [trouble: string | null, list: () => void] {
    const [trouble, setTrouble] = useState<string | null>(null);
    const [attempt, setAttempt] = useState(0);
    useEffect(() => {
        feed.list().then(
            () => setTrouble(null),
            (error: unknown) => setTrouble(error instanceof Problem ? error.message : "The answer could not be read."),
        );
    }, [feed, attempt]);
    return [trouble, () => setAttempt(attempt + 1)];
}
