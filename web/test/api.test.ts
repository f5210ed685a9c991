import assert from "node:assert/strict";
import { test } from "node:test";
import { reconnectDelay } from "../src/api/backoff";
import { parseCallMessage, resumeAddress } from "../src/api/callSocket";
import { feedAddress, parseFeedMessage } from "../src/api/feedSocket";
import { Problem, Server } from "../src/api/http";
import { formatDuration, formatMoney, formatPhone } from "../src/shared/format";

function serverAnswering(body: string, status: number, type = "application/problem+json"): Server {
    return new Server(() => Promise.resolve(new Response(body, { status, headers: { "Content-Type": type } })));
}

async function problemOf(request: Promise<unknown>): Promise<Problem> {
    try {
        await request;
    } catch (error) {
        if (error instanceof Problem) return error;
    }
    throw new Error("The request did not fail with a problem");
}

test("a refusal is told in the server's own words", async () => {
    const body = JSON.stringify({ type: "https://voice.example/problems/quota-reached", title: "Quota", detail: "Call again tomorrow." });
    const problem = await problemOf(serverAnswering(body, 429).get("/api/demo"));
    assert.deepEqual([problem.code, problem.status, problem.message], ["quota-reached", 429, "Call again tomorrow."]);
});

test("a refusal that is no problem document still makes a sentence", async () => {
    const problem = await problemOf(serverAnswering("<h1>Bad gateway</h1>", 502, "text/html").get("/api/demo"));
    assert.match(problem.message, /at our end/);
});

test("no answer at all is unreachable", async () => {
    const problem = await problemOf(new Server(() => Promise.reject(new TypeError("Failed to fetch"))).get("/api/demo"));
    assert.deepEqual([problem.code, problem.status], ["unreachable", 0]);
});

test("a key travels in the header and nowhere else", async () => {
    const requests: Request[] = [];
    const server = new Server((path, init) => {
        requests.push(new Request(`http://trattoria.localhost${String(path)}`, init));
        return Promise.resolve(new Response("{}"));
    });
    await server.get("/api/business/trattoria/orders", { key: "sk_secret" });
    assert.equal(requests[0]?.headers.get("Authorization"), "Bearer sk_secret");
    assert.ok(!requests[0]?.url.includes("sk_secret"));
});

test("a call is joined from its beginning and resumed after what was seen", () => {
    const joinUrl = "ws://trattoria.localhost:3000/api/sessions/s1/socket?token=t";
    assert.equal(resumeAddress(joinUrl, 0), joinUrl);
    assert.equal(resumeAddress(joinUrl, 12), `${joinUrl}&after=12`);
});

test("messages of unknown types, and what is no message, are ignored", () => {
    for (const text of ['{"type":"weather"}', "null", "[]", "7", "{", '{"type":5}']) {
        assert.equal(parseCallMessage(text), null, text);
        assert.equal(parseFeedMessage(text), null, text);
    }
    assert.equal(parseCallMessage('{"type":"state","state":"idle","mood":"good"}')?.type, "state");
});

test("a secure page asks for a secure feed", () => {
    assert.equal(feedAddress({ protocol: "https:", host: "trattoria.example" }), "wss://trattoria.example/realtime");
    assert.equal(feedAddress({ protocol: "http:", host: "trattoria.localhost:3000" }), "ws://trattoria.localhost:3000/realtime");
});

test("waits grow from 400 ms to 15 s, spread over a quarter either way", () => {
    assert.deepEqual([0, 1, 2, 9].map((failures) => reconnectDelay(failures, 0.5)), [400, 800, 1600, 15_000]);
    assert.deepEqual([reconnectDelay(0, 0), reconnectDelay(0, 1)], [300, 500]);
});

test("money has as many decimals as its currency", () => {
    assert.match(formatMoney({ minorUnits: 6996, currency: "USD" }), /69\.96/);
    assert.match(formatMoney({ minorUnits: 1200, currency: "JPY" }), /1,200$/);
});

test("numbers and durations read as people write them", () => {
    assert.deepEqual([formatPhone("+14155550101"), formatPhone("+353861234567")], ["+1 415 555 0101", "+353861234567"]);
    assert.deepEqual([formatDuration(125_000), formatDuration(-1)], ["2:05", "0:00"]);
});
