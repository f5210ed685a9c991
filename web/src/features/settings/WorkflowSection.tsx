import type { Server } from "../../api/http";
import { listWorkflows } from "../../api/ownership";
import { Await } from "../../shared/Await";
import { DataTable } from "../../shared/DataTable";
import { Section } from "../../shared/Section";
import { useLoaded } from "../../shared/useLoaded";

/** What a business of its own kind asks its callers. */
export function WorkflowSection({ server, businessId }: { server: Server; businessId: string }) {
    const workflows = useLoaded(businessId, () => listWorkflows(server, businessId));
    return (
        <Section title="Workflow" lead="What the agent asks callers, and where the answers go. The active one answers your calls.">
            <Await loaded={workflows}>
                {(all) => (
                    <DataTable
                        caption="Workflows"
                        columns={[
                            { title: "Title", cell: (workflow) => workflow.title },
                            { title: "Asks for", cell: (workflow) => workflow.slots.map((slot) => slot.label).join(", ") },
                            { title: "In use", cell: (workflow) => (workflow.active === false ? "No" : <span className="tag tag-good">active</span>) },
                        ]}
                        rows={all}
                        keyOf={(workflow) => workflow.id}
                        empty="None yet: the agent takes messages until there is one."
                    />
                )}
            </Await>
            <p className="small-print">Workflows are declared over the API: <code>POST /api/business/{businessId}/workflows</code>.</p>
        </Section>
    );
}
