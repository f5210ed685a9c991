import { signOut } from "../api/account";
import type { Server } from "../api/http";
import { AcceptInvitation } from "../features/account/AcceptInvitation";
import { ForgottenPassword } from "../features/account/ForgottenPassword";
import { ResetPassword } from "../features/account/ResetPassword";
import { SignedInHome } from "../features/account/SignedInHome";
import { SignInForm } from "../features/account/SignInForm";
import { Link, useGo } from "./router";
import { useAccount } from "./useAccount";

export const SIGN_IN_PATH = "/sign-in";
export const FORGOTTEN_PATH = "/forgotten-password";
const RESET_PATH = "/reset-password";
const INVITATION_PATH = "/invitation";

export const forgottenLink = <Link to={FORGOTTEN_PATH}>Forgotten your password?</Link>;

/** The pages for people's accounts, on any host; null for another path. */
export function accountPage(path: string, server: Server, isBusinesses: boolean) {
    const signIn = <Link to={SIGN_IN_PATH}>Sign in</Link>;
    switch (path) {
        case SIGN_IN_PATH:
            return isBusinesses ? <BusinessSignIn server={server} /> : <PlatformSignIn server={server} />;
        case FORGOTTEN_PATH:
            return <ForgottenPassword server={server} back={signIn} />;
        case RESET_PATH:
            return <ResetPassword server={server} signIn={signIn} again={<Link to={FORGOTTEN_PATH}>ask for a new link</Link>} />;
        case INVITATION_PATH:
            return <AcceptInvitation server={server} signIn={(subdomain) => <a href={staffAddress(subdomain)}>Open the staff page</a>} />;
        default:
            return null;
    }
}

/** A business's people go on to the live page. */
function BusinessSignIn({ server }: { server: Server }) {
    const go = useGo();
    return (
        <SignInForm title="Sign in" server={server} onSignedIn={() => go("/staff")}>
            <p className="account-more">{forgottenLink}</p>
        </SignInForm>
    );
}

/** The operator's way in, where their page shows it. */
export function operatorSignIn(server: Server) {
    return (onSignedIn: () => void) => (
        <div className="page-narrow">
            <SignInForm title="Platform: sign in" server={server} onSignedIn={onSignedIn}>
                <p className="account-more">{forgottenLink}</p>
            </SignInForm>
        </div>
    );
}

function PlatformSignIn({ server }: { server: Server }) {
    const [account, look] = useAccount(server);
    if (account === undefined) return null;
    if (account === null) {
        return (
            <SignInForm title="Sign in" server={server} onSignedIn={look}>
                <p className="account-more">{forgottenLink}</p>
            </SignInForm>
        );
    }
    return (
        <SignedInHome
            account={account}
            address={(membership) => staffAddress(membership.subdomain)}
            onSignOut={() => void signOut(server).then(look, look)}
        />
    );
}

/** The staff page of a business, from the platform's own host. */
function staffAddress(subdomain: string): string {
    return `${window.location.protocol}//${subdomain}.${window.location.host}/staff`;
}
