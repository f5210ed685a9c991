import { useState } from "react";
import type { Server } from "../../api/http";
import { Delivery, listDeliveries, resendDelivery, Webhook } from "../../api/webhooks";
import { DataTable } from "../../shared/DataTable";
import { Dialog } from "../../shared/Dialog";
import { formatMoment, words } from "../../shared/format";
import { Outcome } from "../../shared/Outcome";
import { Pages, usePages } from "../../shared/Pages";
import { useAction } from "../../shared/useAction";

const states = { delivered: "tag tag-good", failed: "tag tag-bad", pending: "tag" } as const;

/** What a webhook was sent, and what its server answered. */
export function WebhookLog({ server, businessId, webhook, timeZone, onClose }: {
    server: Server;
    businessId: string;
    webhook: Webhook;
    timeZone: string;
    onClose(): void;
}) {
    const [visit, setVisit] = useState(0);
    const action = useAction();
    const deliveries = usePages(String(visit), (cursor) => listDeliveries(server, businessId, webhook.id, cursor));
    const resend = (delivery: Delivery) =>
        action.run(() => resendDelivery(server, businessId, delivery.id), "On its way again.").then(() => setVisit(visit + 1));
    return (
        <Dialog title={`Log of ${webhook.url}`} isWide onClose={onClose}>
            <p className="row"><button type="button" className="quiet" onClick={() => setVisit(visit + 1)}>Look again</button></p>
            <Outcome action={action} />
            <Pages pages={deliveries} more="Earlier messages">
                {(all) => (
                    <DataTable
                        caption="Messages"
                        columns={[
                            { title: "Message", cell: (delivery) => words(delivery.kind) },
                            { title: "When", cell: (delivery) => formatMoment(delivery.created_at, timeZone) },
                            { title: "State", cell: (delivery) => <span className={states[delivery.state]}>{delivery.state}</span> },
                            { title: "Attempts", isNumber: true, cell: (delivery) => delivery.attempts },
                            { title: "Answer", cell: (delivery) => delivery.last_error ?? delivery.last_status ?? "–" },
                        ]}
                        rows={all}
                        keyOf={(delivery) => delivery.id}
                        empty="It was sent nothing in the last thirty days."
                        actions={(delivery) => delivery.state !== "pending" && (
                            <button type="button" className="link" disabled={action.isBusy} onClick={() => void resend(delivery)}>Send again</button>
                        )}
                    />
                )}
            </Pages>
        </Dialog>
    );
}
