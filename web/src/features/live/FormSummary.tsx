import type { Field, Form, FormLine } from "../../api/form";
import { formatMoney } from "../../shared/format";
import { useVersion } from "../../shared/useVersion";

/** What a call has come to so far: the filled fields, in few words. */
export function FormSummary({ form }: { form: Form }) {
    const filled = form.fields.filter((field) => field.status !== "empty" && (field.lines.length > 0 || Boolean(field.value)));
    if (filled.length === 0) return null;
    return (
        <dl className="summary">
            {filled.map((field) => <SummaryRow key={field.name} field={field} />)}
            {form.total != null && <div className="summary-total"><dt>Total</dt><dd>{formatMoney(form.total)}</dd></div>}
        </dl>
    );
}

function SummaryRow({ field }: { field: Field }) {
    const said = field.type === "lines" ? field.lines.map(lineWords) : [field.value ?? ""];
    const version = useVersion(said.join("\n"));
    return (
        <div className={`summary-${field.status}`}>
            <span key={version} className="flash" aria-hidden="true" />
            <dt>{field.label}</dt>
            <dd>
                {said.map((words, index) => <span key={index}>{words}</span>)}
                {field.status === "needsConfirming" && <em>not sure yet</em>}
            </dd>
        </div>
    );
}

function lineWords(line: FormLine): string {
    return [`${line.quantity} × ${line.item}`, ...line.options].join(", ");
}
