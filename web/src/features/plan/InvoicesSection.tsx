import { invoiceAddress, listInvoices } from "../../api/billing";
import type { Server } from "../../api/http";
import { DataTable } from "../../shared/DataTable";
import { formatDate, formatMoney } from "../../shared/format";
import { Pages, usePages } from "../../shared/Pages";
import { Section } from "../../shared/Section";

const states = { open: "tag tag-warn", paid: "tag tag-good", void: "tag" } as const;

/** The invoices, as pages and as PDFs. */
export function InvoicesSection({ server, businessId, timeZone, version }: {
    server: Server;
    businessId: string;
    timeZone: string;
    /** Changes when there may be a new one. */
    version: number;
}) {
    const invoices = usePages(`${businessId} ${version}`, (cursor) => listInvoices(server, businessId, cursor));
    return (
        <Section title="Invoices">
            <Pages pages={invoices} more="Earlier invoices">
                {(all) => (
                    <DataTable
                        caption="Invoices"
                        columns={[
                            { title: "Number", cell: (invoice) => invoice.number },
                            { title: "Issued", cell: (invoice) => formatDate(invoice.issuedAt, timeZone) },
                            { title: "Due", cell: (invoice) => formatDate(invoice.dueAt, timeZone) },
                            { title: "Total", isNumber: true, cell: (invoice) => formatMoney(invoice.total) },
                            { title: "State", cell: (invoice) => <span className={states[invoice.status]}>{invoice.status}</span> },
                        ]}
                        rows={all}
                        keyOf={(invoice) => invoice.number}
                        empty="None yet. The first comes with the first month that is paid for."
                        actions={(invoice) => (
                            <>
                                <a href={invoiceAddress(businessId, invoice.number, "html")} target="_blank" rel="noopener" aria-label={`Open ${invoice.number}`}>Open</a>
                                <a href={invoiceAddress(businessId, invoice.number, "pdf")} aria-label={`${invoice.number} as a PDF`}>PDF</a>
                            </>
                        )}
                    />
                )}
            </Pages>
        </Section>
    );
}
