import { FormEvent, useState } from "react";
import { listPath, RecordKind } from "../api/records";
import { type Desk, useRevision } from "./desk";
import { useUnsaved } from "./Dialog";
import { Trouble } from "./Entry";
import { formatDayTime } from "./format";
import { useLoaded } from "./useLoaded";
import { useAction } from "./useAction";

type NotedKind = RecordKind | "customer";
const pathOf = (kind: NotedKind) => (kind === "customer" ? "customers" : listPath[kind]);

/** What is written beside a record, and a place to write more. */
export function RecordNotes({ desk, kind, id, mayBePublic = false }: {
    desk: Desk;
    kind: NotedKind;
    id: string;
    /** Whether the customer may be meant: their copy of the conversation. */
    mayBePublic?: boolean;
}) {
    const [text, setText] = useState("");
    const [isPublic, setPublic] = useState(false);
    const [written, setWritten] = useState(0);
    const action = useAction();
    useUnsaved(text.trim() !== "");
    const revision = useRevision(desk.changes, kind);
    const notes = useLoaded(`${id} ${revision} ${written}`, () => desk.office.notes(pathOf(kind), id));
    const write = (event: FormEvent) => {
        event.preventDefault();
        void action.run(() => desk.office.addNote(pathOf(kind), id, text, isPublic)).then((isDone) => {
            if (!isDone) return;
            setText("");
            setWritten(written + 1);
        });
    };
    return (
        <section className="notes" aria-label="Notes">
            <h3>Notes</h3>
            {notes.state === "failed" && <Trouble problem={notes.problem} />}
            {notes.state === "there" && notes.value.length === 0 && <p className="small-print">Nothing is written yet.</p>}
            {notes.state === "there" && (
                <ol>
                    {notes.value.map((note) => (
                        <li key={note.id} className={note.public ? "note note-public" : "note"}>
                            <p className="note-text">{note.text}</p>
                            <p className="small-print">
                                {note.author}, {formatDayTime(note.at, desk.business.timeZone)}
                                {mayBePublic && <span className="note-mark">{note.public ? "Public" : "Internal"}</span>}
                            </p>
                        </li>
                    ))}
                </ol>
            )}
            <form onSubmit={write} aria-busy={action.isBusy}>
                <textarea aria-label="A note" rows={2} maxLength={4000} value={text} placeholder="Write beside it …" onChange={(event) => setText(event.target.value)} />
                <Trouble problem={action.problem} />
                <p className="buttons">
                    {mayBePublic && (
                        <label className="choice">
                            <input type="checkbox" checked={isPublic} onChange={(event) => setPublic(event.target.checked)} /> The customer may read it
                        </label>
                    )}
                    <button type="submit" className="step" disabled={action.isBusy || text.trim() === ""}>Add the note</button>
                </p>
            </form>
        </section>
    );
}
