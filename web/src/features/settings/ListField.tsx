import { useState } from "react";
import { Field } from "../../shared/Field";
import { readList, writeList } from "./words";

/** Several texts in one input, with commas between them. What is being typed stays as it is typed. */
export function ListField({ label, value, hint, mistake, onChange }: {
    label: string;
    value: readonly string[] | undefined;
    hint?: string;
    mistake?: string;
    onChange(value: readonly string[]): void;
}) {
    const [text, setText] = useState(writeList(value));
    return (
        <Field
            label={label} value={text} hint={hint} mistake={mistake}
            onChange={(typed) => {
                setText(typed);
                onChange(readList(typed));
            }}
        />
    );
}
