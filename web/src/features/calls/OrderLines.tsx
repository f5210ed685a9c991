import type { Field, FormLine } from "../../api/form";
import { formatMoney } from "../../shared/format";
import { useVersion } from "../../shared/useVersion";
import { FieldStatusMark } from "./FormField";

/** The lines of an order, each with its quantity to step up and down. */
export function OrderLines({ field, onEdit }: { field: Field; onEdit(fieldName: string, value: string): void }) {
    return (
        <div className={`field field-${field.status}`} role="group" aria-label={field.label}>
            <div className="field-head">
                <span className="field-label">{field.label}</span>
                <FieldStatusMark field={field} />
            </div>
            {field.lines.length === 0 && <p className="field-blank">Nothing yet</p>}
            <ul className="lines">
                {field.lines.map((line, index) => (
                    <OrderLine key={index} line={line} onQuantity={(quantity) => onEdit(`${field.name}[${index}]`, String(quantity))} />
                ))}
            </ul>
        </div>
    );
}

function OrderLine({ line, onQuantity }: { line: FormLine; onQuantity(quantity: number): void }) {
    const version = useVersion(`${line.quantity} ${line.item} ${line.options.join()}`);
    return (
        <li className={line.quantity === 0 ? "line line-gone" : "line"}>
            {version > 0 && <span key={version} className="flash" aria-hidden="true" />}
            <span className="line-what">
                {line.item}
                {line.options.length > 0 && <small>{line.options.join(", ")}</small>}
            </span>
            <span className="stepper">
                <button
                    type="button"
                    aria-label={`One ${line.item} less`}
                    disabled={line.quantity === 0}
                    onClick={() => onQuantity(line.quantity - 1)}
                >
                    −
                </button>
                <output aria-label="Quantity">{line.quantity}</output>
                <button type="button" aria-label={`One ${line.item} more`} onClick={() => onQuantity(line.quantity + 1)}>+</button>
            </span>
            <span className="line-price">{formatMoney(line.price)}</span>
        </li>
    );
}
