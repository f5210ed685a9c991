import { ReactNode, useState } from "react";
import { signOut } from "../../api/account";
import type { Server } from "../../api/http";
import { getAnalytics } from "../../api/operator";
import { AnalyticsPanel } from "./AnalyticsPanel";
import { BusinessPanel } from "./BusinessPanel";
import { BusinessTable } from "./BusinessTable";
import { useLoaded } from "../../shared/useLoaded";

/** Who runs the platform: how it does, its businesses, and one of them. */
export function OperatorPage({ server, signIn }: {
    server: Server;
    /** The way in, for who has not come in yet. */
    signIn(onSignedIn: () => void): ReactNode;
}) {
    const [visit, setVisit] = useState(0);
    const [chosen, setChosen] = useState<string | null>(null);
    const analytics = useLoaded(`analytics ${visit}`, () => getAnalytics(server));
    const again = () => setVisit((number) => number + 1);

    if (analytics.state === "loading") return <p className="operator-empty" aria-busy="true">One moment …</p>;
    if (analytics.state === "failed") {
        if (analytics.problem.status === 401) return <>{signIn(again)}</>;
        if (analytics.problem.status === 403) {
            return (
                <>
                    <p className="notice notice-trouble" role="alert">This account does not run the platform.</p>
                    {signIn(again)}
                </>
            );
        }
        return <p className="notice notice-trouble" role="alert">{analytics.problem.message}</p>;
    }
    const leave = () => {
        void signOut(server).then(again, again);
    };
    return (
        <>
            <header className="operator-head">
                <h1>Platform</h1>
                <button type="button" className="quiet" onClick={leave}>Sign out</button>
            </header>
            <AnalyticsPanel analytics={analytics.value} />
            <div className="operator-columns">
                <BusinessTable server={server} version={visit} chosen={chosen} onChoose={setChosen} />
                {chosen !== null && (
                    <BusinessPanel key={chosen} id={chosen} server={server} onChange={again} onClose={() => setChosen(null)} />
                )}
            </div>
        </>
    );
}
