import type { Form } from "../../api/form";
import { formatMoney } from "../../shared/format";
import { useVersion } from "../../shared/useVersion";
import { FormField } from "./FormField";
import { OrderLines } from "./OrderLines";

/** The form that fills itself while people talk, drawn from its own description: nothing here knows a trade. */
export function DynamicForm({ form, onEdit }: { form: Form; onEdit(field: string, value: string | null): void }) {
    return (
        <section className="form" aria-label={form.title}>
            <h2>{form.title}</h2>
            {form.fields.map((field) =>
                field.type === "lines"
                    ? <OrderLines key={field.name} field={field} onEdit={onEdit} />
                    : <FormField key={field.name} field={field} onEdit={(value) => onEdit(field.name, value)} />,
            )}
            {form.total != null && <Total amount={formatMoney(form.total)} />}
        </section>
    );
}

function Total({ amount }: { amount: string }) {
    const version = useVersion(amount);
    return (
        <p className="total">
            {version > 0 && <span key={version} className="flash" aria-hidden="true" />}
            <span>Total</span>
            <strong>{amount}</strong>
        </p>
    );
}
