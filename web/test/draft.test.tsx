import { button, click, input, show, type } from "./page";
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Order } from "../src/api/records";
import { Overtaken } from "../src/shared/Overtaken";
import { useDraft } from "../src/shared/useDraft";
import { order } from "./trattoria";

const seen = { ...order("1001", "2026-11-21T10:00:00Z"), notes: "" };
const changed: Order = { ...seen, order_status: "Preparing", version: 2 };

/** A form of one field, as a page has it: `saved` is told the version that was meant. */
function Notes({ record, saved }: { record: Order; saved: (notes: string, version: number) => void }) {
    const draft = useDraft<Order, { notes: string }>(record);
    const notes = draft.changes.notes ?? draft.present.notes ?? "";
    return (
        <>
            <label htmlFor="notes">Notes</label>
            <input id="notes" value={notes} onChange={(event) => draft.set({ notes: event.target.value })} />
            <output>{draft.version}</output>
            <button type="button" onClick={() => saved(notes, draft.version)}>Save</button>
            <button type="button" onClick={() => draft.learn(changed)}>Too late</button>
            <Overtaken draft={draft} timeZone="UTC" onKeep={() => saved(notes, draft.present.version)} />
        </>
    );
}

test("what is typed stays when the record changes under it, and is not meant for what was not seen", () => {
    const saved: unknown[] = [];
    const save = (notes: string, version: number) => void saved.push([notes, version]);
    const page = show(<Notes record={seen} saved={save} />);
    type(input(page, "Notes"), "No nuts");
    page.render(<Notes record={changed} saved={save} />);
    assert.equal(input(page, "Notes").value, "No nuts");
    const notice = page.element.querySelector("[role=alert]")?.textContent ?? "";
    for (const words of ["Somebody else has changed this", "Confirmed", "Preparing", "Notes: No nuts"]) assert.ok(notice.includes(words), words);
    click(button(page, "Save"));
    click(button(page, "Save mine all the same"));
    assert.deepEqual(saved, [["No nuts", 1], ["No nuts", 2]]);
    click(button(page, "Leave it as it is now"));
    assert.equal(input(page, "Notes").value, "");
    assert.equal(page.element.querySelector("[role=alert]"), null);
    page.close();
});

test("a record that changes while nobody types is simply shown", () => {
    const page = show(<Notes record={seen} saved={() => undefined} />);
    page.render(<Notes record={{ ...changed, notes: "Ring twice" }} saved={() => undefined} />);
    assert.equal(input(page, "Notes").value, "Ring twice");
    assert.equal(page.element.querySelector("output")?.textContent, "2");
    assert.equal(page.element.querySelector("[role=alert]"), null);
    page.close();
});

test("a change that came too late shows what the server knows, before the feed does", () => {
    const page = show(<Notes record={seen} saved={() => undefined} />);
    type(input(page, "Notes"), "No nuts");
    click(button(page, "Too late"));
    click(button(page, "Look again, keep what I typed"));
    assert.equal(page.element.querySelector("[role=alert]"), null);
    assert.deepEqual([input(page, "Notes").value, page.element.querySelector("output")?.textContent], ["No nuts", "2"]);
    page.close();
});
