import { Icon } from "../../shared/Icon";
import { choosing, isChosen, isOneOf, LineDraft, openQuestions, priceOf } from "./orderDraft";

/** A line of an order with its options. */
export function LineEditor({ line, currency, onChange, onRemove }: {
    line: LineDraft;
    currency: string;
    onChange(line: LineDraft): void;
    onRemove(): void;
}) {
    const questions = openQuestions(line);
    const groups = line.item.option_groups ?? [];
    const price = new Intl.NumberFormat(undefined, { style: "currency", currency }).format(priceOf(line));
    return (
        <li className="line-editor">
            <p className="line-editor-head">
                <span className="quantity">
                    <button type="button" aria-label={`One ${line.item.name} less`} disabled={line.quantity === 1}
                        onClick={() => onChange({ ...line, quantity: line.quantity - 1 })}>−</button>
                    <output>{line.quantity}</output>
                    <button type="button" aria-label={`One ${line.item.name} more`} onClick={() => onChange({ ...line, quantity: line.quantity + 1 })}>+</button>
                </span>
                <strong>{line.item.name}</strong>
                <span className="record-price">{price}</span>
                <button type="button" className="quiet line-remove" aria-label={`Take ${line.item.name} off`} onClick={onRemove}><Icon name="close" /></button>
            </p>
            {groups.map((group) => (
                <fieldset key={group.id ?? group.name} className="options">
                    <legend>{group.name}{questions.includes(group) && <em> choose</em>}</legend>
                    {group.options.filter(({ available }) => available !== false).map((option) => {
                        const isOn = isChosen(line, group, option);
                        return (
                            <button key={option.name} type="button" className={isOn ? "option option-on" : "option"} aria-pressed={isOn}
                                onClick={() => onChange(choosing(line, group, option, isOneOf(group) && (group.minimum ?? 0) > 0 ? true : !isOn))}>
                                {option.name}
                            </button>
                        );
                    })}
                </fieldset>
            ))}
            <input aria-label={`A wish for ${line.item.name}`} placeholder="A wish: well done, cut in half …" maxLength={300} value={line.note}
                onChange={(event) => onChange({ ...line, note: event.target.value })} />
        </li>
    );
}
