import { useEffect, useState } from "react";
import { Configuration, Draft, discardDraft, keepDraft, publishDraft, readConfiguration, readDraft } from "../../api/configuration";
import type { Problem, Server } from "../../api/http";
import { asProblem } from "../../shared/useLoaded";

/** A business's configuration while somebody works on it: what is in force, the draft over it, and what was typed but not kept yet. */
export interface Settings {
    readonly current: Configuration;
    readonly draft: Draft;
    /** All three, the latest on top. */
    readonly shown: Configuration;
    /** What was typed. It stays while one goes from section to section, and when keeping it is refused. */
    readonly edits: Partial<Configuration>;
    edit(parts: Partial<Configuration>): void;
    forget(part: keyof Configuration): void;
    /** Puts parts into the draft. @throws Problem */
    keep(parts: Partial<Configuration>): Promise<void>;
    /** @throws Problem */
    publish(note: string): Promise<void>;
    /** @throws Problem */
    discard(): Promise<void>;
    /** Reads again what was changed elsewhere. @throws Problem */
    refresh(): Promise<void>;
}

const noDraft: Draft = { parts: {}, changes: [] };

/** @returns null until it is there; the problem when it cannot be had. */
export function useSettings(server: Server, businessId: string): Settings | Problem | null {
    const [stored, setStored] = useState<{ current: Configuration; draft: Draft } | Problem | null>(null);
    const [edits, setEdits] = useState<Partial<Configuration>>({});
    const read = async () => {
        const [current, draft] = await Promise.all([readConfiguration(server, businessId), readDraft(server, businessId)]);
        setStored({ current, draft });
    };
    useEffect(() => {
        read().catch((error: unknown) => setStored(asProblem(error)));
    }, [server, businessId]);

    const hasEdits = Object.keys(edits).length > 0;
    useEffect(() => {
        if (!hasEdits) return;
        // The browser asks before the page is closed.
        const warn = (event: BeforeUnloadEvent) => event.preventDefault();
        window.addEventListener("beforeunload", warn);
        return () => window.removeEventListener("beforeunload", warn);
    }, [hasEdits]);

    if (stored === null || !("current" in stored)) return stored;
    const { current, draft } = stored;
    const forgetAll = (parts: Partial<Configuration>) =>
        setEdits((typed) => Object.fromEntries(Object.entries(typed).filter(([part]) => !(part in parts))));
    return {
        current,
        draft,
        edits,
        shown: { ...current, ...draft.parts, ...edits },
        edit: (parts) => setEdits((typed) => ({ ...typed, ...parts })),
        forget: (part) => forgetAll({ [part]: undefined }),
        keep: async (parts) => {
            let kept = await keepDraft(server, businessId, { ...draft.parts, ...parts });
            // A draft that would change nothing is none.
            if (kept.changes.length === 0) {
                await discardDraft(server, businessId);
                kept = noDraft;
            }
            setStored({ current, draft: kept });
            forgetAll(parts);
        },
        publish: async (note) => {
            await publishDraft(server, businessId, note);
            await read();
        },
        discard: async () => {
            await discardDraft(server, businessId);
            setStored({ current, draft: noDraft });
        },
        refresh: read,
    };
}
