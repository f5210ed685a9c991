import { useEffect, useState } from "react";
import type { BusinessConfig } from "../api/business";
import type { Server } from "../api/http";
import { Feed } from "../features/live/Feed";
import { LiveBoard } from "../features/live/LiveBoard";
import { SignIn } from "../features/live/SignIn";
import { forgetStaffKey, storeStaffKey, takeStaffKey } from "../features/live/staffKey";
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
            RecordCard={RecordCard}
            onSignOut={() => {
                forgetStaffKey();
                setKey(null);
            }}
        />
    );
}
