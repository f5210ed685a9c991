import { useEffect, useMemo, useState } from "react";
import { signOut } from "../api/account";
import type { BusinessConfig } from "../api/business";
import type { Server } from "../api/http";
import { changeRecord } from "../api/records";
import { SignInForm } from "../features/account/SignInForm";
import { Feed } from "../features/live/Feed";
import { KeyForm } from "../features/live/KeyForm";
import { LiveBoard } from "../features/live/LiveBoard";
import { RecordSteps } from "../features/office/RecordSteps";
import { forgetStaffKey, storeStaffKey, takeStaffKey } from "../features/live/staffKey";
import type { RecordView } from "../shared/RecordView";
import { forgottenLink } from "./AccountPage";
import { RecordCard } from "./RecordCard";
import { useAccount } from "./useAccount";

/** The live page, for who has signed in on this host, or who has the business's key. */
export function StaffPage({ business, server }: { business: BusinessConfig; server: Server }) {
    const [key, setKey] = useState(takeStaffKey);
    const [account, look] = useAccount(server, key === null);
    const [wasRefused, setRefused] = useState(false);
    const leave = () => {
        forgetStaffKey();
        setKey(null);
        // A session that has ended, or a person who was removed, is asked to sign in again.
        void signOut(server).then(look, look);
    };

    if (key !== null || (account !== null && account !== undefined)) {
        return (
            <Board
                key={key ?? account?.id}
                business={business}
                server={server}
                staffKey={key ?? undefined}
                onRefused={() => {
                    setRefused(key !== null);
                    leave();
                }}
                onSignOut={leave}
            />
        );
    }
    if (account === undefined) return null;
    const openWithKey = (entered: string) => {
        storeStaffKey(entered);
        setRefused(false);
        setKey(entered);
    };
    return (
        <SignInForm title={`${business.name}: staff`} server={server} onSignedIn={look}>
            <div className="account-more">
                <p>{forgottenLink}</p>
                <details open={wasRefused}>
                    <summary>Open the page with a key</summary>
                    <KeyForm wasRefused={wasRefused} onKey={openWithKey} />
                </details>
            </div>
        </SignInForm>
    );
}

/** The board of somebody who was let in. */
function Board({ business, server, staffKey, onRefused, onSignOut }: {
    business: BusinessConfig;
    server: Server;
    /** Nothing for who has signed in. */
    staffKey: string | undefined;
    onRefused(): void;
    onSignOut(): void;
}) {
    const [feed, setFeed] = useState<Feed | null>(null);
    useEffect(() => {
        const opened = new Feed(server, business.businessId, staffKey, onRefused);
        setFeed(opened);
        return () => {
            opened.close();
            setFeed(null);
        };
        // Whoever calls is told by the latest way of telling; the feed is opened once for a key.
    }, [server, business.businessId, staffKey]);

    const RecordDesk = useMemo<RecordView>(() => (props) => (
        <div className="record-with-steps">
            <RecordCard {...props} />
            <RecordSteps
                entry={props.entry}
                change={(entry, members) => changeRecord(server, business.businessId, entry, members, staffKey)}
            />
        </div>
    ), [server, business.businessId, staffKey]);

    if (feed === null) return null;
    return <LiveBoard business={business} feed={feed} RecordCard={RecordDesk} onSignOut={onSignOut} />;
}
