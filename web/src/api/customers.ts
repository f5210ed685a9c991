import type { Page } from "./http";
import type { Office } from "./office";
import type { Appointment, Members, Order, Submission, Ticket } from "./records";

export interface Customer {
    readonly id: string;
    readonly name: string;
    readonly phone: string;
    readonly email?: string | null;
    readonly version: number;
    /** Since when their calls are answered with one sentence. */
    readonly blocked_at?: string | null;
    readonly block_reason?: string | null;
}

/** All that the books hold of one customer, newest first. */
export interface CustomerRecords {
    readonly customer: Customer;
    readonly other_numbers: readonly string[];
    readonly orders: readonly Order[];
    readonly appointments: readonly Appointment[];
    readonly tickets: readonly Ticket[];
    readonly submissions: readonly Submission[];
}

const path = (id: string) => `customers/${encodeURIComponent(id)}`;

export const findCustomers = (office: Office, search: string, cursor: string | null) =>
    office.get<Page<Customer>>("customers", { search, cursor, limit: 50 });
export const listBlocked = async (office: Office) => (await office.get<{ data: readonly Customer[] }>("block-list")).data;
export const readCustomer = (office: Office, id: string) => office.get<CustomerRecords>(`${path(id)}/records`);
export const changeCustomer = (office: Office, id: string, version: number, members: Members) =>
    office.change<Customer>("PATCH", path(id), members, { version });
export const eraseCustomer = (office: Office, id: string) => office.change<void>("DELETE", path(id));
