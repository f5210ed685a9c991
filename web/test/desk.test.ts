import assert from "node:assert/strict";
import { test } from "node:test";
import type { MenuItem } from "../src/api/kitchen";
import type { Appointment, Ticket } from "../src/api/records";
import { columnsOf as calendarColumns, hoursOf, place } from "../src/features/appointments/calendarLayout";
import { columnsOf } from "../src/features/orders/board";
import { choosing, lineOf, openQuestions, priceOf, wishOf } from "../src/features/orders/orderDraft";
import { byUrgency, deadlineOf, isBreached } from "../src/features/tickets/deadline";
import { differences } from "../src/shared/differences";
import { formatSpan } from "../src/shared/format";
import { clockMinutes, clockText, dayAfter, instantAt, localMoment, weekOf } from "../src/shared/zone";
import { order } from "./trattoria";

const at = "2026-11-21T10:00:00Z";
const NOW = Date.parse(at);
const minutes = (count: number) => new Date(NOW + count * 60_000).toISOString();

test("times of day are those of the business, also when its clocks change", () => {
    assert.deepEqual(localMoment("2026-11-21T03:30:00Z", "America/New_York"), { day: "2026-11-20", minutes: 22 * 60 + 30 });
    for (const day of ["2026-03-07", "2026-03-08", "2026-03-09", "2026-10-31", "2026-11-01", "2026-11-02"]) {
        for (const time of [30, 5 * 60, 9 * 60 + 15, 23 * 60 + 45]) {
            assert.deepEqual(localMoment(instantAt(day, time, "America/New_York"), "America/New_York"), { day, minutes: time });
        }
    }
    assert.equal(instantAt("2026-11-21", 14 * 60 + 30, "Asia/Kolkata"), "2026-11-21T09:00:00Z");
    assert.equal(dayAfter("2026-02-28", 1), "2026-03-01");
    assert.equal(weekOf("2026-11-22"), "2026-11-16");
    assert.equal(weekOf("2026-11-16"), "2026-11-16");
    assert.equal(clockText(clockMinutes("09:05")), "09:05");
    assert.deepEqual([60_000, 3_900_000, 7_200_000, 3 * 86_400_000].map(formatSpan), ["1 min", "1 h 5 min", "2 h", "3 days"]);
});

test("the kitchen's board has what was promised for the earliest time on top, and the last that are done", () => {
    const made = (number: string, order_status: string, ready_at?: string) => ({ ...order(number, at), order_status, ready_at });
    const many = Array.from({ length: 12 }, (_, index) => made(String(2000 + index), "Completed"));
    const board = columnsOf([made("1", "Pending", minutes(30)), made("2", "Pending", minutes(10)), made("5", "Pending", minutes(30)), made("3", "Ready"), made("4", "Cancelled"), ...many]);
    assert.deepEqual(board.map(({ status }) => status), ["Pending", "Confirmed", "Preparing", "Ready", "Done"]);
    assert.deepEqual(board[0]?.orders.map(({ number }) => number), ["2", "1", "5"]);
    assert.equal(board[4]?.orders.length, 10);
    assert.equal(board[4]?.orders[0]?.number, "2011");
    assert.equal(columnsOf(many, true)[4]?.orders.length, 12);
});

test("a line by hand is sent as a caller would say it", () => {
    const size = { id: "s", name: "Size", role: "size" as const, minimum: 1, options: [{ name: "Small" }, { name: "Large", price_delta: 4 }] };
    const toppings = { id: "t", name: "Toppings", options: [{ name: "Basil", default: true }, { name: "Cheese", price_delta: 1.5 }] };
    const pizza: MenuItem = { id: "m", name: "Margherita", price: 10, option_groups: [size, toppings] };
    let line = lineOf(pizza);
    assert.deepEqual(openQuestions(line), [size]);
    line = choosing(line, size, size.options[0]!, true);
    line = choosing(line, size, size.options[1]!, true);
    line = choosing(line, toppings, toppings.options[0]!, false);
    line = { ...choosing(line, toppings, toppings.options[1]!, true), quantity: 2 };
    assert.deepEqual(openQuestions(line), []);
    assert.equal(priceOf(line), 31);
    assert.deepEqual(wishOf(line), { item: "Margherita", quantity: 2, options: ["Large", "no Basil", "Cheese"], note: undefined });
});

