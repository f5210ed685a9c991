import { useId, useState } from "react";
import type { Field, FieldStatus, FieldType } from "../../api/form";
import { Icon } from "../../shared/Icon";
import { useVersion } from "../../shared/useVersion";

/** Up to here every choice is in sight; more become a list to pick from. */
const CHOICES_IN_SIGHT = 4;

const statusWords: Record<FieldStatus, string> = {
    empty: "",
    heard: "Heard",
    needsConfirming: "Please confirm",
    confirmed: "Confirmed",
};

const inputTypes: Partial<Record<FieldType, string>> = { phone: "tel", email: "email" };

/** One field of the live form: fills itself, and can be set by hand. */
export function FormField({ field, onEdit }: { field: Field; onEdit(value: string | null): void }) {
    const id = useId();
    const version = useVersion(field.value ?? "");
    const isGroup = isChosenBySight(field);
    return (
        <div className={`field field-${field.status}`} {...(isGroup && { role: "group", "aria-labelledby": `${id}-label` })}>
            {version > 0 && <span key={version} className="flash" aria-hidden="true" />}
            <div className="field-head">
                <label id={`${id}-label`} htmlFor={isGroup ? undefined : id}>
                    {field.label}
                    {!field.isRequired && <span className="field-optional"> (optional)</span>}
                </label>
                <FieldStatusMark field={field} id={`${id}-status`} />
            </div>
            <div className="field-control">
                <FieldControl field={field} id={id} onEdit={onEdit} />
                {field.status === "needsConfirming" && field.value && (
                    <ConfirmButton label={field.label} onConfirm={() => onEdit(field.value ?? null)} />
                )}
            </div>
        </div>
    );
}

/** Says yes by hand: sends the value as it stands. */
function ConfirmButton({ label, onConfirm }: { label: string; onConfirm(): void }) {
    return (
        <button type="button" className="confirm" aria-label={`${label} is right`} title="That is right" onClick={onConfirm}>
            <Icon name="check" />
        </button>
    );
}

export function FieldStatusMark({ field, id }: { field: Field; id?: string }) {
    if (field.status === "empty") return null;
    const sureness = field.confidence == null ? undefined : `${Math.round(field.confidence * 100)} % sure`;
    return <span id={id} className={`status status-${field.status}`} title={sureness}>{statusWords[field.status]}</span>;
}

function FieldControl({ field, id, onEdit }: { field: Field; id: string; onEdit(value: string | null): void }) {
    if (isChosenBySight(field)) return <ChoiceButtons field={field} onEdit={onEdit} />;
    if (field.choices.length > 0) {
        return (
            <select
                id={id}
                value={field.value ?? ""}
                aria-describedby={`${id}-status`}
                onChange={(event) => onEdit(event.target.value || null)}
            >
                <option value="">Not chosen yet</option>
                {field.choices.map((choice) => <option key={choice}>{choice}</option>)}
            </select>
        );
    }
    return <TextControl field={field} id={id} onEdit={onEdit} />;
}

function ChoiceButtons({ field, onEdit }: { field: Field; onEdit(value: string | null): void }) {
    return (
        <div className="choices">
            {field.choices.map((choice) => (
                <button key={choice} type="button" aria-pressed={choice === field.value} onClick={() => onEdit(choice)}>
                    {choice}
                </button>
            ))}
        </div>
    );
}

/** Sends what was typed when the caller leaves the field or presses Enter; Escape brings back what was there. */
function TextControl({ field, id, onEdit }: { field: Field; id: string; onEdit(value: string | null): void }) {
    const [draft, setDraft] = useState<string | null>(null);
    const shown = field.value ?? "";
    const commit = () => {
        setDraft(null);
        if (draft !== null && draft.trim() !== shown) onEdit(draft.trim() || null);
    };
    return (
        <input
            id={id}
            type={inputTypes[field.type] ?? "text"}
            value={draft ?? shown}
            placeholder="Not said yet"
            autoComplete="off"
            aria-describedby={`${id}-status`}
            onChange={(event) => setDraft(event.target.value)}
            onBlur={commit}
            onKeyDown={(event) => {
                if (event.key === "Enter") commit();
                if (event.key === "Escape") setDraft(null);
            }}
        />
    );
}

function isChosenBySight(field: Field): boolean {
    return field.choices.length > 0 && field.choices.length <= CHOICES_IN_SIGHT;
}
