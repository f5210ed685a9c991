import type { ReactNode } from "react";
import { Account, signOut, StaffRole } from "../api/account";
import type { BusinessConfig } from "../api/business";
import type { Server } from "../api/http";
import { OwnAccountPage } from "../features/account/OwnAccountPage";
import { SignInForm } from "../features/account/SignInForm";
import { PastCallsPage } from "../features/archive/PastCallsPage";
import { PeoplePage } from "../features/people/PeoplePage";
import { PlanPage } from "../features/plan/PlanPage";
import { SettingsPage } from "../features/settings/SettingsPage";
import { forgottenLink } from "./AccountPage";
import { ACCOUNT_PATH, CALLS_PATH, PEOPLE_PATH, placeOf, PLAN_PATH, roleIn, SETTINGS_PATH, suffices } from "./navigation";
import { Link } from "./router";
import { useAccount } from "./useAccount";

interface DeskProps {
    readonly business: BusinessConfig;
    readonly server: Server;
    readonly path: string;
}

/** A page for a business's own people: who has not signed in does so first, and sees what their role is for. */
export function DeskPage({ business, server, path }: DeskProps) {
    const [account, look] = useAccount(server);
    if (account === undefined) return <p className="small-print" aria-busy="true">One moment …</p>;
    if (account === null) {
        return (
            <SignInForm title={`${business.name}: sign in`} server={server} onSignedIn={look}>
                <p className="account-more">{forgottenLink}</p>
            </SignInForm>
        );
    }
    const role = roleIn(account, business.businessId);
    const place = placeOf(path);
    if (role === null || place === null || !suffices(role, place.role)) {
        return (
            <>
                <h1>{place?.title ?? "This page"} is not for you</h1>
                <p>You have signed in as {account.email}. {role === null ? "That account has nothing to do with this business." : "An owner of the business decides who sees what."}</p>
                <p><button type="button" onClick={() => void signOut(server).then(look, look)}>Sign in as somebody else</button></p>
            </>
        );
    }
    return <>{page(place.path, role, account, look, { business, server, path })}</>;
}

function page(place: string, role: StaffRole, account: Account, look: () => void, { business, server, path }: DeskProps): ReactNode {
    switch (place) {
        case SETTINGS_PATH:
            return (
                <SettingsPage business={business} server={server} role={role} section={path.slice(SETTINGS_PATH.length + 1)} path={SETTINGS_PATH} Link={Link} />
            );
        case CALLS_PATH:
            return <PastCallsPage business={business} server={server} />;
        case PEOPLE_PATH:
            return <PeoplePage business={business} server={server} account={account} />;
        case PLAN_PATH:
            return <PlanPage business={business} server={server} role={role} />;
        case ACCOUNT_PATH:
            return (
                <>
                    <OwnAccountPage key={account.id} server={server} account={account} timeZone={business.timeZone} onChange={look} />
                    <p><button type="button" onClick={() => void signOut(server).then(look, look)}>Sign out</button></p>
                </>
            );
        default:
            return null;
    }
}
