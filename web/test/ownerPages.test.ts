import assert from "node:assert/strict";
import { test } from "node:test";
import type { Subscription } from "../src/api/billing";
import type { APIKey } from "../src/api/keys";
import { placeOf, suffices } from "../src/app/navigation";
import { browserName } from "../src/features/account/browserName";
import { purposeOf, standingOf } from "../src/features/people/keyWords";
import { forecast } from "../src/features/plan/forecast";
import { standingSentence } from "../src/features/plan/standing";

const period = { start: "2026-11-01T00:00:00Z", end: "2026-12-01T00:00:00Z" };
const overagePrice = { minorUnits: 75, currency: "USD" };
const on = (day: number) => Date.UTC(2026, 10, day);

test("what a month comes to is told at the pace so far, with what is beyond the plan", () => {
    assert.deepEqual(forecast({ period, sessions: 60, includedSessions: 100 }, { overagePrice }, on(16)), { sessions: 120, beyond: 20, cost: 1500 });
    assert.deepEqual(forecast({ period, sessions: 10, includedSessions: 100 }, { overagePrice }, on(16)), { sessions: 20, beyond: 0, cost: 0 });
    assert.equal(forecast({ period, sessions: 900, includedSessions: null }, { overagePrice: null }, on(16))?.beyond, 0);
});

test("on its first day nothing is said of a month, and after its end no more than was used", () => {
    assert.equal(forecast({ period, sessions: 3, includedSessions: 100 }, { overagePrice }, on(1) + 3_600_000), null);
    assert.equal(forecast({ period, sessions: 80, includedSessions: 100 }, { overagePrice }, on(40))?.sessions, 80);
});

test("who tries the platform is told until when, and what to do", () => {
    const trial = { standing: "trialing", status: "trialing", collection: "none", trialEndsAt: "2026-12-05T00:00:00Z", period } as unknown as Subscription;
    const day = (instant: string) => instant.slice(0, 10);
    assert.match(standingSentence(trial, day), /free until 2026-12-05\. Choose a plan/);
    assert.match(standingSentence({ ...trial, collection: "invoice" }, day), /the first month is charged then/);
    assert.match(standingSentence({ ...trial, status: "complimentary" }, day), /not charged/);
});

const key: APIKey = { id: "1", kind: "secret", prefix: "va_live_3kTz", label: "till", scopes: ["records:read"], origins: [], createdAt: period.start };

test("a key is good, ending while another takes its place, or over", () => {
    assert.equal(standingOf(key, on(5)), "good");
    assert.equal(standingOf({ ...key, expiresAt: "2026-11-06T00:00:00Z" }, on(5)), "ending");
    assert.equal(standingOf({ ...key, expiresAt: "2026-11-04T00:00:00Z" }, on(5)), "over");
    assert.equal(standingOf({ ...key, revokedAt: "2026-11-04T00:00:00Z" }, on(5)), "over");
});

test("what a key is good for is told in words", () => {
    assert.equal(purposeOf(key, 7), "Read calls, orders, bookings, tickets");
    assert.equal(purposeOf({ ...key, scopes: ["a", "b"] }, 2), "Everything");
    assert.equal(purposeOf({ ...key, kind: "publishable", origins: ["https://www.roma.example"] }, 7), "Starts calls from https://www.roma.example");
});

test("a browser is called what people call it", () => {
    assert.equal(browserName("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36 Edg/120.0"), "Edge on Windows");
    assert.equal(browserName("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Version/17.0 Safari/604.1"), "Safari on iPhone");
    assert.equal(browserName("curl/8.5"), "curl/8.5");
    assert.equal(browserName(""), "Unknown");
});

test("a path is at a place when it is its path or below it, and a role opens what those below it open", () => {
    assert.equal(placeOf("/settings/hours")?.title, "Settings");
    assert.equal(placeOf("/settingsx"), null);
    assert.equal(placeOf("/"), null);
    assert.ok(suffices("owner", "manager") && suffices("manager", "manager") && !suffices("staff", "manager"));
});
