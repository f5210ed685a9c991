import { reconnectDelay } from "./backoff";

/** How often to ask whether the other side is still there, and how long it may stay silent. Milliseconds. */
const PING_INTERVAL_MS = 15_000;
const SILENCE_LIMIT_MS = 40_000;
/** Audio that piles up beyond this is too old to be worth hearing. Bytes; about two seconds. */
const AUDIO_BACKLOG_LIMIT = 64_000;

/** `waiting`: the connection was lost and is being made again. */
export type ConnectionStatus = "connecting" | "open" | "waiting" | "closed";

export interface ResumingSocketOptions {
    /** Asked anew for every connection, so that it can say where to resume. */
    address(): string;
    opened(): void;
    received(text: string): void;
    receivedBinary?(data: ArrayBuffer): void;
    statusChanged(status: ConnectionStatus): void;
    /** The close codes after which connecting again is of no use. */
    readonly finalCloseCodes: readonly number[];
    /** Called once, after a final close code. */
    closed(code: number): void;
}

/** A WebSocket that connects again, with growing pauses, until it is closed for good. */
export class ResumingSocket {
    private socket: WebSocket | null = null;
    private failures = 0;
    private retry: ReturnType<typeof setTimeout> | null = null;
    private ping: ReturnType<typeof setInterval> | null = null;
    private lastHeard = 0;
    private isOver = false;

    constructor(private readonly options: ResumingSocketOptions) {
        window.addEventListener("online", this.connectNow);
        this.connect();
    }

    /** Sends a message if the connection is open now, and says whether it did. */
    send(message: object): boolean {
        if (this.socket?.readyState !== WebSocket.OPEN) return false;
        this.socket.send(JSON.stringify(message));
        return true;
    }

    /** Sends audio; drops it when the connection is down or cannot keep up, because late audio helps nobody. */
    sendBinary(data: ArrayBuffer): void {
        if (this.socket?.readyState !== WebSocket.OPEN || this.socket.bufferedAmount > AUDIO_BACKLOG_LIMIT) return;
        this.socket.send(data);
    }

    /** Closes for good. */
    close(): void {
        if (this.isOver) return;
        this.isOver = true;
        window.removeEventListener("online", this.connectNow);
        if (this.retry !== null) clearTimeout(this.retry);
        this.leave()?.close(1000);
        this.options.statusChanged("closed");
    }

    private connect(): void {
        this.retry = null;
        this.options.statusChanged(this.failures === 0 ? "connecting" : "waiting");
        const socket = new WebSocket(this.options.address());
        socket.binaryType = "arraybuffer";
        this.socket = socket;
        socket.onopen = () => {
            this.lastHeard = Date.now();
            this.ping = setInterval(() => this.checkPulse(), PING_INTERVAL_MS);
            this.options.statusChanged("open");
            this.options.opened();
        };
        socket.onmessage = (event: MessageEvent<string | ArrayBuffer>) => {
            this.lastHeard = Date.now();
            // Not at `onopen`: a server that accepts and drops at once must still be met with growing pauses.
            this.failures = 0;
            if (typeof event.data === "string") this.options.received(event.data);
            else this.options.receivedBinary?.(event.data);
        };
        socket.onclose = (event) => this.lost(event.code);
    }

    private lost(code: number): void {
        this.leave();
        if (this.options.finalCloseCodes.includes(code)) {
            this.close();
            this.options.closed(code);
            return;
        }
        this.options.statusChanged("waiting");
        this.retry = setTimeout(() => this.connect(), reconnectDelay(this.failures, Math.random()));
        this.failures += 1;
    }

    private checkPulse(): void {
        if (Date.now() - this.lastHeard > SILENCE_LIMIT_MS) {
            const socket = this.leave();
            socket?.close();
            this.lost(1006);
        } else {
            this.send({ type: "ping", timestamp: Date.now() });
        }
    }

    /** Lets go of the present connection, so that nothing it says late is heard. */
    private leave(): WebSocket | null {
        const socket = this.socket;
        if (this.ping !== null) clearInterval(this.ping);
        this.ping = null;
        this.socket = null;
        if (socket !== null) socket.onopen = socket.onmessage = socket.onclose = null;
        return socket;
    }

    private readonly connectNow = (): void => {
        if (this.retry === null) return;
        clearTimeout(this.retry);
        this.connect();
    };
}
