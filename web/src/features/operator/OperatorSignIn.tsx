import { FormEvent, useState } from "react";
import type { Server } from "../../api/http";
import { signIn } from "../../api/operator";
import { asProblem } from "./useLoaded";

/** Asks who it is; for the code of the second factor only once it is wanted. */
export function OperatorSignIn({ server, isForbidden, onSignedIn }: { server: Server; isForbidden: boolean; onSignedIn(): void }) {
    const [email, setEmail] = useState("");
    const [password, setPassword] = useState("");
    const [code, setCode] = useState("");
    const [wantsCode, setWantsCode] = useState(false);
    const [trouble, setTrouble] = useState(isForbidden ? "This account does not run the platform." : "");
    const [isBusy, setBusy] = useState(false);

    const submit = async (event: FormEvent) => {
        event.preventDefault();
        setBusy(true);
        try {
            await signIn(server, email.trim(), password, code.trim());
            onSignedIn();
        } catch (error) {
            const problem = asProblem(error);
            const asksForCode = problem.code.endsWith("second-factor-needed");
            setWantsCode(wantsCode || asksForCode);
            setTrouble(asksForCode ? "" : problem.message);
        } finally {
            setBusy(false);
        }
    };
    return (
        <form className="sign-in" onSubmit={(event) => void submit(event)}>
            <h1>Platform: sign in</h1>
            <label htmlFor="operator-email">E-mail</label>
            <input id="operator-email" type="email" autoComplete="username" autoFocus required value={email} onChange={(event) => setEmail(event.target.value)} />
            <label htmlFor="operator-password">Password</label>
            <input id="operator-password" type="password" autoComplete="current-password" required value={password} onChange={(event) => setPassword(event.target.value)} />
            {wantsCode && (
                <>
                    <label htmlFor="operator-code">Code of your second factor</label>
                    <input id="operator-code" inputMode="numeric" autoComplete="one-time-code" autoFocus value={code} onChange={(event) => setCode(event.target.value)} />
                </>
            )}
            {trouble !== "" && <p className="notice notice-trouble" role="alert">{trouble}</p>}
            <button type="submit" className="primary" disabled={isBusy}>Sign in</button>
        </form>
    );
}
