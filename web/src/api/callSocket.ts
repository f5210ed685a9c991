import type { Form } from "./form";
import type { Server } from "./http";
import type { BusinessRecord } from "./records";
import { ConnectionStatus, ResumingSocket } from "./resumingSocket";

export type AgentState = "idle" | "listening" | "thinking" | "speaking";
export type Role = "user" | "agent";
export type Medium = "voice" | "text";
export type Outcome = "order" | "appointment" | "ticket" | "submission" | "transferred" | "none";

/** Text frames from the server. Those with a `sequence` are in the call's log and are sent again on resumption. */
export type CallServerMessage =
    | { readonly type: "call_started"; readonly callId: string; readonly sequence: number }
    | { readonly type: "state"; readonly state: AgentState }
    | TranscriptMessage
    | { readonly type: "form"; readonly form: Form; readonly sequence: number }
    | ({ readonly type: "record"; readonly sequence: number } & BusinessRecord)
    | { readonly type: "playback_clear_buffer" }
    | { readonly type: "user_started_speaking" }
    | { readonly type: "user_stopped_speaking" }
    | { readonly type: "call_ended"; readonly outcome: Outcome; readonly sequence: number }
    | { readonly type: "pong"; readonly timestamp: number }
    | { readonly type: "error"; readonly code: string; readonly message: string };

export interface TranscriptMessage {
    readonly type: "transcript";
    readonly role: Role;
    readonly medium: Medium;
    readonly text: string;
    /** False while the words may still change. */
    readonly final: boolean;
    /** The place of this utterance in the conversation: a later message with the same one replaces it. */
    readonly ordinal: number;
    /** The caller broke in: only these words were heard. */
    readonly interrupted?: boolean;
    /** Absent while the words are not yet in the log. */
    readonly sequence?: number;
}

/** Text frames to the server. */
export type CallClientMessage =
    | { readonly type: "user_text_message"; readonly text: string }
    | { readonly type: "set_output_medium"; readonly medium: Medium }
    | { readonly type: "form_edit"; readonly field: string; readonly value: string | null }
    | { readonly type: "keypad"; readonly digits: string }
    | { readonly type: "hang_up" };

/** The longest text a caller may type at once. Characters. */
export const LONGEST_TEXT = 2000;

/** 1000 the call ended; 4401 no or wrong token; 4404 no such call. After any other the call can be resumed. */
const FINAL_CLOSE_CODES = [1000, 4401, 4404];

/** A call that was admitted: where to hold it. */
export interface Session {
    readonly sessionId: string;
    readonly joinUrl: string;
}

/** Starts a call. @throws Problem */
export function startSession(server: Server): Promise<Session> {
    return server.post<Session>("/api/sessions", {});
}

export interface CallSocketOptions {
    readonly joinUrl: string;
    /** The last `sequence` seen, 0 before the first. */
    lastSequence(): number;
    opened(): void;
    received(message: CallServerMessage): void;
    /** 16-bit little-endian mono PCM at 16 kHz. */
    receivedAudio(pcm: ArrayBuffer): void;
    statusChanged(status: ConnectionStatus): void;
    closed(code: number): void;
}

/** The socket of one call: resumes where it was cut, until the call ends. */
export class CallSocket {
    private readonly socket: ResumingSocket;

    constructor(options: CallSocketOptions) {
        this.socket = new ResumingSocket({
            address: () => resumeAddress(options.joinUrl, options.lastSequence()),
            opened: options.opened,
            received: (text) => {
                const message = parseCallMessage(text);
                if (message !== null) options.received(message);
            },
            receivedBinary: options.receivedAudio,
            statusChanged: options.statusChanged,
            finalCloseCodes: FINAL_CLOSE_CODES,
            closed: options.closed,
        });
    }

    /** Says whether the message could be sent: not while the connection is down. */
    send(message: CallClientMessage): boolean {
        return this.socket.send(message);
    }

    sendAudio(pcm: ArrayBuffer): void {
        this.socket.sendBinary(pcm);
    }

    close(): void {
        this.socket.close();
    }
}

/** Where to connect so that only what was missed is sent. */
export function resumeAddress(joinUrl: string, lastSequence: number): string {
    if (lastSequence === 0) return joinUrl;
    const url = new URL(joinUrl);
    url.searchParams.set("after", String(lastSequence));
    return url.href;
}

const knownTypes: ReadonlySet<string> = new Set<CallServerMessage["type"]>([
    "call_started", "state", "transcript", "form", "record", "playback_clear_buffer", "user_started_speaking",
    "user_stopped_speaking", "call_ended", "pong", "error",
]);

/** Null for what this client does not know, as the contract asks. */
export function parseCallMessage(text: string): CallServerMessage | null {
    try {
        const message = JSON.parse(text) as { type?: unknown } | null;
        return typeof message?.type === "string" && knownTypes.has(message.type) ? (message as CallServerMessage) : null;
    } catch {
        return null;
    }
}
