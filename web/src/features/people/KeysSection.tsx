import { useState } from "react";
import type { Server } from "../../api/http";
import { APIKey, IssuedKey, KeyKind, KeyWish, listKeys, makeKey, revokeKey, rotateKey, scopes } from "../../api/keys";
import { Await } from "../../shared/Await";
import { Confirm } from "../../shared/Confirm";
import { DataTable } from "../../shared/DataTable";
import { Dialog } from "../../shared/Dialog";
import { CheckField, ChoiceField, Field, LongField } from "../../shared/Field";
import { formatDate, formatMoment } from "../../shared/format";
import { Form, Section } from "../../shared/Section";
import { ShownOnce } from "../../shared/ShownOnce";
import { mistakeAt, useAction } from "../../shared/useAction";
import { useLoaded } from "../../shared/useLoaded";
import { purposeOf, scopeWords, standingOf } from "./keyWords";

const overlaps = [["0", "At once"], ["3600", "In an hour"], ["86400", "In a day"], ["604800", "In a week"]] as const;
type Overlap = (typeof overlaps)[number][0];

/** The keys with which programs and web pages come in. */
export function KeysSection({ server, businessId, timeZone }: { server: Server; businessId: string; timeZone: string }) {
    const [visit, setVisit] = useState(0);
    const [issued, setIssued] = useState<IssuedKey | null>(null);
    const [opened, open] = useState<{ kind: "new" } | { kind: "rotate" | "revoke"; key: APIKey } | null>(null);
    const [showsOver, setShowsOver] = useState(false);
    const keys = useLoaded(`${businessId} ${visit}`, () => listKeys(server, businessId));
    const again = () => setVisit((number) => number + 1);
    const close = () => open(null);
    const take = (key: IssuedKey) => {
        setIssued(key);
        again();
    };
    return (
        <Section
            title="Keys"
            lead="Secret keys are for your own programs, publishable ones for your web pages. Only their beginning is kept here."
            tools={<button type="button" onClick={() => open({ kind: "new" })}>Make a key</button>}
        >
            {issued !== null && <ShownOnce label={issued.label} text={issued.key} />}
            <Await loaded={keys}>
                {(all) => {
                    const now = Date.now();
                    const good = all.filter((key) => standingOf(key, now) !== "over");
                    return (
                        <>
                            <DataTable
                                caption="Keys"
                                columns={[
                                    {
                                        title: "Key",
                                        cell: (key) => (
                                            <>
                                                {key.label}
                                                {standingOf(key, now) === "over" && <span className="tag tag-bad">{key.revokedAt === undefined ? "over" : "revoked"}</span>}
                                                {standingOf(key, now) === "ending" && <span className="tag">until {formatMoment(key.expiresAt ?? "", timeZone)}</span>}
                                                <small><code>{key.prefix}…</code> {key.kind}</small>
                                            </>
                                        ),
                                    },
                                    { title: "Good for", cell: (key) => purposeOf(key, scopes.length) },
                                    { title: "Made", cell: (key) => formatDate(key.createdAt, timeZone) },
                                    { title: "Last used", cell: (key) => (key.lastUsedAt === undefined ? "Never" : formatMoment(key.lastUsedAt, timeZone)) },
                                ]}
                                rows={showsOver ? all : good}
                                keyOf={(key) => key.id}
                                empty="No key opens this business."
                                actions={(key) => standingOf(key, now) !== "over" && (
                                    <>
                                        <button type="button" className="link" aria-label={`Rotate ${key.label}`} onClick={() => open({ kind: "rotate", key })}>Rotate</button>
                                        <button type="button" className="link link-bad" aria-label={`Revoke ${key.label}`} onClick={() => open({ kind: "revoke", key })}>Revoke</button>
                                    </>
                                )}
                            />
                            {good.length < all.length && (
                                <CheckField label="Show those that open nothing any more" value={showsOver} onChange={setShowsOver} />
                            )}
                        </>
                    );
                }}
            </Await>
            {opened?.kind === "new" && <NewKey onMake={async (wish) => take(await makeKey(server, businessId, wish))} onClose={close} />}
            {opened?.kind === "rotate" && (
                <Rotate keyToRotate={opened.key} onRotate={async (seconds) => take(await rotateKey(server, businessId, opened.key.id, seconds))} onClose={close} />
            )}
            {opened?.kind === "revoke" && (
                <Confirm
                    title={`Revoke ${opened.key.label}?`} act="Revoke it" onClose={close}
                    onConfirm={() => revokeKey(server, businessId, opened.key.id).then(again)}
                >
                    <p>Whoever uses <code>{opened.key.prefix}…</code> is turned away from now on.</p>
                </Confirm>
            )}
        </Section>
    );
}

function NewKey({ onMake, onClose }: { onMake(wish: KeyWish): Promise<void>; onClose(): void }) {
    const [kind, setKind] = useState<KeyKind>("secret");
    const [label, setLabel] = useState("");
    const [chosen, setChosen] = useState<readonly string[]>(["records:read"]);
    const [origins, setOrigins] = useState("");
    const action = useAction();
    const mistakes = action.problem?.mistakes ?? [];
    const wish: KeyWish = kind === "secret"
        ? { kind, label, scopes: chosen }
        : { kind, label, origins: origins.split(/\s+/).filter((origin) => origin !== "") };
    const isComplete = label.trim() !== "" && (kind === "publishable" || chosen.length > 0);
    return (
        <Dialog title="Make a key" onClose={onClose}>
            <Form
                action={action} save="Make it" isDisabled={!isComplete}
                onSend={() => void action.run(() => onMake(wish)).then((isDone) => isDone && onClose())}
                more={<button type="button" onClick={onClose}>Cancel</button>}
            >
                <Field
                    label="What it is for" placeholder="The till" isRequired autoFocus value={label} mistake={mistakeAt(mistakes, "#/label")} onChange={setLabel}
                />
                <ChoiceField
                    label="Where it is used" value={kind} choices={[["secret", "In a program, kept secret"], ["publishable", "In a public web page"]]} onChange={(chosenKind) => setKind(chosenKind)}
                />
                {kind === "secret" ? (
                    <fieldset>
                        <legend>It may</legend>
                        <div className="checks">
                            {scopes.map((scope) => (
                                <CheckField
                                    key={scope} label={scopeWords[scope] ?? scope} value={chosen.includes(scope)}
                                    onChange={(isChosen) => setChosen(isChosen ? [...chosen, scope] : chosen.filter((other) => other !== scope))}
                                />
                            ))}
                        </div>
                    </fieldset>
                ) : (
                    <LongField
                        label="The pages that may use it" rows={2} placeholder="https://www.roma.example" value={origins}
                        mistake={mistakeAt(mistakes, "#/origins")} hint="Their origins, one a line. None: your own host here." onChange={setOrigins}
                    />
                )}
            </Form>
        </Dialog>
    );
}

function Rotate({ keyToRotate, onRotate, onClose }: { keyToRotate: APIKey; onRotate(seconds: number): Promise<void>; onClose(): void }) {
    const [overlap, setOverlap] = useState<Overlap>("86400");
    return (
        <Confirm title={`Rotate ${keyToRotate.label}?`} act="Make the new one" onConfirm={() => onRotate(Number(overlap))} onClose={onClose}>
            <p>A new key takes its place, good for the same. Put it where the old one is used.</p>
            <ChoiceField label="The old one ends" value={overlap} choices={overlaps} onChange={(seconds) => setOverlap(seconds)} />
        </Confirm>
    );
}
