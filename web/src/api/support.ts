import type { Office } from "./office";
import type { Ticket } from "./records";

export interface SupportCategory {
    readonly id: string;
    readonly name: string;
    readonly priority: string;
}

export const listCategories = (office: Office) => office.all<SupportCategory>("support-categories");

/** Closes a ticket as the same as another, to which what is written beside it moves. */
export const mergeTicket = (office: Office, { id, version }: Ticket, into: string) =>
    office.change<{ kept: Ticket; closed: Ticket }>("POST", `tickets/${encodeURIComponent(id)}/merge`, { into }, { version });
