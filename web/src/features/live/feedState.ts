import type { Outcome, Role } from "../../api/callSocket";
import type { CallInProgress, FeedMessage, FeedTranscript } from "../../api/feedSocket";
import type { Form } from "../../api/form";
import type { BusinessRecord } from "../../api/records";
import type { ConnectionStatus } from "../../api/resumingSocket";

/** How many of the last things said are kept of each call. */
const LINES_KEPT = 6;
/** How long an ended call stays in sight, and a record counts as new. Milliseconds. */
export const ENDED_CALL_SHOWN_MS = 20_000;
export const NEW_RECORD_MS = 60_000;

/** A business's day as its staff see it: the fold of its feed and of the lists it started from. */
export interface FeedState {
    readonly connection: ConnectionStatus;
    /** Where to resume: the last `position` seen; null before the first subscription. */
    readonly position: number | null;
    /** In the order they began; those in progress before those that ended. */
    readonly calls: readonly LiveCall[];
    /** Newest first. */
    readonly records: readonly BoardRecord[];
    /** How often records and what else the feed tells of have changed, by kind. */
    readonly revisions: Readonly<Record<string, number>>;
}

export interface LiveCall {
    readonly callId: string;
    readonly startedAt: string;
    readonly phone: string | null;
    readonly form: Form | null;
    /** The last few, oldest first. */
    readonly lines: readonly LiveLine[];
    readonly ended: { readonly outcome: Outcome; readonly at: number } | null;
}

export interface LiveLine {
    readonly sequence: number;
    readonly role: Role;
    readonly text: string;
}

export interface BoardRecord {
    readonly entry: BusinessRecord;
    /** When it came through the feed, in milliseconds of this page's clock; null when it was there before. */
    readonly arrivedAt: number | null;
}

export type FeedStateEvent =
    | { readonly type: "connection"; readonly status: ConnectionStatus }
    | { readonly type: "received"; readonly message: FeedMessage; readonly now: number }
    | { readonly type: "listed"; readonly records: readonly BusinessRecord[] };

export const initialFeedState: FeedState = { connection: "connecting", position: null, calls: [], records: [], revisions: {} };

export function reduceFeed(state: FeedState, event: FeedStateEvent): FeedState {
    switch (event.type) {
        case "connection":
            return { ...state, connection: event.status };
        case "listed":
            return { ...state, records: event.records.reduceRight(addListed, state.records) };
        case "received":
            return receive(state, event.message, event.now);
    }
}

/** The calls to show: those in progress, then for a while those that just ended. */
export function callsInSight(state: FeedState, now: number): readonly LiveCall[] {
    const inProgress = state.calls.filter((call) => call.ended === null);
    const justEnded = state.calls.filter((call) => call.ended !== null && now - call.ended.at < ENDED_CALL_SHOWN_MS);
    return [...inProgress, ...justEnded];
}

function receive(state: FeedState, message: FeedMessage, now: number): FeedState {
    if (message.type === "subscribed") return subscribe(state, message.position, message.calls);
    // A resumed feed may send again what this page has already shown.
    if (state.position !== null && message.position <= state.position) return state;
    const changed = message.type === "record" || message.type === "changed" ? message.kind : null;
    const revisions = changed === null ? state.revisions : { ...state.revisions, [changed]: (state.revisions[changed] ?? 0) + 1 };
    const next = { ...state, position: message.position, revisions };
    switch (message.type) {
        case "call_started":
            return { ...next, calls: withCall(next, message.callId, message.at, (call) => ({ ...call, phone: message.phone ?? null })) };
        case "transcript": {
            const add = (call: LiveCall) => ({ ...call, lines: withLine(call.lines, message) });
            return { ...next, calls: withCall(next, message.callId, message.at, add) };
        }
        case "form":
            return { ...next, calls: withCall(next, message.callId, message.at, (call) => ({ ...call, form: message.form })) };
        case "call_ended": {
            const ended = { outcome: message.outcome, at: now };
            const calls = withCall(next, message.callId, message.at, (call) => ({ ...call, ended }));
            return { ...next, calls: callsInSight({ ...next, calls }, now) };
        }
        case "record": {
            const entry = { kind: message.kind, record: message.record } as BusinessRecord;
            const known = next.records.find((other) => isSame(other.entry, entry));
            if (known === undefined) return { ...next, records: [{ entry, arrivedAt: now }, ...next.records] };
            // A change to a record keeps its place; only one never seen is new.
            return { ...next, records: next.records.map((other) => (other === known ? { ...other, entry } : other)) };
        }
        case "changed":
            return next;
    }
}

function subscribe(state: FeedState, position: number, calls: readonly CallInProgress[]): FeedState {
    // When resuming, what was missed comes next, with positions from ours on. A smaller position is another log: start afresh.
    const isResumed = state.position !== null && state.position <= position;
    const known = isResumed ? state.calls : [];
    const added = calls
        .filter((call) => !known.some((other) => other.callId === call.callId))
        .map((call): LiveCall => ({
            callId: call.callId, startedAt: call.startedAt, phone: call.phone ?? null, form: call.form ?? null, lines: [], ended: null,
        }));
    return { ...state, position: isResumed ? state.position : position, calls: [...known, ...added] };
}

/** The lines with one more, or with one cut to what was heard of it. */
function withLine(lines: readonly LiveLine[], message: FeedTranscript): readonly LiveLine[] {
    const { ordinal, role, text, interrupted } = message;
    const line = { sequence: ordinal, role, text: interrupted === true ? `${text} …` : text };
    if (interrupted !== true) return [...lines, line].slice(-LINES_KEPT);
    return lines.flatMap((known) => (known.sequence !== ordinal ? [known] : text === "" ? [] : [line]));
}

/** The calls with one of them changed; a call not heard of before begins now. */
function withCall(state: FeedState, callId: string, at: string, change: (call: LiveCall) => LiveCall): readonly LiveCall[] {
    if (!state.calls.some((call) => call.callId === callId)) {
        return [...state.calls, change({ callId, startedAt: at, phone: null, form: null, lines: [], ended: null })];
    }
    return state.calls.map((call) => (call.callId === callId ? change(call) : call));
}

function addListed(records: readonly BoardRecord[], entry: BusinessRecord): readonly BoardRecord[] {
    if (records.some((other) => isSame(other.entry, entry))) return records;
    return [...records, { entry, arrivedAt: null }].sort(newestFirst);
}

/** Numbers count up within a business; two records of one second are told apart by them. */
function newestFirst(one: BoardRecord, other: BoardRecord): number {
    return createdAt(other) - createdAt(one) || Number(other.entry.record.number) - Number(one.entry.record.number);
}

function createdAt(record: BoardRecord): number {
    return Date.parse(record.entry.record.created_at);
}

function isSame(one: BusinessRecord, other: BusinessRecord): boolean {
    return one.kind === other.kind && one.record.id === other.record.id;
}
