import { useState } from "react";
import { endOtherSessions, endSession, listSessions } from "../../api/account";
import type { Server } from "../../api/http";
import { Await } from "../../shared/Await";
import { DataTable } from "../../shared/DataTable";
import { formatMoment } from "../../shared/format";
import { Outcome } from "../../shared/Outcome";
import { Section } from "../../shared/Section";
import { useAction } from "../../shared/useAction";
import { useLoaded } from "../../shared/useLoaded";
import { browserName } from "./browserName";

/** Where a person is signed in, and the way out of each. */
export function SessionsSection({ server, timeZone }: { server: Server; timeZone: string }) {
    const [visit, setVisit] = useState(0);
    const action = useAction();
    const sessions = useLoaded(String(visit), () => listSessions(server));
    const act = (work: () => Promise<unknown>, done: string) => void action.run(work, done).then(() => setVisit((number) => number + 1));
    return (
        <Section
            title="Where you are signed in"
            tools={<button type="button" disabled={action.isBusy} onClick={() => act(() => endOtherSessions(server), "You are signed out everywhere else.")}>Sign out everywhere else</button>}
        >
            <Outcome action={action} />
            <Await loaded={sessions}>
                {(all) => (
                    <DataTable
                        caption="Sessions"
                        columns={[
                            { title: "Browser", cell: (session) => <>{browserName(session.agent)}{session.isThisOne && <span className="tag tag-good">this one</span>}</> },
                            { title: "From", cell: (session) => session.address },
                            { title: "Since", cell: (session) => formatMoment(session.createdAt, timeZone) },
                            { title: "Last seen", cell: (session) => formatMoment(session.lastSeenAt, timeZone) },
                        ]}
                        rows={all}
                        keyOf={(session) => session.id}
                        empty="Nowhere."
                        actions={(session) => !session.isThisOne && (
                            <button type="button" className="link link-bad" disabled={action.isBusy} onClick={() => act(() => endSession(server, session.id), "That session is over.")}>
                                Sign out
                            </button>
                        )}
                    />
                )}
            </Await>
        </Section>
    );
}
