/** "Basil | Tree nuts" as a person types several: with commas between them. */
export function readList(text: string): string[] {
    return text.split(",").map((part) => part.trim()).filter((part) => part !== "");
}

export function writeList(parts: readonly string[] | undefined): string {
    return (parts ?? []).join(", ");
}

/** Nothing was typed: nothing is chosen. */
export function orNull(text: string): string | null {
    return text.trim() === "" ? null : text;
}

/** Names of parts of a configuration as an owner calls them. */
const names: Readonly<Record<string, string>> = {
    supportCategories: "categories",
    branding: "look",
    displayName: "name on pages",
    handOffNumber: "hand-off number",
    afterHours: "after hours",
    phoneMedium: "way of the sound",
    isRecorded: "recorded",
    recordingNotice: "notice of recording",
    recordingDays: "days kept",
    hidesPersonalData: "personal data hidden",
    option_groups: "options",
    price_delta: "surcharge",
    buffer_before: "minutes free before",
    respond_minutes: "minutes to answer",
    resolve_minutes: "minutes to settle",
    isDefault: "chosen at first",
};
const known = new RegExp(`\\b(${Object.keys(names).join("|")})\\b`, "g");

const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const changeOfHours = /^hours, (weekly|exceptions): (\S+) (.+) becomes (.+)$/;

/** Changes as the server tells them, as an owner reads them: the week in its order. */
export function readableChanges(lines: readonly string[]): readonly string[] {
    const place = (line: string) => {
        const [, kind, day] = changeOfHours.exec(line) ?? [];
        return kind === "weekly" ? weekdays.indexOf(day ?? "") : kind === "exceptions" ? weekdays.length : -1;
    };
    // Those that are not about hours stay where they are: sorting keeps what is equal in its order.
    return [...lines].sort((one, other) => place(one) - place(other)).map(readableChange);
}

/** What stands in quotes is the owner's own. */
function readableChange(line: string): string {
    const [, kind, day = "", before = "", after = ""] = changeOfHours.exec(line) ?? [];
    if (kind !== undefined) {
        const hours = (text: string) => {
            if (text === "nothing") return kind === "weekly" ? "closed" : "like other days";
            return text === "none" ? "closed" : text.replace(/"/g, "");
        };
        return `${day.charAt(0).toUpperCase()}${day.slice(1)}: ${hours(before)} becomes ${hours(after)}`;
    }
    const plain = line.split(/("[^"]*")/).map((part) => (part.startsWith('"') ? part : part.replace(known, (name) => names[name] ?? name))).join("");
    return plain.charAt(0).toUpperCase() + plain.slice(1);
}
