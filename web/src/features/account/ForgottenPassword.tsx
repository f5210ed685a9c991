import { ReactNode, useState } from "react";
import { requestPasswordLink } from "../../api/account";
import type { Server } from "../../api/http";
import { Field } from "../../shared/Field";
import { AccountForm } from "./AccountForm";

/** Asks for the link over which a new password is chosen. */
export function ForgottenPassword({ server, back }: { server: Server; back: ReactNode }) {
    const [email, setEmail] = useState("");
    const [isSent, setSent] = useState(false);
    if (isSent) {
        return (
            <div className="account-form" role="status">
                <h1>Look into your mail</h1>
                <p>If {email} has an account here, a letter with a link is on its way. The link works for an hour.</p>
                <p>{back}</p>
            </div>
        );
    }
    const send = async () => {
        await requestPasswordLink(server, email);
        setSent(true);
    };
    return (
        <>
            <AccountForm title="Forgotten your password?" action="Send me a link" isComplete={email !== ""} onSend={send}>
                <p>We send you a link with which you choose a new one.</p>
                <Field label="E-mail" type="email" autoComplete="username" autoFocus value={email} onChange={setEmail} />
            </AccountForm>
            <p className="account-more">{back}</p>
        </>
    );
}
