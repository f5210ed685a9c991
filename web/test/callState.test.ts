import assert from "node:assert/strict";
import { test } from "node:test";
import type { CallServerMessage } from "../src/api/callSocket";
import { CallEvent, CallState, initialCallState, reduceCall, shownState } from "../src/features/calls/callState";
import { applyEdits } from "../src/features/calls/pendingEdits";
import { order, orderForm } from "./trattoria";

const live: CallState = { ...initialCallState, phase: "live", connection: "open" };

function after(state: CallState, ...events: CallEvent[]): CallState {
    return events.reduce(reduceCall, state);
}

function received(...messages: CallServerMessage[]): CallState {
    return after(live, ...messages.map((message): CallEvent => ({ type: "received", message })));
}

function said(text: string, ordinal: number, sequence: number): CallServerMessage {
    return { type: "transcript", role: "agent", medium: "voice", text, final: true, ordinal, sequence };
}

function hearing(text: string, ordinal: number): CallServerMessage {
    return { type: "transcript", role: "user", medium: "voice", text, final: false, ordinal };
}

test("what a resumed connection sends again is shown once", () => {
    const greeting = said("Trattoria da Ada, what can I get you?", 1, 1);
    const question = said("Anything else?", 2, 2);
    const state = received(greeting, question, greeting, question, said("Goodbye!", 3, 3));
    const texts = state.transcript.map((utterance) => utterance.text);
    assert.deepEqual(texts, ["Trattoria da Ada, what can I get you?", "Anything else?", "Goodbye!"]);
    assert.equal(state.lastSequence, 3);
});

test("interim words give way to the final ones, and never come back", () => {
    const final: CallServerMessage = { ...hearing("two lasagne", 1), final: true, sequence: 1 } as CallServerMessage;
    const state = received(hearing("two", 1), hearing("two la", 1), final, hearing("two la", 1));
    assert.deepEqual(state.transcript.map(({ text, isFinal }) => [text, isFinal]), [["two lasagne", true]]);
});

test("of a sentence that the caller broke into only what was heard stays", () => {
    const cut = (text: string, ordinal: number, sequence: number) => ({ ...said(text, ordinal, sequence), interrupted: true });
    const state = received(said("So: two pizzas.", 1, 1), said("Anything else?", 2, 2), cut("So: two", 1, 3), cut("", 2, 4));
    assert.deepEqual(state.transcript.map(({ text, isCut }) => [text, isCut]), [["So: two", true]]);
    assert.equal(state.lastSequence, 4);
});

test("words of the moment do not move the place to resume from", () => {
    assert.equal(received(said("Hello", 1, 4), hearing("two", 2), { type: "state", state: "thinking" }).lastSequence, 4);
});

test("utterances stand in the order of the conversation, not of their arrival", () => {
    const state = received(said("second", 2, 1), said("first", 1, 2));
    assert.deepEqual(state.transcript.map((utterance) => utterance.text), ["first", "second"]);
});

test("an interim utterance that came to nothing disappears", () => {
    assert.equal(received(hearing("um", 1), hearing("", 1)).transcript.length, 0);
});

test("an agent that is still heard is speaking, until the buffer is cleared", () => {
    const audible = after(received({ type: "state", state: "listening" }), { type: "audible", isAudible: true });
    assert.equal(shownState(audible), "speaking");
    assert.equal(shownState(after(audible, { type: "received", message: { type: "playback_clear_buffer" } })), "listening");
});

test("a value set by hand is seen at once, and the next form settles it", () => {
    const shown = received({ type: "form", form: orderForm, sequence: 1 });
    const edited = after(shown, { type: "edited", field: "customer_name", value: "Grace" });
    assert.equal(applyEdits(orderForm, edited.pendingEdits).fields[2]?.value, "Grace");
    const settled = after(edited, { type: "received", message: { type: "form", form: orderForm, sequence: 2 } });
    assert.equal(applyEdits(orderForm, settled.pendingEdits).fields[2]?.value, "Ada");
});

test("a refused edit is taken back and explained", () => {
    const state = after(live, { type: "edited", field: "lines[0]", value: "900" },
        { type: "received", message: { type: "error", code: "too-many", message: "At most 99 of one item." } });
    assert.deepEqual(state.pendingEdits, {});
    assert.equal(state.trouble, "At most 99 of one item.");
});

test("a line taken away keeps its place until the server agrees, so that the others keep their numbers", () => {
    const lines = applyEdits(orderForm, { "lines[0]": "0" }).fields[0]?.lines;
    assert.deepEqual(lines?.map((line) => [line.item, line.quantity]), [["Lasagne", 0], ["Green Salad", 1]]);
});

test("an ended call keeps its record", () => {
    const record = order("1042", "2026-11-21T10:00:00Z");
    const state = received({ type: "record", kind: "order", record, sequence: 1 }, { type: "call_ended", outcome: "order", sequence: 2 });
    assert.equal(state.phase, "ended");
    assert.equal(state.record?.record.number, "1042");
});

test("another call begins with nothing of the last one", () => {
    const state = after(received(said("Hello", 1, 9)), { type: "starting" });
    assert.deepEqual(state, { ...initialCallState, phase: "starting" });
});
