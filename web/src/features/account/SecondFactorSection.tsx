import { useState } from "react";
import { beginSecondFactor, confirmSecondFactor, Enrolment, removeSecondFactor, renewRecoveryCodes } from "../../api/account";
import type { Server } from "../../api/http";
import { Dialog } from "../../shared/Dialog";
import { Field } from "../../shared/Field";
import { Form, Section } from "../../shared/Section";
import { mistakeAt, useAction } from "../../shared/useAction";

type Step = "begin" | "remove" | "renew";

/** Signing in with an authenticator app beside the password. */
export function SecondFactorSection({ server, isOn, onChange }: { server: Server; isOn: boolean; onChange(): void }) {
    const [step, setStep] = useState<Step | null>(null);
    const [enrolment, setEnrolment] = useState<Enrolment | null>(null);
    const [codes, setCodes] = useState<readonly string[] | null>(null);
    const close = () => setStep(null);
    const act: Readonly<Record<Step, (password: string) => Promise<void>>> = {
        begin: async (password) => setEnrolment(await beginSecondFactor(server, password)),
        remove: async (password) => {
            await removeSecondFactor(server, password);
            setCodes(null);
            onChange();
        },
        renew: async (password) => setCodes(await renewRecoveryCodes(server, password)),
    };
    return (
        <Section title="Second factor" lead="A code from an app on your telephone beside the password: who has learnt one of them has not both.">
            {codes !== null && <RecoveryCodes codes={codes} />}
            <p className="row">
                {isOn ? <span className="tag tag-good">on</span> : <span className="tag">off</span>}
                {isOn ? (
                    <>
                        <button type="button" onClick={() => setStep("renew")}>New recovery codes</button>
                        <button type="button" className="quiet" onClick={() => setStep("remove")}>Switch it off</button>
                    </>
                ) : enrolment === null && <button type="button" onClick={() => setStep("begin")}>Set it up</button>}
            </p>
            {enrolment !== null && (
                <Enrol
                    enrolment={enrolment}
                    onConfirm={async (code) => {
                        setCodes(await confirmSecondFactor(server, code));
                        setEnrolment(null);
                        onChange();
                    }}
                    onCancel={() => setEnrolment(null)}
                />
            )}
            {step !== null && <AskForPassword step={step} onPassword={act[step]} onClose={close} />}
        </Section>
    );
}

const words: Readonly<Record<Step, { title: string; save: string }>> = {
    begin: { title: "Set up a second factor", save: "Go on" },
    remove: { title: "Switch the second factor off?", save: "Switch it off" },
    renew: { title: "Make new recovery codes? Those before are void.", save: "Make them" },
};

function AskForPassword({ step, onPassword, onClose }: { step: Step; onPassword(password: string): Promise<void>; onClose(): void }) {
    const [password, setPassword] = useState("");
    const action = useAction();
    return (
        <Dialog title={words[step].title} onClose={onClose}>
            <Form
                action={action} save={words[step].save} isDisabled={password === ""}
                onSend={() => void action.run(() => onPassword(password)).then((isDone) => isDone && onClose())}
                more={<button type="button" onClick={onClose}>Cancel</button>}
            >
                <Field
                    label="Your password" type="password" autoComplete="current-password" autoFocus value={password}
                    mistake={mistakeAt(action.problem?.mistakes ?? [], "#/password")} onChange={setPassword}
                />
            </Form>
        </Dialog>
    );
}

/** The secret goes into the app; a code of the app shows that it is there. */
function Enrol({ enrolment, onConfirm, onCancel }: { enrolment: Enrolment; onConfirm(code: string): Promise<void>; onCancel(): void }) {
    const [code, setCode] = useState("");
    const action = useAction();
    return (
        <div className="enrolment">
            <img className="enrolment-picture" src={`data:image/svg+xml,${encodeURIComponent(enrolment.picture)}`} alt="The secret as a QR code, for an authenticator app" />
            <div>
                <p>Look at the picture with an authenticator app. On this very device <a href={enrolment.uri}>open the app</a>, or type this into it:</p>
                <p><code className="enrolment-secret">{enrolment.secret.replace(/(.{4})(?=.)/g, "$1 ")}</code></p>
                <Form
                    action={action} save="Switch it on" isDisabled={code.trim() === ""} onSend={() => void action.run(() => onConfirm(code))}
                    more={<button type="button" onClick={onCancel}>Cancel</button>}
                >
                    <Field label="The six digits that the app shows now" autoComplete="one-time-code" value={code} onChange={setCode} />
                </Form>
            </div>
        </div>
    );
}

function RecoveryCodes({ codes }: { codes: readonly string[] }) {
    return (
        <div className="shown-once" role="status">
            <p><strong>Your recovery codes.</strong> Each lets you in once when the app is lost. They are shown this once: print them, or keep them where you keep passwords.</p>
            <ul className="recovery-codes">{codes.map((code) => <li key={code}><code>{code}</code></li>)}</ul>
        </div>
    );
}
