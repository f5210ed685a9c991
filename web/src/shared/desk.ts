import { useSyncExternalStore } from "react";
import type { StaffRole } from "../api/account";
import type { BusinessConfig } from "../api/business";
import type { Office } from "../api/office";

/** What every page for staff works with. */
export interface Desk {
    readonly business: BusinessConfig;
    readonly office: Office;
    readonly changes: Changes;
    /** Who works here; nothing for who came with a key. */
    readonly me?: { readonly name: string; readonly role: StaffRole };
}

/** What of the books changes, whoever changes it. */
export type ChangeKind = "order" | "appointment" | "ticket" | "submission" | "stock" | "customer" | "waiting_list";

/** The business's feed, as far as a page has to know when to look again. */
export interface Changes {
    subscribe(listener: () => void): () => void;
    /** Grows with each change of the kind. */
    revision(kind: ChangeKind): number;
}

/** A text that differs after each change of one of these kinds. */
export function useRevision(changes: Changes, ...kinds: readonly ChangeKind[]): string {
    return useSyncExternalStore(changes.subscribe, () => kinds.map((kind) => changes.revision(kind)).join("."));
}
