import { ReactNode, useEffect, useState } from "react";
import { acceptInvitation, Invitation, readInvitation, StaffRole } from "../../api/account";
import { Problem, Server } from "../../api/http";
import { Field } from "../../shared/Field";
import { AccountForm, passwordHint, shortestPassword } from "./AccountForm";
import { takeLinkToken } from "./linkToken";

const roleWords: Record<StaffRole, string> = {
    staff: "one of the staff, who see the calls and work on what comes of them",
    manager: "a manager, who also says what the business offers and how its agent behaves",
    owner: "an owner, who also decides about the plan, keys and people",
};

/** Joins a business, with the link of a letter. `signIn` leads to the business's own sign-in. */
export function AcceptInvitation({ server, signIn }: { server: Server; signIn(subdomain: string): ReactNode }) {
    const [token] = useState(takeLinkToken);
    const [invitation, trouble] = useInvitation(server, token);
    const [name, setName] = useState("");
    const [password, setPassword] = useState("");
    const [isDone, setDone] = useState(false);

    if (token === null || trouble !== null) {
        return (
            <div className="account-form">
                <h1>This invitation cannot be opened</h1>
                <p role="alert">{trouble ?? "The link is not whole: open it from the letter once more."}</p>
                <p>Ask whoever invited you for a new one.</p>
            </div>
        );
    }
    if (invitation === null) return <div className="account-form" aria-busy="true" />;
    if (isDone) {
        return (
            <div className="account-form" role="status">
                <h1>Welcome to {invitation.businessName}</h1>
                <p>You sign in with {invitation.email}. {signIn(invitation.subdomain)}</p>
            </div>
        );
    }
    const isComplete = invitation.hasPassword || (name.trim() !== "" && password.length >= shortestPassword);
    const send = async () => {
        await acceptInvitation(server, invitation.hasPassword ? { token } : { token, name: name.trim(), password });
        setDone(true);
    };
    return (
        <AccountForm title={`Join ${invitation.businessName}`} action="Accept the invitation" isComplete={isComplete} onSend={send}>
            <p>{invitation.email} is invited as {roleWords[invitation.role]}.</p>
            {!invitation.hasPassword && (
                <>
                    <Field label="Your name" autoComplete="name" autoFocus value={name} onChange={setName} />
                    <Field
                        label="Password" type="password" autoComplete="new-password" value={password} hint={passwordHint}
                        onChange={setPassword}
                    />
                </>
            )}
        </AccountForm>
    );
}

function useInvitation(server: Server, token: string | null): [invitation: Invitation | null, trouble: string | null] {
    const [invitation, setInvitation] = useState<Invitation | null>(null);
    const [trouble, setTrouble] = useState<string | null>(null);
    useEffect(() => {
        if (token === null) return;
        let isWanted = true;
        readInvitation(server, token).then(
            (found) => isWanted && setInvitation(found),
            (error: unknown) => isWanted && setTrouble(error instanceof Problem ? error.message : "The invitation could not be read."),
        );
        return () => {
            isWanted = false;
        };
    }, [server, token]);
    return [invitation, trouble];
}
