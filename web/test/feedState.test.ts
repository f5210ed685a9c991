import assert from "node:assert/strict";
import { test } from "node:test";
import type { FeedEvent, FeedMessage, SubscribedMessage } from "../src/api/feedSocket";
import type { BusinessRecord } from "../src/api/records";
import { callsInSight, ENDED_CALL_SHOWN_MS, FeedState, initialFeedState, reduceFeed } from "../src/features/live/feedState";
import { order, orderForm } from "./trattoria";

const at = "2026-11-21T10:00:00Z";
const NOW = Date.parse(at);

function received(state: FeedState, ...messages: FeedMessage[]): FeedState {
    return messages.reduce((folded, message) => reduceFeed(folded, { type: "received", message, now: NOW }), state);
}

function subscribed(position: number, ...calls: string[]): SubscribedMessage {
    const inProgress = calls.map((callId) => ({ callId, startedAt: at, form: orderForm }));
    return { type: "subscribed", businessId: "trattoria", position, calls: inProgress };
}

function line(position: number, callId: string, text: string): FeedEvent {
    return { type: "transcript", position, callId, sequence: position, at, role: "user", text, ordinal: position };
}

function placed(position: number, number: string): FeedEvent {
    return { type: "record", position, callId: "ada", sequence: position, at, kind: "order", record: order(number, at) };
}

/** The state once the lists have answered with one order, an hour old. */
function listed(number: string, state = initialFeedState): FeedState {
    return reduceFeed(state, { type: "listed", records: [{ kind: "order", record: order(number, "2026-11-21T09:00:00Z") }] });
}

test("a subscription begins with the calls in progress", () => {
    const state = received(initialFeedState, subscribed(7, "ada", "grace"));
    assert.deepEqual(state.calls.map((call) => call.callId), ["ada", "grace"]);
    assert.equal(state.position, 7);
});

test("resuming shows what was missed, and nothing twice", () => {
    const before = received(initialFeedState, subscribed(0, "ada"), line(1, "ada", "hello"), line(2, "ada", "two lasagne"));
    const missed = [line(2, "ada", "two lasagne"), line(3, "ada", "for pickup"), line(4, "grace", "hi")];
    const resumed = received(before, subscribed(4, "ada", "grace"), ...missed);
    assert.deepEqual(resumed.calls.map((call) => call.lines.map((one) => one.text)), [["hello", "two lasagne", "for pickup"], ["hi"]]);
    assert.equal(resumed.position, 4);
});

test("staff see of a sentence what the caller heard of it", () => {
    const cut = (position: number, text: string, ordinal: number): FeedEvent =>
        ({ ...line(position, "ada", text), ordinal, interrupted: true } as FeedEvent);
    const state = received(
        initialFeedState, subscribed(0, "ada"), line(1, "ada", "So: two pizzas."), line(2, "ada", "Anything else?"),
        cut(3, "So: two", 1), cut(4, "", 2), line(5, "ada", "wait"));
    assert.deepEqual(state.calls.map((call) => call.lines.map((one) => one.text)), [["So: two …", "wait"]]);
});

test("a feed that has begun anew is followed from its beginning", () => {
    const state = received(received(initialFeedState, subscribed(900, "ada")), subscribed(2, "grace"), line(3, "grace", "hi"));
    assert.deepEqual(state.calls.map((call) => call.callId), ["grace"]);
    assert.equal(state.position, 3);
});

test("a record that arrives comes first and is new; one from the list is not", () => {
    const state = received(listed("1001"), subscribed(0), placed(1, "1002"));
    assert.deepEqual(state.records.map(({ entry, arrivedAt }) => [entry.record.number, arrivedAt]), [["1002", NOW], ["1001", null]]);
});

test("a record in both the list and the feed is shown once, whichever comes first", () => {
    const inFeedFirst = listed("1002", received(initialFeedState, subscribed(0), placed(1, "1002")));
    assert.equal(inFeedFirst.records.length, 1);
    const inListFirst = received(listed("1002"), subscribed(0), placed(1, "1002"));
    assert.equal(inListFirst.records.length, 1);
});

test("an order and a ticket of the same id are two records", () => {
    const record = order("1002", at);
    const ticket = { ...record, category: "Delivery", priority: "High", status: "Open", subject: "Cold" };
    const records: BusinessRecord[] = [{ kind: "order", record }, { kind: "ticket", record: ticket }];
    const state = reduceFeed(initialFeedState, { type: "listed", records });
    assert.equal(state.records.length, 2);
});

test("an ended call stays in sight for a while, after those in progress", () => {
    const ended: FeedEvent = { type: "call_ended", position: 1, callId: "ada", sequence: 1, at, outcome: "order" };
    const state = received(initialFeedState, subscribed(0, "ada", "grace"), ended);
    assert.deepEqual(callsInSight(state, NOW).map((call) => call.callId), ["grace", "ada"]);
    assert.deepEqual(callsInSight(state, NOW + ENDED_CALL_SHOWN_MS).map((call) => call.callId), ["grace"]);
});

test("only the last things said are kept", () => {
    const lines = Array.from({ length: 50 }, (_, index) => line(index + 1, "ada", String(index)));
    const state = received(initialFeedState, subscribed(0), ...lines);
    assert.deepEqual(state.calls[0]?.lines.map((one) => one.text), ["44", "45", "46", "47", "48", "49"]);
});
