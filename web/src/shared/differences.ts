import type { BusinessRecord } from "../api/records";
import { formatDayTime } from "./format";

/** What people call the members of records that staff change. */
const labels: Readonly<Record<string, string>> = {
    order_status: "State", status: "State", order_type: "Kind", customer_name: "Name", customer_phone: "Phone", delivery_address: "Address",
    notes: "Notes", lines: "Lines", ready_at: "Ready at", cancel_reason: "Reason", start: "Begins", resource: "With", assignee: "Looked after by",
    priority: "Priority", category: "Category", subject: "Subject", description: "Description", merged_into: "The same as ticket", name: "Name",
    email: "E-mail", block_reason: "Why it is blocked", blocked_at: "Blocked since",
};

/** One member that two states of a record do not agree on, as people read it. */
export interface Difference {
    readonly member: string;
    readonly label: string;
    readonly before: string;
    readonly after: string;
}

/** What somebody changed between two states of a record. */
export function differences(before: object, after: object, timeZone: string): readonly Difference[] {
    const [old, present] = [before as Record<string, unknown>, after as Record<string, unknown>];
    return Object.entries(labels).flatMap(([member, label]) => {
        const [was, is] = [inWords(old[member], timeZone), inWords(present[member], timeZone)];
        return was === is ? [] : [{ member, label, before: was, after: is }];
    });
}

/** The label of a member, and its value as people read it. */
export function wordsOf(member: string, value: unknown, timeZone: string): { label: string; text: string } {
    return { label: labels[member] ?? member.replace(/_/g, " "), text: inWords(value, timeZone) };
}

export function isKnownMember(member: string): boolean {
    return member in labels;
}

/** "Preparing" of an order and "Open" of a ticket. */
export function statusOf(entry: BusinessRecord): string {
    return entry.kind === "order" ? entry.record.order_status : entry.record.status;
}

const isInstant = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

function inWords(value: unknown, timeZone: string): string {
    if (value === undefined || value === null || value === "") return "nothing";
    if (Array.isArray(value)) return value.map((line: { quantity?: number; item?: string }) => `${line.quantity} × ${line.item}`).join(", ");
    const text = String(value);
    return isInstant.test(text) ? formatDayTime(text, timeZone) : text;
}
