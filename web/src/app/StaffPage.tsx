import { useEffect, useMemo, useState } from "react";
import type { BusinessConfig } from "../api/business";
import type { Server } from "../api/http";
import { changeRecord } from "../api/records";
import { Feed } from "../features/live/Feed";
import { LiveBoard } from "../features/live/LiveBoard";
import { SignIn } from "../features/live/SignIn";
import { RecordSteps } from "../features/office/RecordSteps";
import { forgetStaffKey, storeStaffKey, takeStaffKey } from "../features/live/staffKey";
import type { RecordView } from "../shared/RecordView";
import { RecordCard } from "./RecordCard";

/** The live page behind its key. */
export function StaffPage({ business, server }: { business: BusinessConfig; server: Server }) {
    const [key, setKey] = useState(takeStaffKey);
    const [feed, setFeed] = useState<Feed | null>(null);
    const [wasRefused, setRefused] = useState(false);

    useEffect(() => {
        if (key === null) return;
        const opened = new Feed(server, business.businessId, key, () => {
            forgetStaffKey();
            setKey(null);
            setRefused(true);
        });
        setFeed(opened);
        return () => {
            opened.close();
            setFeed(null);
        };
    }, [server, business.businessId, key]);

    const RecordDesk = useMemo<RecordView>(() => (props) => (
        <div className="record-with-steps">
            <RecordCard {...props} />
            <RecordSteps
                entry={props.entry}
                change={(entry, members) => changeRecord(server, business.businessId, entry, members, key ?? "")}
            />
        </div>
    ), [server, business.businessId, key]);

    if (key === null) {
        return (
            <SignIn
                businessName={business.name}
                wasRefused={wasRefused}
                onKey={(entered) => {
                    storeStaffKey(entered);
                    setRefused(false);
                    setKey(entered);
                }}
            />
        );
    }
    if (feed === null) return null;
    return (
        <LiveBoard
            business={business}
            feed={feed}
            RecordCard={RecordDesk}
            onSignOut={() => {
                forgetStaffKey();
                setKey(null);
            }}
        />
    );
}
