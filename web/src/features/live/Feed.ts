import { FeedSocket, feedAddress } from "../../api/feedSocket";
import type { Office } from "../../api/office";
import { recordKinds } from "../../api/records";
import type { Changes, ChangeKind } from "../../shared/desk";
import { FeedState, FeedStateEvent, initialFeedState, reduceFeed } from "./feedState";

/** One staff page's subscription: its state, kept true by the business's feed. */
export class Feed implements Changes {
    private current: FeedState = initialFeedState;
    private readonly socket: FeedSocket;
    private readonly listeners = new Set<() => void>();

    /** @param key nothing for who has signed in; @param refused neither opens this business */
    constructor(private readonly office: Office, businessId: string, key: string | undefined, refused: () => void) {
        // Subscribed first, listed second: a record made in between is then in both, and none is in neither.
        this.socket = new FeedSocket({
            address: feedAddress(window.location),
            key,
            lastPosition: () => this.current.position,
            received: (message) => {
                // A key of another business opens that one's feed: it does not belong on this page.
                if (message.type === "subscribed" && message.businessId !== businessId) {
                    this.close();
                    refused();
                } else {
                    this.dispatch({ type: "received", message, now: Date.now() });
                }
            },
            statusChanged: (status) => this.dispatch({ type: "connection", status }),
            refused,
        });
    }

    /** Fetches the records of before. @throws Problem */
    async list(): Promise<void> {
        const lists = await Promise.all(recordKinds.map((kind) => this.office.list(kind)));
        this.dispatch({ type: "listed", records: lists.flatMap(({ entries }) => entries) });
    }

    readonly getState = (): FeedState => this.current;

    readonly subscribe = (listener: () => void): (() => void) => {
        this.listeners.add(listener);
        return () => this.listeners.delete(listener);
    };

    revision(kind: ChangeKind): number {
        return this.current.revisions[kind] ?? 0;
    }

    close(): void {
        this.socket.close();
    }

    private dispatch(event: FeedStateEvent): void {
        this.current = reduceFeed(this.current, event);
        this.listeners.forEach((listener) => listener());
    }
}
