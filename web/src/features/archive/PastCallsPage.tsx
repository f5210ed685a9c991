import { useState } from "react";
import { deleteRecording, deleteTranscript, listRecordings } from "../../api/archive";
import { listSessions, UsageRecord } from "../../api/billing";
import type { BusinessConfig } from "../../api/business";
import type { Server } from "../../api/http";
import { Confirm } from "../../shared/Confirm";
import { DataTable } from "../../shared/DataTable";
import { formatDuration, formatMoment } from "../../shared/format";
import { Pages, usePages } from "../../shared/Pages";
import { Section } from "../../shared/Section";
import { useLoaded } from "../../shared/useLoaded";
import { CallDialog } from "./CallDialog";

const channels = { browser: "Browser", commandLine: "Command line", phone: "Telephone" } as const;
const outcomes = {
    none: "Nothing", order: "An order", appointment: "An appointment", ticket: "A ticket", submission: "A request", transferred: "Put through to a person",
} as const;

/** The calls that are over: what became of each, what was said, how it sounded. */
export function PastCallsPage({ business, server }: { business: BusinessConfig; server: Server }) {
    const { businessId, timeZone } = business;
    const [visit, setVisit] = useState(0);
    const [read, setRead] = useState<UsageRecord | null>(null);
    const [deleted, setDeleted] = useState<{ call: UsageRecord; what: "recording" | "transcript" } | null>(null);
    const calls = usePages(businessId, (cursor) => listSessions(server, businessId, cursor));
    const recordings = useLoaded(`${businessId} ${visit}`, () => listRecordings(server, businessId));
    const recorded = new Set(recordings.state === "there" ? recordings.value.map((recording) => recording.callId) : []);
    return (
        <>
            <h1>Calls</h1>
            <Section title="Past calls" lead="What was agreed in a call stays in the books, even when what was said is deleted.">
                {recordings.state === "failed" && <p className="notice notice-trouble" role="alert">{recordings.problem.message}</p>}
                <Pages pages={calls} more="Earlier calls">
                    {(all) => (
                        <DataTable
                            caption="Past calls"
                            columns={[
                                { title: "When", cell: (call) => formatMoment(call.startedAt, timeZone) },
                                { title: "Over", cell: (call) => channels[call.channel] },
                                { title: "Length", isNumber: true, cell: (call) => formatDuration(call.durationSeconds * 1000) },
                                { title: "Led to", cell: (call) => outcomes[call.outcome] },
                                { title: "Recording", cell: (call) => (recorded.has(call.session) ? "Yes" : "–") },
                            ]}
                            rows={all}
                            keyOf={(call) => call.session}
                            empty="Nobody has called yet. Each call appears here when it is over."
                            actions={(call) => (
                                <>
                                    <button type="button" className="link" onClick={() => setRead(call)}>{recorded.has(call.session) ? "Read and listen" : "Read"}</button>
                                    {recorded.has(call.session) && (
                                        <button type="button" className="link link-bad" onClick={() => setDeleted({ call, what: "recording" })}>Delete recording</button>
                                    )}
                                    <button type="button" className="link link-bad" onClick={() => setDeleted({ call, what: "transcript" })}>Delete</button>
                                </>
                            )}
                        />
                    )}
                </Pages>
            </Section>
            {read !== null && (
                <CallDialog
                    server={server} businessId={businessId} timeZone={timeZone} call={read} isRecorded={recorded.has(read.session)} onClose={() => setRead(null)}
                />
            )}
            {deleted !== null && (
                <Confirm
                    title={deleted.what === "recording" ? "Delete the recording?" : "Delete what was said?"} act="Delete" onClose={() => setDeleted(null)}
                    onConfirm={() => (deleted.what === "recording" ? deleteRecording : deleteTranscript)(server, businessId, deleted.call.session)
                        .then(() => setVisit((number) => number + 1))}
                >
                    <p>
                        The call of {formatMoment(deleted.call.startedAt, timeZone)}:{" "}
                        {deleted.what === "recording" ? "its sound is gone for good." : "its words and its sound are gone for good."}
                    </p>
                </Confirm>
            )}
        </>
    );
}
