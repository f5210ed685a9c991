import { useState } from "react";
import { Confirm } from "../../shared/Confirm";
import { Dialog } from "../../shared/Dialog";
import { Field } from "../../shared/Field";
import { Form } from "../../shared/Section";
import { useAction } from "../../shared/useAction";
import { Changes } from "./Changes";
import type { Settings } from "./useSettings";

/** What waits to be published, and the way to have it in force or be rid of it. */
export function DraftBar({ settings }: { settings: Settings }) {
    const [opened, open] = useState<"publish" | "discard" | null>(null);
    const [said, say] = useState("");
    const { changes } = settings.draft;
    const count = changes.length === 1 ? "1 change waits" : `${changes.length} changes wait`;
    return (
        <>
            <p role="status" className={said === "" || changes.length > 0 ? "visually-hidden" : "notice notice-good"}>
                {changes.length > 0 ? `${count} to be published` : said}
            </p>
            {changes.length > 0 && (
                <div className="draft-bar">
                    <details>
                        <summary><strong>{count} to be published.</strong> Callers notice nothing of them yet.</summary>
                        <Changes lines={changes} />
                    </details>
                    <span className="draft-bar-buttons">
                        <button type="button" onClick={() => open("discard")}>Discard</button>
                        <button type="button" className="primary" onClick={() => open("publish")}>Publish …</button>
                    </span>
                </div>
            )}
            {opened === "publish" && (
                <Publish
                    settings={settings}
                    onClose={() => open(null)}
                    onPublished={() => say("Published. It is in force now, in calls that are running, too.")}
                />
            )}
            {opened === "discard" && (
                <Confirm
                    title="Discard the draft?"
                    act="Discard it"
                    onConfirm={() => settings.discard().then(() => say("The draft is gone."))}
                    onClose={() => open(null)}
                >
                    <p>Everything stays as callers know it. These changes are lost:</p>
                    <Changes lines={changes} />
                </Confirm>
            )}
        </>
    );
}

function Publish({ settings, onClose, onPublished }: { settings: Settings; onClose(): void; onPublished(): void }) {
    const [note, setNote] = useState("");
    const action = useAction();
    const publish = async () => {
        if (!(await action.run(() => settings.publish(note.trim())))) return;
        onPublished();
        onClose();
    };
    return (
        <Dialog title="Publish these changes?" onClose={onClose}>
            <Form action={action} save="Publish" onSend={() => void publish()} more={<button type="button" onClick={onClose}>Not yet</button>}>
                <Changes lines={settings.draft.changes} />
                <Field label="A note for later (if you like)" placeholder="Summer menu" value={note} onChange={setNote} />
                <p className="small-print">They are in force at once. Under Versions you can go back.</p>
            </Form>
        </Dialog>
    );
}
