import { useState } from "react";
import type { Server } from "../../api/http";
import {
    addWebhook, listWebhooks, removeWebhook, renewWebhookSecret, replaceWebhook, testWebhook, Webhook, webhookEvents, WebhookWish,
} from "../../api/webhooks";
import { Await } from "../../shared/Await";
import { Confirm } from "../../shared/Confirm";
import { DataTable } from "../../shared/DataTable";
import { Dialog } from "../../shared/Dialog";
import { CheckField, Field } from "../../shared/Field";
import { words } from "../../shared/format";
import { Outcome } from "../../shared/Outcome";
import { Form, Section } from "../../shared/Section";
import { ShownOnce } from "../../shared/ShownOnce";
import { mistakeAt, useAction } from "../../shared/useAction";
import { useLoaded } from "../../shared/useLoaded";
import { WebhookLog } from "./WebhookLog";

type Opened =
    | { readonly kind: "edit"; readonly webhook: Webhook | null }
    | { readonly kind: "log" | "remove" | "secret"; readonly webhook: Webhook };

/** Which of the owner's servers are told what happens, and what became of the messages. */
export function WebhooksSection({ server, businessId, timeZone }: { server: Server; businessId: string; timeZone: string }) {
    const [visit, setVisit] = useState(0);
    const [opened, open] = useState<Opened | null>(null);
    const [secret, setSecret] = useState("");
    const action = useAction();
    const webhooks = useLoaded(`${businessId} ${visit}`, () => listWebhooks(server, businessId));
    const again = () => setVisit(visit + 1);
    const close = () => open(null);
    const test = (webhook: Webhook) => action.run(() => testWebhook(server, businessId, webhook.id), "A test is on its way: look at its log.");
    return (
        <Section
            title="Webhooks"
            lead="Servers of your own that are told what happens here. Messages are signed by the rules of Standard Webhooks."
            tools={<button type="button" onClick={() => open({ kind: "edit", webhook: null })}>Add a webhook</button>}
        >
            {secret !== "" && (
                <ShownOnce label="The signing secret" text={secret}>It is shown this once. With it your server knows that a message is ours.</ShownOnce>
            )}
            <Outcome action={action} />
            <Await loaded={webhooks}>
                {(all) => (
                    <DataTable
                        caption="Webhooks"
                        columns={[
                            { title: "Address", cell: (webhook) => <>{webhook.url}{webhook.description !== "" && <small>{webhook.description}</small>}</> },
                            { title: "Told of", cell: (webhook) => (webhook.events.length === 0 ? "Everything" : webhook.events.map(words).join(", ")) },
                            {
                                title: "State",
                                cell: (webhook) => webhook.active
                                    ? <span className="tag tag-good">on</span>
                                    : <><span className="tag tag-bad">off</span>{webhook.disabled_reason !== undefined && <small>{webhook.disabled_reason}</small>}</>,
                            },
                        ]}
                        rows={all}
                        keyOf={(webhook) => webhook.id}
                        empty="None yet: no server of yours is told anything."
                        actions={(webhook) => (
                            <>
                                <button type="button" className="link" onClick={() => open({ kind: "log", webhook })}>Log</button>
                                <button type="button" className="link" disabled={!webhook.active} onClick={() => void test(webhook)}>Test</button>
                                <button type="button" className="link" onClick={() => open({ kind: "edit", webhook })}>Change</button>
                                <button type="button" className="link" onClick={() => open({ kind: "secret", webhook })}>New secret</button>
                                <button type="button" className="link link-bad" onClick={() => open({ kind: "remove", webhook })}>Remove</button>
                            </>
                        )}
                    />
                )}
            </Await>
            {opened?.kind === "edit" && (
                <WebhookForm
                    webhook={opened.webhook}
                    onSave={async (wish) => {
                        if (opened.webhook === null) setSecret((await addWebhook(server, businessId, wish)).secret);
                        else await replaceWebhook(server, businessId, opened.webhook.id, wish);
                        again();
                    }}
                    onClose={close}
                />
            )}
            {opened?.kind === "log" && <WebhookLog server={server} businessId={businessId} webhook={opened.webhook} timeZone={timeZone} onClose={close} />}
            {opened?.kind === "secret" && (
                <Confirm
                    title="Make a new secret?" act="Make it" onClose={close}
                    onConfirm={async () => setSecret(await renewWebhookSecret(server, businessId, opened.webhook.id))}
                >
                    <p>The one before signs along for a day. Until then give your server the new one.</p>
                </Confirm>
            )}
            {opened?.kind === "remove" && (
                <Confirm
                    title="Remove the webhook?" act="Remove it" onClose={close}
                    onConfirm={() => removeWebhook(server, businessId, opened.webhook.id).then(again)}
                >
                    <p>{opened.webhook.url} is told of nothing any more; what waits for it is not sent.</p>
                </Confirm>
            )}
        </Section>
    );
}

function WebhookForm({ webhook, onSave, onClose }: {
    webhook: Webhook | null;
    onSave(wish: WebhookWish): Promise<void>;
    onClose(): void;
}) {
    const [wish, setWish] = useState<WebhookWish>({
        url: webhook?.url ?? "", description: webhook?.description ?? "", events: webhook?.events ?? [], active: webhook?.active ?? true,
    });
    const action = useAction();
    const mistakes = action.problem?.mistakes ?? [];
    const toggle = (event: string, isChosen: boolean) =>
        setWish({ ...wish, events: isChosen ? [...wish.events, event] : wish.events.filter((other) => other !== event) });
    return (
        <Dialog title={webhook === null ? "A new webhook" : "Change the webhook"} isWide onClose={onClose}>
            <Form
                action={action} save="Save" onSend={() => void action.run(() => onSave(wish)).then((isDone) => isDone && onClose())}
                more={<button type="button" onClick={onClose}>Cancel</button>}
            >
                <Field
                    label="Address" type="url" placeholder="https://" isRequired autoFocus value={wish.url} mistake={mistakeAt(mistakes, "#/url")}
                    onChange={(url) => setWish({ ...wish, url })}
                />
                <Field
                    label="What it is for" value={wish.description} placeholder="The till" mistake={mistakeAt(mistakes, "#/description")}
                    onChange={(description) => setWish({ ...wish, description })}
                />
                <fieldset>
                    <legend>It is told of (none chosen: everything)</legend>
                    <div className="checks">
                        {webhookEvents.map((event) => (
                            <CheckField key={event} label={words(event)} value={wish.events.includes(event)} onChange={(isChosen) => toggle(event, isChosen)} />
                        ))}
                    </div>
                </fieldset>
                <CheckField label="Switched on" value={wish.active} onChange={(active) => setWish({ ...wish, active })} />
            </Form>
        </Dialog>
    );
}
