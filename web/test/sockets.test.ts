import "./browser";
import assert from "node:assert/strict";
import { test } from "node:test";
import { WebSocket as ServedSocket, WebSocketServer } from "ws";
import { Server } from "../src/api/http";
import { ResumingSocket } from "../src/api/resumingSocket";
import { Call } from "../src/features/calls/Call";
import type { CallState } from "../src/features/calls/callState";

/** A call server on a free port; `serve` is told of each connection and how manieth it is. */
async function listen(serve: (socket: ServedSocket, address: string, count: number) => void) {
    let count = 0;
    const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
    await new Promise<void>((resolve) => server.once("listening", resolve));
    server.on("connection", (socket, request) => serve(socket, request.url, (count += 1)));
    const joinUrl = `ws://127.0.0.1:${server.address().port}/api/sessions/s1/socket?token=t`;
    const answer = () => Promise.resolve(new Response(JSON.stringify({ sessionId: "s1", joinUrl })));
    return { joinUrl, http: new Server(answer), close: () => server.close() };
}

function until(call: Call, isSo: (state: CallState) => boolean): Promise<void> {
    return new Promise((resolve) => {
        const stop = call.subscribe(() => check());
        const check = () => {
            if (!isSo(call.getState())) return;
            stop();
            resolve();
        };
        check();
    });
}

function agentSays(text: string, sequence: number): string {
    return JSON.stringify({ type: "transcript", role: "agent", medium: "text", text, final: true, ordinal: sequence, sequence });
}

class Ear {
    heard = 0;
    cleared = 0;
    play(pcm: ArrayBuffer): void {
        this.heard += pcm.byteLength;
    }
    clear(): void {
        this.cleared += 1;
    }
}

test("a call that is cut off goes on where it was, with its medium and without repeating itself", async () => {
    const addresses: string[] = [];
    const told: string[] = [];
    const server = await listen((socket, address, count) => {
        addresses.push(address);
        socket.on("message", (data) => {
            told.push(String(data));
            if (count === 1) {
                socket.send(agentSays("Hello", 1));
                socket.send(agentSays("What can I get you?", 2), () => socket.close(1001));
            } else {
                socket.send(agentSays("What can I get you?", 2));
                socket.send(agentSays("Anything else?", 3));
            }
        });
    });
    const call = new Call(server.http, new Ear());
    await call.start("text");
    await until(call, (state) => state.transcript.length === 3);
    assert.deepEqual(addresses, ["/api/sessions/s1/socket?token=t", "/api/sessions/s1/socket?token=t&after=2"]);
    assert.deepEqual(call.getState().transcript.map((utterance) => utterance.text), ["Hello", "What can I get you?", "Anything else?"]);
    assert.deepEqual(told, Array(2).fill('{"type":"set_output_medium","medium":"text"}'));
    call.leave();
    server.close();
});

test("the agent's audio is played until the server says to clear it", async () => {
    const server = await listen((socket) => {
        socket.send(Buffer.alloc(640));
        socket.send(Buffer.alloc(640));
        socket.send(JSON.stringify({ type: "playback_clear_buffer" }));
        socket.send(JSON.stringify({ type: "state", state: "listening" }));
    });
    const ear = new Ear();
    const call = new Call(server.http, ear);
    await call.start("voice");
    await until(call, (state) => state.agent === "listening");
    assert.deepEqual([ear.heard, ear.cleared], [1280, 1]);
    call.leave();
    server.close();
});

test("what the caller does is sent as the contract says", async () => {
    const told: unknown[] = [];
    const server = await listen((socket) => {
        socket.on("message", (data, isBinary) => {
            told.push(isBinary ? data.length : JSON.parse(String(data)));
            if (String(data).includes("hang_up")) {
                socket.send(JSON.stringify({ type: "call_ended", outcome: "none", sequence: 1 }));
                socket.close(1000);
            }
        });
    });
    const call = new Call(server.http, new Ear());
    await call.start("voice");
    await until(call, (state) => state.connection === "open");
    assert.ok(call.say("two lasagne"));
    call.edit("lines[0]", "3");
    call.press("5");
    call.sendAudio(new Int16Array(320).buffer);
    call.hangUp();
    await until(call, (state) => state.phase === "ended" && state.connection === "closed");
    assert.deepEqual(told, [
        { type: "user_text_message", text: "two lasagne" },
        { type: "form_edit", field: "lines[0]", value: "3" },
        { type: "keypad", digits: "5" },
        640,
        { type: "hang_up" },
    ]);
    assert.equal(call.say("hello?"), false);
    server.close();
});

test("a page loaded again goes on with the call that was on", async () => {
    const addresses: string[] = [];
    const server = await listen((socket, address) => {
        addresses.push(address);
        socket.send(agentSays("Hello", 1));
    });
    const before = new Call(server.http, new Ear());
    await before.start("text");
    await until(before, (state) => state.transcript.length === 1);
    before.leave();
    const after = new Call(server.http, new Ear());
    after.resume();
    await until(after, (state) => state.transcript.length === 1);
    assert.deepEqual(addresses, Array(2).fill("/api/sessions/s1/socket?token=t"));
    after.leave();
    server.close();
});

test("a call that could not be started says why, and can be tried again", async () => {
    const call = new Call(new Server(() => Promise.reject(new TypeError("Failed to fetch"))), new Ear());
    await call.start("text");
    assert.equal(call.getState().phase, "ready");
    assert.match(call.getState().trouble ?? "", /cannot be reached/);
});

test("a final close code is told once and ends the attempts", async () => {
    const server = await listen((socket) => socket.close(4401));
    const code = await new Promise<number>((resolve) => {
        new ResumingSocket({
            address: () => server.joinUrl, opened: () => undefined, received: () => undefined, statusChanged: () => undefined,
            finalCloseCodes: [4401], closed: resolve,
        });
    });
    assert.equal(code, 4401);
    server.close();
});
