import type { ReactNode } from "react";
import { formatPhone, formatTime } from "./format";

/** The frame every record's card shares: number, status, when it was made, whose it is. */
export function RecordFrame({ title, status, createdAt, timeZone, isNew, customer, children }: {
    title: string;
    status: string;
    /** RFC 3339. */
    createdAt: string;
    timeZone: string;
    isNew: boolean;
    customer: { readonly customer_name?: string | null; readonly customer_phone?: string | null };
    children: ReactNode;
}) {
    const known = [customer.customer_name, customer.customer_phone && formatPhone(customer.customer_phone)].filter(Boolean);
    return (
        <article className={isNew ? "record record-new" : "record"}>
            <header>
                <h3>{title}</h3>
                {isNew && <span className="new-mark">New</span>}
                <span className="record-status" data-status={status}>{status}</span>
            </header>
            {children}
            <footer>
                <span>{known.length > 0 ? known.join(" · ") : "No name given"}</span>
                <time dateTime={createdAt}>{formatTime(createdAt, timeZone)}</time>
            </footer>
        </article>
    );
}
