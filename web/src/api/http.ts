/** One page of a list. */
export interface Page<Item> {
    readonly data: readonly Item[];
    /** Null on the last page. */
    readonly next_cursor: string | null;
}

/** RFC 9457 problem details: what the server says when it refuses. */
interface ProblemDetails {
    readonly type?: string;
    readonly title?: string;
    readonly detail?: string;
    readonly errors?: readonly Mistake[];
    readonly record?: unknown;
}

/** One wrong part of what was sent. */
export interface Mistake {
    /** JSON pointer: "#/business/name". */
    readonly pointer: string;
    readonly detail: string;
}

/** Why a request failed, in a sentence that can be shown to a person. */
export class Problem extends Error {
    constructor(
        /** The last part of the problem's `type`: "not-found"; "unreachable" when no answer came. */
        readonly code: string,
        /** HTTP status; 0 when no answer came. */
        readonly status: number,
        message: string,
        readonly mistakes: readonly Mistake[] = [],
        /** Of 412: the record as it is now. */
        readonly present?: unknown,
    ) {
        super(message);
        this.name = "Problem";
    }
}

/** The server that served this page. */
export class Server {
    constructor(private readonly fetch: typeof globalThis.fetch) {}

    /** @throws Problem */
    get<Answer>(path: string, options: { key?: string } = {}): Promise<Answer> {
        return this.request<Answer>(path, { headers: headers(options.key) });
    }

    /** @throws Problem */
    post<Answer>(path: string, body: unknown): Promise<Answer> {
        return this.request<Answer>(path, {
            method: "POST",
            headers: { ...headers(), "Content-Type": "application/json" },
            body: JSON.stringify(body),
        });
    }

    /** Replaces something as a whole. @throws Problem */
    put<Answer>(path: string, body: unknown): Promise<Answer> {
        return this.request<Answer>(path, {
            method: "PUT",
            headers: { ...headers(), "Content-Type": "application/json" },
            body: JSON.stringify(body),
        });
    }

    /** @throws Problem */
    remove(path: string): Promise<void> {
        return this.request<void>(path, { method: "DELETE", headers: headers() });
    }

    /** Sends a file as it is. @throws Problem */
    upload<Answer>(path: string, file: string, mediaType: string): Promise<Answer> {
        return this.request<Answer>(path, { method: "POST", headers: { ...headers(), "Content-Type": mediaType }, body: file });
    }

    /** Sends something that a key or token opens. @throws Problem */
    send<Answer>(method: "POST" | "PATCH", path: string, body: unknown, options: { key: string }): Promise<Answer> {
        return this.request<Answer>(path, {
            method,
            headers: { ...headers(options.key), "Content-Type": "application/json" },
            body: JSON.stringify(body),
        });
    }

    /** Changes something, with a key or as who has signed in. @throws Problem: 412 when somebody else was faster */
    change<Answer>(
        method: "POST" | "PUT" | "PATCH" | "DELETE", path: string, body: unknown,
        options: { key?: string; /** Which version of it was seen. */ version?: number; /** Sent twice, it is done once. */ idempotencyKey?: string },
    ): Promise<Answer> {
        const extra: Record<string, string> = {};
        if (body !== undefined) extra["Content-Type"] = "application/json";
        if (options.version !== undefined) extra["If-Match"] = `"${options.version}"`;
        if (options.idempotencyKey !== undefined) extra["Idempotency-Key"] = options.idempotencyKey;
        return this.request<Answer>(path, {
            method, headers: { ...headers(options.key), ...extra }, body: body === undefined ? undefined : JSON.stringify(body),
        });
    }

    private async request<Answer>(path: string, init: RequestInit): Promise<Answer> {
        let response: Response;
        try {
            response = await this.fetch(path, init);
        } catch {
            throw new Problem("unreachable", 0, "The server cannot be reached. Check your connection and try again.");
        }
        if (!response.ok) throw await problem(response);
        // Nothing is all there is to say.
        if (response.status === 202 || response.status === 204) return undefined as Answer;
        try {
            return (await response.json()) as Answer;
        } catch {
            throw new Problem("unreadable", response.status, "The server's answer could not be read. Try again in a moment.");
        }
    }
}

function headers(key?: string): Record<string, string> {
    return key === undefined ? { Accept: "application/json" } : { Accept: "application/json", Authorization: `Bearer ${key}` };
}

async function problem(response: Response): Promise<Problem> {
    let details: ProblemDetails = {};
    try {
        details = (await response.json()) as ProblemDetails;
    } catch {
        // A proxy may answer in HTML: the status alone then says what happened.
    }
    const code = details.type?.split("/").pop() ?? String(response.status);
    return new Problem(code, response.status, details.detail ?? details.title ?? sentence(response.status), details.errors, details.record);
}

function sentence(status: number): string {
    if (status === 401 || status === 403) return "This key does not open that. Sign in again.";
    if (status === 404) return "There is nothing at this address.";
    if (status === 429) return "That was a little too often. Wait a moment and try again.";
    return status >= 500 ? "Something went wrong at our end. Try again in a moment." : "The server did not accept that.";
}
