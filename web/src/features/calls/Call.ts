import { CallClientMessage, CallSocket, Medium, startSession } from "../../api/callSocket";
import { Problem, Server } from "../../api/http";
import { CallEvent, CallState, initialCallState, reduceCall } from "./callState";

/** Where this tab keeps the address of the call that is on, so that a page loaded again finds it. */
const STORED_AS = "call";
/** How long the server may take to say goodbye after the caller hung up. Milliseconds. */
const GOODBYE_LIMIT_MS = 2_500;

/** Where the agent's voice goes. */
export interface Loudspeaker {
    play(pcm: ArrayBuffer): void;
    /** Drops what has not been heard. */
    clear(): void;
}

/** One caller's side of a call: its state, and everything the caller can do. Holds no audio device. */
export class Call {
    private current: CallState = initialCallState;
    private socket: CallSocket | null = null;
    private outputMedium: Medium = "voice";
    private goodbye: ReturnType<typeof setTimeout> | null = null;
    private readonly listeners = new Set<() => void>();

    constructor(private readonly server: Server, private readonly loudspeaker: Loudspeaker) {}

    readonly getState = (): CallState => this.current;

    readonly subscribe = (listener: () => void): (() => void) => {
        this.listeners.add(listener);
        return () => this.listeners.delete(listener);
    };

    /** Starts the conversation: the agent greets. Trouble is in the state afterwards. */
    async start(outputMedium: Medium): Promise<void> {
        if (this.current.phase === "starting" || this.current.phase === "live") return;
        this.outputMedium = outputMedium;
        this.dispatch({ type: "starting" });
        try {
            const session = await startSession(this.server);
            sessionStorage.setItem(STORED_AS, session.joinUrl);
            this.dispatch({ type: "admitted" });
            this.join(session.joinUrl);
        } catch (error) {
            this.dispatch({ type: "failed", message: error instanceof Problem ? error.message : "The call could not be started." });
        }
    }

    /** Goes on with the call that was on when this page was left or loaded again, if there was one; by text until the caller speaks. */
    resume(): void {
        const joinUrl = sessionStorage.getItem(STORED_AS);
        if (joinUrl === null || this.current.phase !== "ready") return;
        this.outputMedium = "text";
        this.dispatch({ type: "admitted" });
        this.join(joinUrl);
    }

    /** Says whether it was sent: not while the connection is down. */
    say(text: string): boolean {
        return this.send({ type: "user_text_message", text });
    }

    edit(field: string, value: string | null): void {
        if (this.send({ type: "form_edit", field, value })) this.dispatch({ type: "edited", field, value });
    }

    press(digits: string): void {
        this.send({ type: "keypad", digits });
    }

    /** Whether the agent speaks aloud here. */
    setOutput(medium: Medium): void {
        this.outputMedium = medium;
        if (medium === "text") this.loudspeaker.clear();
        this.send({ type: "set_output_medium", medium });
    }

    sendAudio(pcm: ArrayBuffer): void {
        this.socket?.sendAudio(pcm);
    }

    setAudible(isAudible: boolean): void {
        if (this.current.isAgentAudible !== isAudible) this.dispatch({ type: "audible", isAudible });
    }

    hangUp(): void {
        this.loudspeaker.clear();
        if (this.send({ type: "hang_up" })) this.goodbye = setTimeout(() => this.finish(), GOODBYE_LIMIT_MS);
        else this.finish();
    }

    /** Back to before the first call. */
    reset(): void {
        this.leave();
        this.dispatch({ type: "reset" });
    }

    /** Leaves without a word, when the page goes away: the call can be resumed. */
    leave(): void {
        this.forgetGoodbye();
        this.socket?.close();
        this.socket = null;
    }

    private join(joinUrl: string): void {
        this.socket = new CallSocket({
            joinUrl,
            lastSequence: () => this.current.lastSequence,
            opened: () => {
                // A setting of the socket, so each new one is told; voice is what it starts with.
                if (this.outputMedium === "text") this.send({ type: "set_output_medium", medium: "text" });
            },
            received: (message) => {
                if (message.type === "playback_clear_buffer") this.loudspeaker.clear();
                this.dispatch({ type: "received", message });
            },
            receivedAudio: (pcm) => {
                if (this.outputMedium === "voice") this.loudspeaker.play(pcm);
            },
            statusChanged: (status) => this.dispatch({ type: "connection", status }),
            closed: (code) => this.finish(code),
        });
    }

    private finish(code = 1000): void {
        this.leave();
        if (this.current.phase !== "ended" || code !== 1000) this.dispatch({ type: "closed", code });
    }

    private forgetGoodbye(): void {
        if (this.goodbye !== null) clearTimeout(this.goodbye);
        this.goodbye = null;
    }

    private send(message: CallClientMessage): boolean {
        return this.socket?.send(message) ?? false;
    }

    private dispatch(event: CallEvent): void {
        this.current = reduceCall(this.current, event);
        if (this.current.phase === "ended") sessionStorage.removeItem(STORED_AS);
        this.listeners.forEach((listener) => listener());
    }
}
