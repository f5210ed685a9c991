import { ReactNode, useState } from "react";
import { signIn } from "../../api/account";
import { Problem, Server } from "../../api/http";
import { Field } from "../../shared/Field";
import { AccountForm } from "./AccountForm";

/** Address and password, and the code of the second factor once it is asked for. */
export function SignInForm({ title, server, onSignedIn, children }: {
    title: string;
    server: Server;
    onSignedIn(): void;
    /** What stands below: other ways in. */
    children?: ReactNode;
}) {
    const [email, setEmail] = useState("");
    const [password, setPassword] = useState("");
    /** Null until it is asked for. */
    const [code, setCode] = useState<string | null>(null);

    const send = async () => {
        try {
            await signIn(server, { email, password, ...(code === null ? {} : { code }) });
            onSignedIn();
        } catch (error) {
            if (!(error instanceof Problem && error.code.endsWith("second-factor-needed"))) throw error;
            setCode("");
        }
    };

    return (
        <>
            <AccountForm title={title} action="Sign in" isComplete={email !== "" && password !== "" && code !== ""} onSend={send}>
                <Field label="E-mail" type="email" autoComplete="username" autoFocus value={email} onChange={setEmail} />
                <Field
                    label="Password" type="password" autoComplete="current-password" value={password} onChange={setPassword}
                />
                {code !== null && (
                    <Field
                        label="Code"
                        autoComplete="one-time-code"
                        autoFocus
                        value={code}
                        hint="The six digits that your authenticator app shows, or one of your recovery codes."
                        onChange={setCode}
                    />
                )}
            </AccountForm>
            {children}
        </>
    );
}
