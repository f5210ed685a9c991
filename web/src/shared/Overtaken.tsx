import type { Draft, Versioned } from "./useDraft";
import { differences, isKnownMember, wordsOf } from "./differences";

/** Says what somebody else has changed under a person's hands, and lets the person decide. Nothing that was typed is lost. */
export function Overtaken<Record extends Versioned, Values extends object>({ draft, timeZone, onKeep }: {
    draft: Draft<Record, Values>;
    timeZone: string;
    /** Saves what was typed over it all the same. */
    onKeep(): void;
}) {
    if (draft.overtaken === null) return null;
    const theirs = differences(draft.overtaken, draft.present, timeZone);
    const mine = Object.entries(draft.changes).filter(([member]) => isKnownMember(member));
    return (
        <section className="overtaken" role="alert">
            <h3>Somebody else has changed this meanwhile</h3>
            <dl>
                {theirs.length === 0 && <div><dt>Something</dt><dd>that is not shown here</dd></div>}
                {theirs.map(({ member, label, before, after }) => (
                    <div key={member}><dt>{label}</dt><dd><del>{before}</del> <span aria-hidden="true">→</span> <ins>{after}</ins></dd></div>
                ))}
            </dl>
            {mine.length > 0 && (
                <p>You were about to save {mine.map(([member, value]) => {
                    const { label, text } = wordsOf(member, value, timeZone);
                    return `${label}: ${text}`;
                }).join("; ")}.</p>
            )}
            <p className="buttons">
                <button type="button" className="step step-usual" onClick={onKeep}>Save mine all the same</button>
                <button type="button" className="step" onClick={draft.accept}>Look again, keep what I typed</button>
                <button type="button" className="step" onClick={draft.drop}>Leave it as it is now</button>
            </p>
        </section>
    );
}
