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
    }
}
