import type { Money } from "./money";

/** The state of a call as a form that fills itself. Each one sent replaces the one before. */
export interface Form {
    /** What will come of it: "order", "appointment", "ticket", or a name that the business gave. */
    readonly workflow: string;
    readonly title: string;
    readonly fields: readonly Field[];
    readonly total?: Money | null;
}

export interface Field {
    readonly name: string;
    readonly label: string;
    readonly type: FieldType;
    /** As shown, and as accepted by an edit. */
    readonly value?: string | null;
    /** 0...1; absent when empty or set by hand. */
    readonly confidence?: number | null;
    readonly status: FieldStatus;
    readonly isRequired: boolean;
    /** The only values accepted; empty where anything goes. */
    readonly choices: readonly string[];
    readonly lines: readonly FormLine[];
}

export type FieldType = "text" | "choice" | "lines" | "phone" | "email" | "address" | "dateTime" | "number" | "money" | "date" | "time" | "yesNo" | "list";

export type FieldStatus = "empty" | "heard" | "needsConfirming" | "confirmed";

export interface FormLine {
    readonly item: string;
    readonly quantity: number;
    readonly options: readonly string[];
    readonly price: Money;
}
