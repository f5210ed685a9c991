import { ReactNode, RefCallback, useId } from "react";

/** What ties a control to what stands around it. */
export interface Attributes {
    readonly id: string;
    readonly required?: boolean;
    readonly disabled?: boolean;
    readonly autoFocus?: boolean;
    readonly ref?: RefCallback<HTMLElement>;
    readonly "aria-invalid"?: true;
    readonly "aria-describedby"?: string;
}

interface FieldProps<Value> {
    label: string;
    value: Value;
    hint?: ReactNode;
    /** What is wrong with the value. */
    mistake?: string;
    isRequired?: boolean;
    isDisabled?: boolean;
    autoFocus?: boolean;
    /** Seen by nobody, read out all the same: in tables and rows where the place says it. */
    isLabelHidden?: boolean;
    onChange(value: Value): void;
}

/** An input under its label, with what should be known about it and what is wrong with it. */
export function Field({ type = "text", autoComplete = "off", placeholder, suggestions, ...field }: FieldProps<string> & {
    type?: "text" | "email" | "password" | "tel" | "url" | "time" | "date" | "color";
    autoComplete?: string;
    placeholder?: string;
    /** What others have chosen; anything else may be typed. */
    suggestions?: readonly string[];
}) {
    const list = useId();
    return (
        <Frame {...field}>
            {(attributes) => (
                <>
                    <input
                        {...attributes}
                        type={type}
                        autoComplete={autoComplete}
                        placeholder={placeholder}
                        list={suggestions === undefined ? undefined : list}
                        value={field.value}
                        onChange={(event) => field.onChange(event.target.value)}
                    />
                    {suggestions !== undefined && <datalist id={list}>{suggestions.map((entry) => <option key={entry} value={entry} />)}</datalist>}
                </>
            )}
        </Frame>
    );
}

/** A number, or null while the input is empty. */
export function NumberField({ minimum, maximum, step = 1, unit, ...field }: FieldProps<number | null> & {
    minimum?: number;
    maximum?: number;
    /** "any" for decimal numbers. */
    step?: number | "any";
    /** What it counts: "minutes". */
    unit?: string;
}) {
    return (
        <Frame {...field}>
            {(attributes) => (
                <span className="input-unit">
                    <input
                        {...attributes}
                        type="number"
                        min={minimum}
                        max={maximum}
                        step={step}
                        inputMode={step === 1 ? "numeric" : "decimal"}
                        value={field.value ?? ""}
                        onChange={(event) => field.onChange(event.target.value === "" ? null : event.target.valueAsNumber)}
                    />
                    {unit !== undefined && <span>{unit}</span>}
                </span>
            )}
        </Frame>
    );
}

/** More than a line of text. */
export function LongField({ rows = 3, placeholder, ...field }: FieldProps<string> & { rows?: number; placeholder?: string }) {
    return (
        <Frame {...field}>
            {(attributes) => (
                <textarea
                    {...attributes}
                    rows={rows}
                    placeholder={placeholder}
                    value={field.value}
                    onChange={(event) => field.onChange(event.target.value)}
                />
            )}
        </Frame>
    );
}

/** One of several. */
export function ChoiceField<Value extends string>({ choices, ...field }: FieldProps<Value> & { choices: readonly (readonly [value: Value, words: string])[] }) {
    return (
        <Frame {...field}>
            {(attributes) => (
                <select {...attributes} value={field.value} onChange={(event) => field.onChange(event.target.value as Value)}>
                    {choices.map(([value, words]) => <option key={value} value={value}>{words}</option>)}
                </select>
            )}
        </Frame>
    );
}

/** Yes or no. */
export function CheckField({ label, value, hint, isDisabled, onChange }: Omit<FieldProps<boolean>, "mistake" | "autoFocus">) {
    const id = useId();
    return (
        <div className="check">
            <input
                id={id}
                type="checkbox"
                checked={value}
                disabled={isDisabled}
                aria-describedby={hint === undefined ? undefined : `${id}-hint`}
                onChange={(event) => onChange(event.target.checked)}
            />
            <label htmlFor={id}>{label}</label>
            {hint !== undefined && <p id={`${id}-hint`} className="small-print">{hint}</p>}
        </div>
    );
}

/** What stands around any control: its label, what should be known about it, what is wrong with it. */
export function Frame<Value>({ label, hint, mistake, isRequired, isDisabled, autoFocus, isLabelHidden = false, children }: Omit<FieldProps<Value>, "value" | "onChange"> & {
    children(attributes: Attributes): ReactNode;
}) {
    const id = useId();
    const described = [hint === undefined ? "" : `${id}-hint`, mistake === undefined ? "" : `${id}-mistake`].filter((part) => part !== "");
    const attributes: Attributes = {
        id,
        required: isRequired,
        disabled: isDisabled,
        autoFocus,
        // A dialog looks for the attribute, which React does not write, when it opens.
        ref: autoFocus === true ? (input) => input?.setAttribute("autofocus", "") : undefined,
        "aria-invalid": mistake === undefined ? undefined : true,
        "aria-describedby": described.length === 0 ? undefined : described.join(" "),
    };
    return (
        <div className="input-field">
            <label htmlFor={id} className={isLabelHidden ? "visually-hidden" : undefined}>{label}</label>
            {children(attributes)}
            {mistake !== undefined && <p id={`${id}-mistake`} className="input-mistake">{mistake}</p>}
            {hint !== undefined && <p id={`${id}-hint`} className="small-print">{hint}</p>}
        </div>
    );
}
