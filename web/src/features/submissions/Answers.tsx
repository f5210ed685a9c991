import type { Submission } from "../../api/records";

/** The caller's own name and number stand elsewhere on every record. */
const callersOwn = new Set(["customer_name", "customer_phone"]);

/** What a caller answered, question by question. */
export function Answers({ submission }: { submission: Submission }) {
    return (
        <dl className="record-answers">
            {submission.answers.filter(({ name }) => !callersOwn.has(name)).map(({ name, label, text }) => (
                <div key={name}><dt>{label}</dt><dd>{text}</dd></div>
            ))}
        </dl>
    );
}
