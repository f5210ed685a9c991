import type { Form } from "../../api/form";
import type { PendingEdits } from "./callState";

/** The form with values set by hand already in it, so that an edit is seen at once and not after a round trip. */
export function applyEdits(form: Form, edits: PendingEdits): Form {
    if (Object.keys(edits).length === 0) return form;
    return {
        ...form,
        fields: form.fields.map((field) => ({
            ...field,
            ...(field.name in edits && { value: edits[field.name] ?? null, confidence: null }),
            // A line taken away stays until the server says so: the numbers of the lines after it must not move meanwhile.
            lines: field.lines.map((line, index) => {
                const quantity = edits[`${field.name}[${index}]`];
                return typeof quantity === "string" ? { ...line, quantity: Number(quantity) } : line;
            }),
        })),
    };
}
