import assert from "node:assert/strict";
import { test } from "node:test";
import type { Appointment, BusinessRecord, Ticket } from "../src/api/records";
import { stepsOf } from "../src/shared/steps";
import { order } from "./trattoria";

const at = "2026-11-21T10:00:00Z";
const NOW = Date.parse(at);

function labels(entry: BusinessRecord, now = NOW): string[] {
    return stepsOf(entry, now).map((step) => step.label);
}

test("an order goes through the kitchen with one button after the other", () => {
    const seen: string[] = [];
    let record = { ...order("1001", at), order_status: "Pending" };
    for (;;) {
        const usual = stepsOf({ kind: "order", record }, NOW).find((step) => step.isUsual);
        if (usual === undefined) break;
        record = { ...record, order_status: usual.change.order_status ?? "" };
        seen.push(record.order_status);
    }
    assert.deepEqual(seen, ["Confirmed", "Preparing", "Ready", "Completed"]);
});

test("nobody has stayed away from a booking before it begins", () => {
    const record: Appointment = {
        id: "a1", number: "1001", version: 1, service: "Consultation", start: at, end: at, status: "Confirmed", created_at: at,
    };
    assert.deepEqual(labels({ kind: "appointment", record }, NOW - 1), ["Cancel booking"]);
    assert.deepEqual(labels({ kind: "appointment", record }), ["They came", "No-show"]);
});

test("a ticket that is the same as another is left alone", () => {
    const record: Ticket = {
        id: "t1", number: "1001", version: 1, category: "Network", priority: "High", status: "Closed", subject: "Wifi", created_at: at,
    };
    assert.deepEqual(labels({ kind: "ticket", record }), ["Open again"]);
    assert.deepEqual(labels({ kind: "ticket", record: { ...record, merged_into: "1000" } }), []);
});
