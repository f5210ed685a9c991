import { useState } from "react";

/** A record with a version, whatever else it has. */
export interface Versioned {
    readonly id: string;
    readonly version: number;
}

/**
 * What a person has typed over a record, and the state of the record that they typed it over.
 *
 * The record may change under their hands, for its newest state comes through the feed: what is typed stays, and what was seen is kept, so
 * that the page can show what somebody else did meanwhile, and nobody overwrites what they have not seen.
 */
export interface Draft<Record extends Versioned, Values extends object> {
    /** What differs from the record, by member. */
    readonly changes: Partial<Values>;
    readonly isEmpty: boolean;
    /** The version that was seen when the typing began: what a change is meant for. */
    readonly version: number;
    /** As it is now, as far as this page knows. */
    readonly present: Record;
    /** What they saw when they began to type, if somebody has changed it since; null while nobody has. */
    readonly overtaken: Record | null;
    set(changes: Partial<Values>): void;
    /** The server's answer to a change, taken or too late: it may know better than the feed how the record is now. */
    learn(present: unknown): void;
    /** Looks at what the other changed as seen: what is typed is meant for the record as it is now. */
    accept(): void;
    drop(): void;
}

export function useDraft<Record extends Versioned, Values extends object>(record: Record): Draft<Record, Values> {
    const [changes, setChanges] = useState<Partial<Values>>({});
    const [seen, setSeen] = useState<Record | null>(null);
    const [told, setTold] = useState<Record | null>(null);
    const present = told !== null && told.id === record.id && told.version > record.version ? told : record;
    const isEmpty = Object.keys(changes).length === 0;
    return {
        changes,
        isEmpty,
        version: (isEmpty ? null : seen)?.version ?? present.version,
        present,
        overtaken: !isEmpty && seen !== null && seen.version < present.version ? seen : null,
        set: (more) => {
            if (isEmpty || seen === null) setSeen(present);
            setChanges({ ...changes, ...more });
        },
        learn: (answer) => {
            if (isRecord<Record>(answer)) setTold(answer);
        },
        accept: () => setSeen(present),
        drop: () => {
            setChanges({});
            setSeen(null);
        },
    };
}

function isRecord<Record extends Versioned>(value: unknown): value is Record {
    return typeof value === "object" && value !== null && "id" in value && "version" in value;
}
