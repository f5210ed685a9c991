import type { FormLine } from "./form";
import type { Money } from "./money";

/** What came of a call. */
export type RecordKind = "order" | "appointment" | "ticket" | "submission";

/** In the order in which a page shows them. */
export const recordKinds: readonly RecordKind[] = ["order", "appointment", "ticket", "submission"];

interface Common {
    readonly id: string;
    /** What people call it aloud: "1042". */
    readonly number: string;
    readonly customer_name?: string | null;
    readonly customer_phone?: string | null;
    /** RFC 3339. */
    readonly created_at: string;
    readonly call_id?: string | null;
    /** Counts its changes: what whoever changes it says they have seen. */
    readonly version: number;
    /** Who wrote it down: a caller, or staff by hand. */
    readonly source?: "call" | "staff";
}

export interface Order extends Common {
    readonly order_type: string;
    readonly order_status: string;
    readonly delivery_address?: string | null;
    readonly notes?: string | null;
    readonly lines: readonly OrderLine[];
    readonly total: Money;
    /** When the guest was told that it would be ready, RFC 3339. */
    readonly ready_at?: string | null;
    /** Why it was cancelled. */
    readonly cancel_reason?: string | null;
}

export interface OrderLine extends FormLine {
    /** What the caller asked for that is no option of the item, in the caller's words. */
    readonly note?: string | null;
}

export interface Appointment extends Common {
    readonly service: string;
    readonly service_id?: string | null;
    /** RFC 3339. */
    readonly start: string;
    readonly end: string;
    readonly resource?: string | null;
    readonly resource_id?: string | null;
    readonly status: string;
    readonly notes?: string | null;
}

export interface Ticket extends Common {
    readonly category: string;
    readonly category_id?: string | null;
    readonly priority: string;
    readonly status: string;
    readonly subject: string;
    readonly description?: string | null;
    /** Until when somebody has been promised to act, RFC 3339. */
    readonly due_at?: string | null;
    readonly assignee?: string | null;
    /** Until when somebody should have answered, and settled it, RFC 3339. */
    readonly respond_by?: string | null;
    readonly resolve_by?: string | null;
    readonly responded_at?: string | null;
    readonly resolved_at?: string | null;
    /** The number of the ticket that it is the same as. */
    readonly merged_into?: string | null;
}

/** What a caller answered to the questions of a workflow that the owner declared. */
export interface Submission extends Common {
    readonly title: string;
    readonly status: string;
    readonly answers: readonly Answer[];
}

export interface Answer {
    readonly name: string;
    readonly label: string;
    /** As people read it. */
    readonly text: string;
}

/** A record with the word that says which it is. */
export type BusinessRecord =
    | { readonly kind: "order"; readonly record: Order }
    | { readonly kind: "appointment"; readonly record: Appointment }
    | { readonly kind: "ticket"; readonly record: Ticket }
    | { readonly kind: "submission"; readonly record: Submission };

/** One record of any kind. */
export type AnyRecord = BusinessRecord["record"];

/** What a record of a kind is. */
export interface RecordOfKind {
    readonly order: Order;
    readonly appointment: Appointment;
    readonly ticket: Ticket;
    readonly submission: Submission;
}

export const listPath = { order: "orders", appointment: "appointments", ticket: "tickets", submission: "submissions" } as const;

/** What is changed of a record, by the names of its members; null takes one away. */
export type Members = Readonly<Record<string, unknown>>;
