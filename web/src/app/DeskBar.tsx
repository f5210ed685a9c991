import { useState } from "react";
import { Account, signOut } from "../api/account";
import type { BusinessConfig } from "../api/business";
import type { Server } from "../api/http";
import { takeStaffKey } from "../features/live/staffKey";
import { formatTime } from "../shared/format";
import { useCurrentInView } from "../shared/useCurrentInView";
import { asCallersKnowIt } from "./branding";
import { placeOf, places, roleIn, STAFF_PATH, suffices } from "./navigation";
import { Link, useGo } from "./router";
import { useAccount } from "./useAccount";

/** Over every page of a business's own people: where they can go, and whether an operator is looking. Nothing for anybody else. */
export function DeskBar({ business, server, path }: { business: BusinessConfig; server: Server; path: string }) {
    // Who opened the live page with a key has not signed in, and is not asked who they are.
    const [account, look] = useAccount(server, !path.startsWith(STAFF_PATH) || takeStaffKey() === null);
    const navigation = useCurrentInView<HTMLUListElement>(`${account?.id ?? ""} ${path}`);
    const role = account == null ? null : roleIn(account, business.businessId);
    if (account == null || role === null) return null;
    const present = placeOf(path);
    return (
        <header className="desk-bar">
            {account.visit !== undefined && <VisitBanner account={account} timeZone={business.timeZone} server={server} onEnd={look} />}
            <nav aria-label={business.name}>
                <span className="desk-bar-name">{asCallersKnowIt(business).name}</span>
                <ul ref={navigation}>
                    {places.filter((place) => suffices(role, place.role)).map((place) => (
                        <li key={place.path}><Link to={place.path} isCurrent={place === present}>{place.title}</Link></li>
                    ))}
                </ul>
            </nav>
        </header>
    );
}

/** Who is in a business that is not theirs, why, until when, and the way out. */
function VisitBanner({ account, timeZone, server, onEnd }: { account: Account; timeZone: string; server: Server; onEnd(): void }) {
    const go = useGo();
    const [trouble, setTrouble] = useState(false);
    const { visit } = account;
    if (visit === undefined) return null;
    const end = () => {
        signOut(server).then(
            () => {
                onEnd();
                go("/");
            },
            () => setTrouble(true),
        );
    };
    return (
        <div className="visit-banner" role="region" aria-label="An operator's visit">
            <p>
                <strong>{account.name} is here as the owner,</strong> for whoever runs the platform: “{visit.reason}”.
                {" "}Until {formatTime(visit.endsAt, timeZone)}; all that is done is written down.
            </p>
            <button type="button" onClick={end}>End the visit</button>
            {trouble && <p role="alert">That did not work. Try again in a moment.</p>}
        </div>
    );
}
