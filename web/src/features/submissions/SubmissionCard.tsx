import type { Submission } from "../../api/records";
import { RecordFrame } from "../../shared/RecordFrame";

/** The caller's own name and number stand at the foot of every record. */
const callersOwn = new Set(["customer_name", "customer_phone"]);

/** What a caller answered, question by question. */
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
            <dl className="record-answers">
                {submission.answers.filter(({ name }) => !callersOwn.has(name)).map(({ name, label, text }) => (
                    <div key={name}><dt>{label}</dt><dd>{text}</dd></div>
                ))}
            </dl>
        </RecordFrame>
    );
}
