import type { Page, Server } from "./http";
import { AnyRecord, BusinessRecord, listPath, Members, RecordKind } from "./records";

/** What is written beside a record. */
export interface RecordNote {
    readonly id: string;
    /** RFC 3339. */
    readonly at: string;
    readonly author: string;
    /** Whether the customer may read it. */
    readonly public: boolean;
    readonly text: string;
}

export interface HistoryEntry {
    readonly at: string;
    readonly author: string;
    readonly action: string;
    readonly version: number;
    readonly changes: Readonly<Record<string, { readonly before?: unknown; readonly after?: unknown }>>;
}

/** Which records of a list are wanted. */
export interface RecordQuery {
    readonly status?: string;
    readonly search?: string;
    /** RFC 3339. */
    readonly from?: string;
    readonly cursor?: string | null;
    readonly limit?: number;
}

/** What stands beside records of these kinds, by the last part of its path. */
type NotedPath = (typeof listPath)[RecordKind] | "customers";

/** The books of a business, for who has its key or has signed in on its host. Everything here throws Problem. */
export class Office {
    private readonly root: string;

    constructor(private readonly server: Server, businessId: string, private readonly key?: string) {
        this.root = `/api/business/${encodeURIComponent(businessId)}`;
    }

    get<Answer>(path: string, query: Readonly<Record<string, string | number | null | undefined>> = {}): Promise<Answer> {
        const wanted = Object.entries(query).filter(([, value]) => value != null && value !== "");
        const text = wanted.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`).join("&");
        return this.server.get<Answer>(`${this.root}/${path}${text === "" ? "" : `?${text}`}`, { key: this.key });
    }

    change<Answer>(
        method: "POST" | "PUT" | "PATCH" | "DELETE", path: string, body?: unknown, options: { version?: number; idempotencyKey?: string } = {},
    ): Promise<Answer> {
        return this.server.change<Answer>(method, `${this.root}/${path}`, body, { ...options, key: this.key });
    }

    /** All of a list that is short enough to be chosen from. */
    async all<Item>(path: string): Promise<readonly Item[]> {
        const items: Item[] = [];
        let cursor: string | null = null;
        do {
            const page: Page<Item> = await this.get<Page<Item>>(path, { limit: 100, cursor });
            items.push(...page.data);
            cursor = page.next_cursor;
        } while (cursor !== null && items.length < mostChoices);
        return items;
    }

    /** A page of records, newest first. */
    async list(kind: RecordKind, query: RecordQuery = {}): Promise<{ entries: BusinessRecord[]; next: string | null }> {
        const page = await this.get<Page<AnyRecord>>(listPath[kind], { limit: 50, ...query });
        return { entries: page.data.map((record) => ({ kind, record } as BusinessRecord)), next: page.next_cursor };
    }

    async read(kind: RecordKind, id: string): Promise<BusinessRecord> {
        return { kind, record: await this.get<AnyRecord>(`${listPath[kind]}/${encodeURIComponent(id)}`) } as BusinessRecord;
    }

    /** Changes members of a record that was seen in that version. @throws Problem 412 with the record as it is now in `present` */
    changeRecord(entry: BusinessRecord, members: Members, version = entry.record.version): Promise<unknown> {
        return this.change("PATCH", `${listPath[entry.kind]}/${encodeURIComponent(entry.record.id)}`, members, { version });
    }

    /** Writes a record down by hand. @param idempotencyKey the same when the same wish is sent again */
    make<Made extends AnyRecord>(kind: "order" | "appointment" | "ticket", wish: Members, idempotencyKey: string): Promise<Made> {
        return this.change<Made>("POST", listPath[kind], wish, { idempotencyKey });
    }

    async notes(path: NotedPath, id: string): Promise<readonly RecordNote[]> {
        return (await this.get<{ data: RecordNote[] }>(`${path}/${encodeURIComponent(id)}/notes`)).data;
    }

    addNote(path: NotedPath, id: string, text: string, isPublic: boolean): Promise<RecordNote> {
        return this.change<RecordNote>("POST", `${path}/${encodeURIComponent(id)}/notes`, { text, public: isPublic });
    }

    async history(path: NotedPath, id: string): Promise<readonly HistoryEntry[]> {
        return (await this.get<{ data: HistoryEntry[] }>(`${path}/${encodeURIComponent(id)}/history`)).data;
    }
}

/** More than that nobody chooses from a list. */
const mostChoices = 2000;

/** A key for a wish that may have to be sent again. Pages without https have no `randomUUID`. */
export function newIdempotencyKey(): string {
    return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
