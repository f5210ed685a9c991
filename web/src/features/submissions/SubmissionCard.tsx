import type { Submission } from "../../api/records";
import { RecordFrame } from "../../shared/RecordFrame";
import { Answers } from "./Answers";

/** What a caller asked for in the business's own workflow. */
export function SubmissionCard({ submission, timeZone, isNew }: { submission: Submission; timeZone: string; isNew: boolean }) {
    return (
        <RecordFrame
            title={`${submission.title} ${submission.number}`}
            status={submission.status}
            createdAt={submission.created_at}
            timeZone={timeZone}
            isNew={isNew}
            customer={submission}
        >
            <Answers submission={submission} />
        </RecordFrame>
    );
}
