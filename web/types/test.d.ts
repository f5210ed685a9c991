/** The parts of Node that the tests use: Debian's packages bring no @types/node beside NodeSource's node. */
declare module "node:test" {
    export function test(name: string, body: () => void | Promise<void>): Promise<void>;
    export function describe(name: string, body: () => void): void;
    export function beforeEach(body: () => void | Promise<void>): void;
    export function afterEach(body: () => void | Promise<void>): void;
}

declare module "node:assert/strict" {
    interface Assert {
        equal(actual: unknown, expected: unknown, message?: string): void;
        deepEqual(actual: unknown, expected: unknown, message?: string): void;
        ok(value: unknown, message?: string): asserts value;
        match(value: string, pattern: RegExp, message?: string): void;
        rejects(promise: Promise<unknown>, check: (error: unknown) => boolean): Promise<void>;
    }
    const assert: Assert;
    export default assert;
}

declare module "jsdom" {
    export class JSDOM {
        constructor(html: string, options: { url: string; pretendToBeVisual?: boolean });
        readonly window: Window & typeof globalThis;
        reconfigure(options: { url: string }): void;
    }
}

/** The WebSocket server that jsdom brings along. */
declare module "ws" {
    export class WebSocket {
        on(event: "message", listener: (data: Uint8Array, isBinary: boolean) => void): void;
        send(data: string | Uint8Array, sent?: () => void): void;
        close(code: number): void;
    }
    export class WebSocketServer {
        constructor(options: { port: number; host: string });
        once(event: "listening", listener: () => void): void;
        on(event: "connection", listener: (socket: WebSocket, request: { url: string }) => void): void;
        address(): { port: number };
        close(): void;
    }
}

declare const Buffer: { alloc(size: number): Uint8Array };

/** Debian leaves this one out of its React types. */
declare module "react-dom/test-utils" {
    export function act(change: () => void): void;
}
