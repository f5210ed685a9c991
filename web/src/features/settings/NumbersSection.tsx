import type { Server } from "../../api/http";
import { listNumbers } from "../../api/ownership";
import { Await } from "../../shared/Await";
import { DataTable } from "../../shared/DataTable";
import { formatDate, formatPhone } from "../../shared/format";
import { Section } from "../../shared/Section";
import { useLoaded } from "../../shared/useLoaded";

/** Under which telephone numbers the agent answers. */
export function NumbersSection({ server, businessId, timeZone }: { server: Server; businessId: string; timeZone: string }) {
    const numbers = useLoaded(businessId, () => listNumbers(server, businessId));
    return (
        <Section title="Phone numbers" lead="The numbers on which your agent answers. Whoever runs the platform gives them out: ask there for one.">
            <Await loaded={numbers}>
                {(all) => (
                    <DataTable
                        caption="Telephone numbers"
                        columns={[
                            { title: "Number", cell: (entry) => formatPhone(entry.number) },
                            {
                                title: "Connected",
                                cell: (entry) => (entry.connected_at === undefined ? "Not by this platform" : formatDate(entry.connected_at, timeZone)),
                            },
                        ]}
                        rows={all}
                        keyOf={(entry) => entry.number}
                        empty="None yet. Callers reach the agent over your page all the same."
                    />
                )}
            </Await>
        </Section>
    );
}
