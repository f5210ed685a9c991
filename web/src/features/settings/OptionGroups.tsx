import type { Option, OptionGroup } from "../../api/configuration";
import { CheckField, ChoiceField, Field, NumberField } from "../../shared/Field";

/** What can be chosen with an item: its sizes, and groups of extras. */
export function OptionGroups({ groups, mistake, onChange }: {
    groups: readonly OptionGroup[];
    /** What is wrong at a place in the groups: `/0/options/1/name`. */
    mistake(place: string): string | undefined;
    onChange(groups: readonly OptionGroup[]): void;
}) {
    const replace = (index: number, group: OptionGroup) => onChange(groups.map((other, place) => (place === index ? group : other)));
    return (
        <fieldset>
            <legend>Sizes and extras</legend>
            {groups.map((group, index) => (
                <Group
                    key={index} group={group} number={index + 1} mistake={(place) => mistake(`/${index}${place}`)}
                    onChange={(changed) => replace(index, changed)} onRemove={() => onChange(groups.filter((_, place) => place !== index))}
                />
            ))}
            <p>
                <button type="button" className="link" onClick={() => onChange([...groups, { name: "", role: "modifier", options: [{ name: "" }] }])}>
                    Add a group, such as Size or Toppings
                </button>
            </p>
        </fieldset>
    );
}

function Group({ group, number, mistake, onChange, onRemove }: {
    group: OptionGroup;
    number: number;
    mistake(place: string): string | undefined;
    onChange(group: OptionGroup): void;
    onRemove(): void;
}) {
    const replace = (index: number, option: Option) =>
        onChange({ ...group, options: group.options.map((other, place) => (place === index ? option : other)) });
    return (
        <fieldset className="option-group">
            <legend>{group.name === "" ? `Group ${number}` : group.name}</legend>
            <div className="columns columns-small">
                <Field label="Group" value={group.name} mistake={mistake("/name")} onChange={(name) => onChange({ ...group, name })} />
                <ChoiceField
                    label="It is" value={group.role ?? "modifier"} choices={[["size", "a size"], ["modifier", "an extra"]]}
                    onChange={(role) => onChange({ ...group, role })}
                />
                <NumberField
                    label="At least" minimum={0} value={group.minimum ?? 0} mistake={mistake("/minimum")}
                    onChange={(minimum) => onChange({ ...group, minimum: minimum ?? 0 })}
                />
                <NumberField
                    label="At most" minimum={1} value={group.maximum ?? null} mistake={mistake("/maximum")}
                    onChange={(maximum) => onChange({ ...group, maximum })}
                />
            </div>
            {mistake("/options") !== undefined && <p className="input-mistake">{mistake("/options")}</p>}
            <ul className="options">
                {group.options.map((option, index) => (
                    <li key={index} className="row row-fields">
                        <Field label="Option" value={option.name} onChange={(name) => replace(index, { ...option, name })} />
                        <NumberField
                            label="Surcharge" step="any" value={option.price_delta ?? 0} onChange={(price) => replace(index, { ...option, price_delta: price ?? 0 })}
                        />
                        <CheckField label="Chosen at first" value={option.default ?? false} onChange={(isDefault) => replace(index, { ...option, default: isDefault })} />
                        <button
                            type="button" className="quiet" aria-label={`Remove the option ${option.name}`}
                            onClick={() => onChange({ ...group, options: group.options.filter((_, place) => place !== index) })}
                        >
                            ✕
                        </button>
                    </li>
                ))}
            </ul>
            <p className="row row-fields">
                <button type="button" className="link" onClick={() => onChange({ ...group, options: [...group.options, { name: "" }] })}>Add an option</button>
                <button type="button" className="link link-bad" onClick={onRemove}>Remove this group</button>
            </p>
        </fieldset>
    );
}
