import type { FormEvent, ReactNode } from "react";
import type { BusinessRecord } from "../api/records";
import type { Desk } from "./desk";
import { useUnsaved } from "./Dialog";
import { Trouble } from "./Entry";
import { Overtaken } from "./Overtaken";
import type { Draft, Versioned } from "./useDraft";
import { type Action, useAction } from "./useAction";

/** A form over a record: what is typed is saved as a change of what was seen. The buttons appear with the first change. */
export function RecordEdit<Record extends BusinessRecord["record"], Values extends object>({ desk, entry, draft, members, children }: {
    desk: Desk;
    entry: BusinessRecord;
    draft: Draft<Record, Values>;
    /** What is sent; what was typed where nothing else is said. */
    members?(changes: Partial<Values>): object;
    children(action: Action): ReactNode;
}) {
    const action = useAction();
    useUnsaved(!draft.isEmpty);
    const save = (version: number) =>
        action.run(async () => {
            try {
                const changes = members === undefined ? draft.changes : members(draft.changes);
                draft.learn(await desk.office.changeRecord(entry, changes as { [member: string]: unknown }, version));
                draft.drop();
            } catch (error) {
                // Who was faster is shown by what they changed, not by a sentence.
                if (!isStale(error)) throw error;
                draft.learn(error.present);
            }
        });
    const submit = (event: FormEvent) => {
        event.preventDefault();
        void save(draft.version);
    };
    return (
        <form className="record-edit" onSubmit={submit} aria-busy={action.isBusy}>
            <div className="columns">{children(action)}</div>
            <Overtaken draft={draft} timeZone={desk.business.timeZone} onKeep={() => void save(draft.present.version)} />
            <Trouble problem={action.problem} />
            {!draft.isEmpty && draft.overtaken === null && (
                <p className="buttons">
                    <button type="submit" className="step step-usual" disabled={action.isBusy}>Save</button>
                    <button type="button" className="step" disabled={action.isBusy} onClick={draft.drop}>Undo</button>
                </p>
            )}
        </form>
    );
}

function isStale(error: unknown): error is { present: Versioned } {
    const { status, present } = error as { status?: number; present?: unknown };
    return status === 412 && present !== undefined;
}