function booking(id: string, from: number, to: number, resource_id = ""): Appointment {
    return { id, number: id, version: 1, service: "Consultation", start: minutes(from), end: minutes(to), resource_id, status: "Confirmed", created_at: at };
}

test("bookings that overlap stand beside one another, and others have the whole column", () => {
    const placed = place([booking("c", 60, 90), booking("a", 0, 30), booking("b", 15, 45), booking("d", 30, 60)], "UTC");
    const lanes = Object.fromEntries(placed.map(({ appointment, lane, lanes }) => [appointment.id, [lane, lanes]]));
    assert.deepEqual(lanes, { a: [0, 2], b: [1, 2], d: [0, 2], c: [0, 1] });
});

test("a day has a column for each resource, a week one for each day", () => {
    const resources = [{ id: "x", name: "Dr. X" }, { id: "y", name: "Dr. Y" }];
    const day = { date: "2026-11-21", open: ["09:00-12:00", "13:00-17:30"], appointments: [booking("a", 0, 30, "x"), booking("b", 0, 30, "y")] };
    const columns = calendarColumns([day], resources, null, "UTC");
    assert.deepEqual(columns.map(({ resource, bookings }) => [resource?.name, bookings.length]), [["Dr. X", 1], ["Dr. Y", 1]]);
    assert.deepEqual(hoursOf(columns), { first: 9, last: 18 });
    assert.equal(calendarColumns([day], resources, "x", "UTC").length, 1);
    const week = calendarColumns([day, { ...day, date: "2026-11-22", appointments: [] }], resources, null, "UTC");
    assert.deepEqual(week.map(({ bookings }) => bookings.map(({ lanes }) => lanes)), [[2, 2], []]);
    assert.deepEqual(hoursOf([]), { first: 9, last: 17 });
});

test("what is due first is on top of the tickets, and what is late says so", () => {
    const ticket = (number: string, changes: Partial<Ticket>): Ticket => ({
        id: number, number, version: 1, category: "Network", priority: "Medium", status: "Open", subject: number, created_at: at, ...changes,
    });
    const late = ticket("1", { respond_by: minutes(-5) });
    const answered = ticket("2", { respond_by: minutes(-5), responded_at: minutes(-10), resolve_by: minutes(60) });
    const urgent = ticket("3", { priority: "Urgent" });
    const plain = ticket("4", {});
    assert.deepEqual(byUrgency([plain, urgent, answered, late], NOW).map(({ number }) => number), ["1", "2", "3", "4"]);
    assert.deepEqual(deadlineOf(late, NOW), { kind: "answer", by: minutes(-5), isLate: true });
    assert.deepEqual(deadlineOf(answered, NOW), { kind: "settle", by: minutes(60), isLate: false });
    assert.equal(deadlineOf({ ...late, status: "Closed" }, NOW), null);
    assert.deepEqual([late, answered, plain].map((one) => isBreached(one, NOW)), [true, false, false]);
});

test("what somebody else changed is said in people's words", () => {
    const before = { ...order("1001", at), ready_at: "2026-11-21T17:00:00Z" };
    const after = { ...before, order_status: "Preparing", notes: "No nuts", ready_at: "2026-11-21T17:30:00Z", version: 2 };
    const said = differences(before, after, "America/New_York").map(({ label, before, after }) => `${label}: ${before} → ${after}`);
    assert.deepEqual(said.map((line) => line.replace(/\s/g, " ")), [
        "State: Confirmed → Preparing", "Notes: nothing → No nuts", "Ready at: Sat, Nov 21, 12:00 PM → Sat, Nov 21, 12:30 PM",
    ]);
});
