import { useState } from "react";
import { Account, changePassword, rename } from "../../api/account";
import type { Server } from "../../api/http";
import { Field } from "../../shared/Field";
import { Form, Section } from "../../shared/Section";
import { mistakeAt, useAction } from "../../shared/useAction";
import { passwordHint, shortestPassword } from "./AccountForm";
import { SecondFactorSection } from "./SecondFactorSection";
import { SessionsSection } from "./SessionsSection";

/** A person's own account. */
export function OwnAccountPage({ server, account, timeZone, onChange }: {
    server: Server;
    account: Account;
    timeZone: string;
    /** What is known of the account is to be read again. */
    onChange(): void;
}) {
    return (
        <>
            <h1>My account</h1>
            <Section title="You">
                <NameForm server={server} account={account} onChange={onChange} />
            </Section>
            <Section title="Password" lead="Changing it signs you out everywhere else.">
                <PasswordForm server={server} />
            </Section>
            <SecondFactorSection server={server} isOn={account.hasSecondFactor} onChange={onChange} />
            <SessionsSection server={server} timeZone={timeZone} />
        </>
    );
}

function NameForm({ server, account, onChange }: { server: Server; account: Account; onChange(): void }) {
    const [name, setName] = useState(account.name);
    const action = useAction();
    const save = () => action.run(() => rename(server, name), "Saved.").then((isDone) => isDone && onChange());
    return (
        <Form action={action} save="Save" isDisabled={name.trim() === ""} onSend={() => void save()}>
            <div className="columns">
                <Field label="Name" autoComplete="name" value={name} mistake={mistakeAt(action.problem?.mistakes ?? [], "#/name")} onChange={setName} />
                <Field label="E-mail" value={account.email} isDisabled hint="You sign in with it." onChange={() => undefined} />
            </div>
        </Form>
    );
}

function PasswordForm({ server }: { server: Server }) {
    const [present, setPresent] = useState("");
    const [wanted, setWanted] = useState("");
    const action = useAction();
    const mistakes = action.problem?.mistakes ?? [];
    const save = async () => {
        if (!(await action.run(() => changePassword(server, present, wanted), "Your new password is set."))) return;
        setPresent("");
        setWanted("");
    };
    return (
        <Form action={action} save="Change the password" isDisabled={present === "" || wanted.length < shortestPassword} onSend={() => void save()}>
            <div className="columns">
                <Field
                    label="Present password" type="password" autoComplete="current-password" value={present} mistake={mistakeAt(mistakes, "#/password")}
                    onChange={setPresent}
                />
                <Field
                    label="New password" type="password" autoComplete="new-password" value={wanted} hint={passwordHint}
                    mistake={mistakeAt(mistakes, "#/newPassword")} onChange={setWanted}
                />
            </div>
        </Form>
    );
}
