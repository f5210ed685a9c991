import type { Form } from "./form";
import type { BusinessRecord } from "./records";
import { ConnectionStatus, ResumingSocket } from "./resumingSocket";
import type { Outcome, Role } from "./callSocket";

/** The answer to a subscription. */
export interface SubscribedMessage {
    readonly type: "subscribed";
    readonly businessId: string;
    /** Everything up to here is known to this client, or is sent next when it asked for what it missed. */
    readonly position: number;
    readonly calls: readonly CallInProgress[];
}

export interface CallInProgress {
    readonly callId: string;
    /** RFC 3339. */
    readonly startedAt: string;
    readonly phone?: string | null;
    readonly form?: Form | null;
}

/** What every event of the feed carries. */
interface Committed {
    /** Increases within the business. */
    readonly position: number;
    readonly callId: string;
    /** Increases within the call. */
    readonly sequence: number;
    /** RFC 3339. */
    readonly at: string;
}

export interface FeedTranscript {
    readonly role: Role;
    readonly text: string;
    /** A later message with the same one replaces the line; an empty text takes it away. */
    readonly ordinal: number;
    readonly interrupted?: boolean;
}

export type FeedEvent =
    | (Committed & { readonly type: "call_started"; readonly phone?: string | null })
    | (Committed & { readonly type: "transcript" } & FeedTranscript)
    | (Committed & { readonly type: "form"; readonly form: Form })
    // Staff change records too: outside any call.
    | (Pick<Committed, "position" | "at"> & Partial<Committed> & { readonly type: "record" } & BusinessRecord)
    // What a page has to read again: it is no record of a call's.
    | (Pick<Committed, "position" | "at"> & { readonly type: "changed"; readonly kind: "stock" | "customer" | "waiting_list"; readonly id: string })
    | (Committed & { readonly type: "call_ended"; readonly outcome: Outcome });

export type FeedMessage = SubscribedMessage | FeedEvent;

/** 4401: neither key nor cookie opens this business. Everything else is worth another try. */
export const KEY_REFUSED = 4401;

export interface FeedSocketOptions {
    /** Where the feed is: `wss://host/realtime`. */
    readonly address: string;
    /** The business's secret key; without one, who has signed in on this host. */
    readonly key?: string;
    /** The last `position` seen; null before the first. */
    lastPosition(): number | null;
    received(message: FeedMessage): void;
    statusChanged(status: ConnectionStatus): void;
    /** Nobody is let in. */
    refused(): void;
}

/** A business's feed: every committed event, in order, resumed where it was cut. */
export class FeedSocket {
    private readonly socket: ResumingSocket;

    constructor(options: FeedSocketOptions) {
        this.socket = new ResumingSocket({
            address: () => options.address,
            opened: () => {
                const after = options.lastPosition();
                this.socket.send({ type: "subscribe", key: options.key, after: after ?? undefined });
            },
            received: (text) => {
                const message = parseFeedMessage(text);
                if (message !== null) options.received(message);
            },
            statusChanged: options.statusChanged,
            finalCloseCodes: [KEY_REFUSED],
            closed: options.refused,
        });
    }

    close(): void {
        this.socket.close();
    }
}

const knownTypes: ReadonlySet<string> = new Set<FeedMessage["type"]>([
    "subscribed", "call_started", "transcript", "form", "record", "changed", "call_ended",
]);

/** Null for what this client does not know, as the contract asks. */
export function parseFeedMessage(text: string): FeedMessage | null {
    try {
        const message = JSON.parse(text) as { type?: unknown } | null;
        return typeof message?.type === "string" && knownTypes.has(message.type) ? (message as FeedMessage) : null;
    } catch {
        return null;
    }
}

/** The feed of the host that served this page. */
export function feedAddress(location: Pick<Location, "protocol" | "host">): string {
    return `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/realtime`;
}
