import { visit } from "./browser";
import { act, show } from "./page";
import assert from "node:assert/strict";
import { test } from "node:test";
import { WebSocket as ServedSocket, WebSocketServer } from "ws";
import { Server } from "../src/api/http";
import { StaffPage } from "../src/app/StaffPage";
import { order, orderForm, trattoria } from "./trattoria";

const KEY = "sk_ada";
const at = "2026-11-21T10:00:00Z";

/** The staff page of a business whose feed is real and whose lists hold order 1001. */
async function openStaffPage(
    serve: (socket: ServedSocket, subscription: { key?: string; after?: number }) => void, account: object | null = null,
) {
    const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
    await new Promise<void>((resolve) => server.once("listening", resolve));
    server.on("connection", (socket) => socket.on("message", (data) => serve(socket, JSON.parse(String(data)))));
    visit(`http://127.0.0.1:${server.address().port}/staff${account === null ? `#key=${KEY}` : ""}`);
    const changes: object[] = [];
    const lists = new Server((path, init) => {
        if (init?.method === "PATCH") {
            const sent = new Headers(init.headers);
            changes.push({ path, version: sent.get("If-Match"), body: JSON.parse(String(init.body)) });
            return Promise.resolve(new Response(JSON.stringify({ type: "/docs/errors#stale" }), { status: 412 }));
        }
        if (path === "/api/account") return Promise.resolve(new Response(JSON.stringify(account ?? {}), { status: account === null ? 401 : 200 }));
        if (path === "/api/account/sign-out") return Promise.resolve(new Response(null, { status: 204 }));
        const data = String(path).includes("/orders") ? [order("1001", "2026-11-21T09:00:00Z")] : [];
        return Promise.resolve(new Response(JSON.stringify({ data, next_cursor: null })));
    });
    const page = show(<StaffPage business={trattoria} server={lists} />);
    return {
        page,
        changes,
        close: () => {
            sessionStorage.clear();
            page.close();
            server.close();
        },
    };
}

/** Waits until the page holds these words. */
async function shows(element: HTMLElement, words: string): Promise<void> {
    while (element.textContent?.includes(words) !== true) {
        await new Promise<void>((resolve) => {
            const observer = new window.MutationObserver(() => {
                observer.disconnect();
                resolve();
            });
            observer.observe(element, { childList: true, subtree: true, characterData: true });
        });
    }
    act(() => undefined);
}

test("calls move and orders arrive on an open staff page, and the key leaves the address bar", async () => {
    const subscriptions: unknown[] = [];
    const { page, close } = await openStaffPage((socket, subscription) => {
        subscriptions.push(subscription);
        const send = (message: object) => socket.send(JSON.stringify(message));
        const call = { callId: "ada", startedAt: at, phone: "+14155550101", form: null };
        send({ type: "subscribed", businessId: "trattoria", position: 0, calls: [call] });
        send({ type: "transcript", position: 1, callId: "ada", sequence: 1, at, role: "user", text: "two lasagne please", ordinal: 1 });
        send({ type: "form", position: 2, callId: "ada", sequence: 2, at, form: orderForm });
        send({ type: "record", position: 3, callId: "ada", sequence: 3, at, kind: "order", record: order("1042", at) });
    });
    assert.equal(window.location.hash, "");
    for (const words of ["Live", "two lasagne please", "2 × Lasagne", "Order 1042", "Order 1001"]) await shows(page.element, words);
    assert.deepEqual([...page.element.querySelectorAll(".record-new h3")].map((title) => title.textContent), ["Order 1042"]);
    assert.deepEqual(subscriptions, [{ type: "subscribe", key: KEY }]);
    close();
});

test("a button changes the version that the page knows, and says so when somebody was faster", async () => {
    const { page, close, changes } = await openStaffPage((socket) => {
        socket.send(JSON.stringify({ type: "subscribed", businessId: "trattoria", position: 0, calls: [] }));
    });
    await shows(page.element, "Start making it");
    const button = [...page.element.querySelectorAll("button")].find((one) => one.textContent === "Start making it");
    act(() => button?.click());
    await shows(page.element, "Somebody else has just changed this");
    assert.deepEqual(changes, [{ path: "/api/business/trattoria/orders/order-1001", version: "\"1\"", body: { order_status: "Preparing" } }]);
    close();
});

test("a staff page that was cut off asks for what it missed", async () => {
    const { page, close } = await openStaffPage((socket, subscription) => {
        const send = (message: object) => socket.send(JSON.stringify(message));
        send({ type: "subscribed", businessId: "trattoria", position: 7, calls: [] });
        if (subscription.after === undefined) return socket.close(1001);
        const record = order(`after ${subscription.after}`, at);
        send({ type: "record", position: 8, callId: "ada", sequence: 1, at, kind: "order", record });
    });
    await shows(page.element, "Order after 7");
    close();
});

test("who has signed in on this host needs no key", async () => {
    const subscriptions: object[] = [];
    const account = { id: "ada", email: "ada@roma.example", name: "Ada", businesses: [] };
    const { page, close } = await openStaffPage((socket, subscription) => {
        subscriptions.push(subscription);
        socket.send(JSON.stringify({ type: "subscribed", businessId: "trattoria", position: 0, calls: [] }));
        const record = order("1042", at);
        socket.send(JSON.stringify({ type: "record", position: 1, callId: "ada", sequence: 1, at, kind: "order", record }));
    }, account);
    for (const words of ["Order 1042", "Order 1001"]) await shows(page.element, words);
    assert.deepEqual(subscriptions, [{ type: "subscribe" }]);
    close();
});

test("a refused key leads back to the sign-in, and is forgotten", async () => {
    const { page, close } = await openStaffPage((socket) => socket.close(4401));
    await shows(page.element, "does not open this business");
    assert.equal(sessionStorage.length, 0);
    close();
});

test("a key of another business is refused here", async () => {
    const { page, close } = await openStaffPage((socket) => {
        socket.send(JSON.stringify({ type: "subscribed", businessId: "clinic", position: 0, calls: [] }));
    });
    await shows(page.element, "does not open this business");
    close();
});
