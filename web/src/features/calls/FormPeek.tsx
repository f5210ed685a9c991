import type { Form } from "../../api/form";
import { formatMoney } from "../../shared/format";
import { Icon } from "../../shared/Icon";
import { useVersion } from "../../shared/useVersion";

/** The form in one line, where there is no room for it beside the conversation: press to open it. */
export function FormPeek({ form, isOpen, onToggle }: { form: Form; isOpen: boolean; onToggle(): void }) {
    const required = form.fields.filter((field) => field.isRequired);
    const filled = required.filter((field) => field.status !== "empty").length;
    const toConfirm = form.fields.filter((field) => field.status === "needsConfirming").length;
    const version = useVersion(`${filled} ${toConfirm} ${form.total?.minorUnits ?? 0}`);
    return (
        <button type="button" className="peek" aria-expanded={isOpen} onClick={onToggle}>
            {version > 0 && <span key={version} className="flash" aria-hidden="true" />}
            <strong>{form.title}</strong>
            <span className="peek-progress">
                {toConfirm > 0 ? `${toConfirm} to confirm` : `${filled} of ${required.length}`}
            </span>
            {form.total != null && <strong>{formatMoney(form.total)}</strong>}
            <Icon name="chevron" />
        </button>
    );
}
