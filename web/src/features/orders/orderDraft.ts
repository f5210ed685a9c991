import type { MenuItem, MenuOption, OptionGroup } from "../../api/kitchen";

/** A line of an order that is being written down by hand. */
export interface LineDraft {
    readonly item: MenuItem;
    readonly quantity: number;
    /** The options that are on, by group and name. */
    readonly chosen: ReadonlySet<string>;
    readonly note: string;
}

const keyOf = (group: OptionGroup, option: MenuOption) => `${group.id ?? group.name}\n${option.name}`;

/** An item as it comes when nothing else is said. */
export function lineOf(item: MenuItem): LineDraft {
    const usual = (item.option_groups ?? []).flatMap((group) => group.options.filter(({ default: isUsual }) => isUsual === true).map((option) => keyOf(group, option)));
    return { item, quantity: 1, chosen: new Set(usual), note: "" };
}

export function isChosen(line: LineDraft, group: OptionGroup, option: MenuOption): boolean {
    return line.chosen.has(keyOf(group, option));
}

/** Whether one of a group is taken and never two: sizes, and what may be chosen once. */
export function isOneOf(group: OptionGroup): boolean {
    return group.role === "size" || group.maximum === 1;
}

/** The line with an option switched on or off; of a group with room for one, the others go off. */
export function choosing(line: LineDraft, group: OptionGroup, option: MenuOption, isOn: boolean): LineDraft {
    const chosen = new Set(line.chosen);
    if (isOn && isOneOf(group)) group.options.forEach((other) => chosen.delete(keyOf(group, other)));
    if (isOn) chosen.add(keyOf(group, option));
    else chosen.delete(keyOf(group, option));
    return { ...line, chosen };
}

/** The groups from which too few are chosen. */
export function openQuestions(line: LineDraft): readonly OptionGroup[] {
    return (line.item.option_groups ?? []).filter(
        (group) => group.options.filter((option) => isChosen(line, group, option)).length < (group.minimum ?? 0),
    );
}

/** What the line costs without tax, in the currency's main unit. */
export function priceOf(line: LineDraft): number {
    const extras = (line.item.option_groups ?? []).flatMap((group) =>
        group.options.filter((option) => isChosen(line, group, option)).map(({ price_delta: delta }) => delta ?? 0));
    return line.quantity * extras.reduce((sum, delta) => sum + delta, line.item.price);
}

/** As the server takes a line: what is on beyond the usual by its name, what is left out with "no". */
export function wishOf(line: LineDraft): object {
    const options = (line.item.option_groups ?? []).flatMap((group) => group.options.flatMap((option) => {
        const isOn = isChosen(line, group, option);
        if (isOn) return option.default === true ? [] : [option.name];
        // Another one of the group takes its place: there is nothing to leave out.
        return option.default === true && !isOneOf(group) ? [`no ${option.name}`] : [];
    }));
    return { item: line.item.name, quantity: line.quantity, options, note: line.note.trim() === "" ? undefined : line.note };
}
