import { useState } from "react";
import { importMenu, ImportReport } from "../../api/configuration";
import type { Server } from "../../api/http";
import { CheckField, LongField } from "../../shared/Field";
import { Dialog } from "../../shared/Dialog";
import { Form } from "../../shared/Section";
import { useAction } from "../../shared/useAction";
import { Changes } from "./Changes";
import { isTable, WrongLine, wrongLines } from "./importMistakes";
import type { Settings } from "./useSettings";

const example = "name;price;category\nLasagne;14.50;Pasta\nTiramisu;7;Desserts";

/** Takes a whole menu over from a file: first it is tried, and what would change, or is wrong, is shown. */
export function MenuImport({ server, businessId, settings, onClose }: {
    server: Server;
    businessId: string;
    settings: Settings;
    onClose(): void;
}) {
    const [text, setText] = useState("");
    const [name, setName] = useState("");
    const [replaces, setReplaces] = useState(false);
    const [report, setReport] = useState<ImportReport | null>(null);
    const action = useAction();
    const isBlocked = settings.draft.parts.menu !== undefined;
    const reset = () => {
        setReport(null);
        action.clear();
    };
    const choose = async (input: HTMLInputElement) => {
        const file = input.files?.[0];
        if (file === undefined) return;
        setName(file.name);
        setText(await file.text());
        reset();
        // The same file can be chosen again once it is mended.
        input.value = "";
    };
    const send = (isRehearsal: boolean) => importMenu(server, businessId, { text, isTable: isTable(name, text) }, { isRehearsal, replaces });
    const proceed = () => {
        if (report === null) return action.run(async () => setReport(await send(true)));
        return action.run(async () => {
            await send(false);
            await settings.refresh();
        }).then((isDone) => isDone && onClose());
    };
    const wrong = wrongLines(action.problem?.mistakes ?? []);
    return (
        <Dialog title="Import a menu" isWide onClose={onClose}>
            {isBlocked && (
                <p className="notice" role="note">
                    Your draft changes the menu already. Publish it or discard it first: an import is in force at once.
                </p>
            )}
            <Form
                action={wrong.length > 0 ? { ...action, problem: null } : action}
                save={report === null ? "Check the file" : "Take it over now"}
                isDisabled={isBlocked || text.trim() === "" || (report !== null && report.changes.length === 0)}
                onSend={() => void proceed()}
                more={<button type="button" onClick={onClose}>Cancel</button>}
            >
                <p className="input-field">
                    <label htmlFor="menu-file">A file: CSV from a spreadsheet, or JSON</label>
                    <input id="menu-file" type="file" accept=".csv,.json,text/csv,application/json" onChange={(event) => void choose(event.target)} />
                </p>
                <LongField
                    label="Or its text" rows={7} value={text} placeholder={example}
                    hint="The first line names the columns: name, price, category, description, available, aliases, allergens."
                    onChange={(typed) => {
                        setText(typed);
                        setName("");
                        reset();
                    }}
                />
                <CheckField
                    label="What is not in the file leaves the menu" value={replaces}
                    onChange={(value) => {
                        setReplaces(value);
                        reset();
                    }}
                />
                {wrong.length > 0 && <WrongLines lines={wrong} />}
                {report !== null && <Report report={report} />}
            </Form>
        </Dialog>
    );
}

function WrongLines({ lines }: { lines: readonly WrongLine[] }) {
    return (
        <div className="notice notice-trouble" role="alert">
            <p>Nothing was taken over. {lines.length === 1 ? "One thing is" : `${lines.length} things are`} to be put right:</p>
            <ul className="changes">
                {lines.map((line, index) => <li key={index}><strong>{line.place}</strong>: {line.detail}</li>)}
            </ul>
        </div>
    );
}

function Report({ report }: { report: ImportReport }) {
    return (
        <div role="status" className="notice notice-good">
            <p>
                {report.items === 1 ? "One item was" : `${report.items} items were`} read.{" "}
                {report.changes.length === 0 ? "The menu is like that already." : "This would change at once:"}
            </p>
            <Changes lines={report.changes} />
        </div>
    );
}
