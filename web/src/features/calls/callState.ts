import type { AgentState, CallServerMessage, Medium, Outcome, Role, TranscriptMessage } from "../../api/callSocket";
import type { Form } from "../../api/form";
import type { BusinessRecord } from "../../api/records";
import type { ConnectionStatus } from "../../api/resumingSocket";

/** A call as its caller sees it: the fold of everything that came over its socket. */
export interface CallState {
    readonly phase: "ready" | "starting" | "live" | "ended";
    readonly connection: ConnectionStatus;
    readonly agent: AgentState;
    /** Whether the agent's voice is in the loudspeaker now; it lags behind `agent`, because audio is sent ahead of time. */
    readonly isAgentAudible: boolean;
    readonly isCallerSpeaking: boolean;
    /** Where to resume: the last `sequence` seen, 0 before the first. */
    readonly lastSequence: number;
    /** In the order of the conversation. */
    readonly transcript: readonly Utterance[];
    /** As the server last sent it. */
    readonly form: Form | null;
    /** Values set by hand that no form has answered yet, by field. */
    readonly pendingEdits: PendingEdits;
    readonly record: BusinessRecord | null;
    readonly outcome: Outcome | null;
    /** What went wrong last, in a sentence; null when all is well. */
    readonly trouble: string | null;
}

export interface Utterance {
    readonly ordinal: number;
    readonly role: Role;
    readonly medium: Medium;
    readonly text: string;
    readonly isFinal: boolean;
    /** The caller broke in after these words. */
    readonly isCut: boolean;
}

export type PendingEdits = Readonly<Record<string, string | null>>;

export type CallEvent =
    | { readonly type: "starting" }
    | { readonly type: "admitted" }
    | { readonly type: "failed"; readonly message: string }
    | { readonly type: "connection"; readonly status: ConnectionStatus }
    | { readonly type: "received"; readonly message: CallServerMessage }
    | { readonly type: "audible"; readonly isAudible: boolean }
    | { readonly type: "edited"; readonly field: string; readonly value: string | null }
    | { readonly type: "closed"; readonly code: number }
    | { readonly type: "reset" };

export const initialCallState: CallState = {
    phase: "ready",
    connection: "closed",
    agent: "idle",
    isAgentAudible: false,
    isCallerSpeaking: false,
    lastSequence: 0,
    transcript: [],
    form: null,
    pendingEdits: {},
    record: null,
    outcome: null,
    trouble: null,
};

export function reduceCall(state: CallState, event: CallEvent): CallState {
    switch (event.type) {
        case "starting":
            return { ...initialCallState, phase: "starting" };
        case "admitted":
            return { ...state, phase: "live", trouble: null };
        case "failed":
            return { ...state, phase: "ready", trouble: event.message };
        case "connection":
            return { ...state, connection: event.status };
        case "received":
            return receive(state, event.message);
        case "audible":
            return { ...state, isAgentAudible: event.isAudible };
        case "edited":
            return { ...state, pendingEdits: { ...state.pendingEdits, [event.field]: event.value }, trouble: null };
        case "closed":
            return { ...state, phase: "ended", agent: "idle", trouble: closingTrouble(event.code) };
        case "reset":
            return initialCallState;
    }
}

/** What the caller should read of the call just now. */
export type ShownState = AgentState | "hearing" | "connecting" | "reconnecting";

/** An agent is speaking as long as it can be heard, and hears the caller when the server says that somebody speaks. */
export function shownState(state: CallState): ShownState {
    if (state.connection !== "open") return state.connection === "connecting" ? "connecting" : "reconnecting";
    if (state.isAgentAudible) return "speaking";
    return state.isCallerSpeaking ? "hearing" : state.agent;
}

function receive(state: CallState, message: CallServerMessage): CallState {
    if ("sequence" in message && message.sequence !== undefined) {
        // A resumed connection may send again what this page has already shown.
        if (message.sequence <= state.lastSequence) return state;
        state = { ...state, lastSequence: message.sequence };
    }
    switch (message.type) {
        case "call_started":
        case "pong":
            return state;
        case "playback_clear_buffer":
            return { ...state, isAgentAudible: false };
        case "state":
            return { ...state, agent: message.state };
        case "transcript":
            return { ...state, transcript: heard(state.transcript, message), trouble: null };
        case "form":
            return { ...state, form: message.form, pendingEdits: {} };
        case "record":
            return { ...state, record: { kind: message.kind, record: message.record } as BusinessRecord };
        case "user_started_speaking":
            return { ...state, isCallerSpeaking: true };
        case "user_stopped_speaking":
            return { ...state, isCallerSpeaking: false };
        case "call_ended":
            return { ...state, phase: "ended", outcome: message.outcome, agent: "idle", isCallerSpeaking: false, trouble: null };
        case "error":
            return { ...state, trouble: message.message, pendingEdits: {} };
    }
}

/** The transcript with one utterance added, or replaced while its words were still changing. */
function heard(transcript: readonly Utterance[], message: TranscriptMessage): readonly Utterance[] {
    const { ordinal, role, medium, text, final } = message;
    const known = transcript.find((utterance) => utterance.ordinal === ordinal);
    // Interim words that come late must not undo the final ones.
    if (known?.isFinal === true && !final) return transcript;
    const others = transcript.filter((utterance) => utterance.ordinal !== ordinal);
    const utterance = { ordinal, role, medium, text, isFinal: final, isCut: message.interrupted === true };
    return text === "" ? others : [...others, utterance].sort((one, other) => one.ordinal - other.ordinal);
}

function closingTrouble(code: number): string | null {
    if (code === 4401) return "This call can no longer be joined. Please start another one.";
    if (code === 4404) return "This call is no longer known here. Please start another one.";
    return null;
}
