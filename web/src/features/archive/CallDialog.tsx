import { readTranscript, recordingAddress } from "../../api/archive";
import type { UsageRecord } from "../../api/billing";
import type { Server } from "../../api/http";
import { Await } from "../../shared/Await";
import { Dialog } from "../../shared/Dialog";
import { formatMoment, formatTime } from "../../shared/format";
import { useLoaded } from "../../shared/useLoaded";

/** What was said in a call, and its sound. */
export function CallDialog({ server, businessId, timeZone, call, isRecorded, onClose }: {
    server: Server;
    businessId: string;
    timeZone: string;
    call: UsageRecord;
    isRecorded: boolean;
    onClose(): void;
}) {
    const transcript = useLoaded(call.session, () => readTranscript(server, businessId, call.session));
    return (
        <Dialog title={`Call of ${formatMoment(call.startedAt, timeZone)}`} isWide onClose={onClose}>
            {isRecorded && <audio className="recording" controls preload="none" src={recordingAddress(businessId, call.session)} aria-label="Recording of the call" />}
            <Await loaded={transcript}>
                {({ lines }) => lines.length === 0 ? <p className="blank">What was said is deleted, or nothing was.</p> : (
                    <ol className="transcript" aria-label="Transcript">
                        {lines.map((line) => (
                            <li key={line.sequence} data-role={line.role}>
                                <small>{line.role === "agent" ? "Agent" : "Caller"} · {formatTime(line.at, timeZone)}</small>
                                <p>{line.text}{line.interrupted && <span className="tag">interrupted</span>}</p>
                            </li>
                        ))}
                    </ol>
                )}
            </Await>
        </Dialog>
    );
}
