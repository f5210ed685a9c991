import { listPath, RecordKind } from "../api/records";
import { type Desk, useRevision } from "./desk";
import { isKnownMember, wordsOf } from "./differences";
import { Trouble } from "./Entry";
import { formatDayTime } from "./format";
import { useLoaded } from "./useLoaded";

/** Who did what to a record, newest first. */
export function RecordHistory({ desk, kind, id }: { desk: Desk; kind: RecordKind; id: string }) {
    const { timeZone } = desk.business;
    const revision = useRevision(desk.changes, kind);
    const history = useLoaded(`${id} ${revision}`, () => desk.office.history(listPath[kind], id));
    return (
        <details className="history">
            <summary>History</summary>
            {history.state === "failed" && <Trouble problem={history.problem} />}
            {history.state === "there" && (
                <ol>
                    {history.value.map((entry) => (
                        <li key={`${entry.version} ${entry.at} ${entry.action}`}>
                            <strong>{sentenceCase(entry.action.replace(/-/g, " "))}</strong> by {entry.author}
                            <span className="small-print"> {formatDayTime(entry.at, timeZone)}</span>
                            <ul>
                                {Object.entries(entry.changes).filter(([member]) => isKnownMember(member)).map(([member, { before, after }]) => {
                                    const [was, is] = [wordsOf(member, before, timeZone), wordsOf(member, after, timeZone)];
                                    return <li key={member}>{was.label}: <del>{was.text}</del> <span aria-hidden="true">→</span> <ins>{is.text}</ins></li>;
                                })}
                            </ul>
                        </li>
                    ))}
                </ol>
            )}
        </details>
    );
}

function sentenceCase(text: string): string {
    return text.charAt(0).toUpperCase() + text.slice(1);
}
