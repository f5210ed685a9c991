import { ReactNode, useState } from "react";
import { resetPassword } from "../../api/account";
import type { Server } from "../../api/http";
import { Field } from "../../shared/Field";
import { AccountForm, passwordHint, shortestPassword } from "./AccountForm";
import { takeLinkToken } from "./linkToken";

/** Chooses a password, with the link of a letter. */
export function ResetPassword({ server, signIn, again }: { server: Server; signIn: ReactNode; again: ReactNode }) {
    const [token] = useState(takeLinkToken);
    const [password, setPassword] = useState("");
    const [isDone, setDone] = useState(false);
    if (token === null) {
        return (
            <div className="account-form">
                <h1>This link is not whole</h1>
                <p role="alert">Open it from the letter once more, or {again}.</p>
            </div>
        );
    }
    if (isDone) {
        return (
            <div className="account-form" role="status">
                <h1>Your new password is set</h1>
                <p>Wherever you were signed in, you no longer are. {signIn}</p>
            </div>
        );
    }
    const send = async () => {
        await resetPassword(server, token, password);
        setDone(true);
    };
    return (
        <>
            <AccountForm title="Choose a password" action="Set it" isComplete={password.length >= shortestPassword} onSend={send}>
                <Field
                    label="New password"
                    type="password"
                    autoComplete="new-password"
                    autoFocus
                    value={password}
                    hint={passwordHint}
                    onChange={setPassword}
                />
            </AccountForm>
            <p className="account-more">If the link no longer works, {again}.</p>
        </>
    );
}
