import type { Mistake } from "../../api/http";

/** One wrong place of a file: where it is, as its writer finds it, and what is wrong. */
export interface WrongLine {
    readonly place: string;
    readonly detail: string;
}

/** What is wrong with a menu that was to be taken over, in the file's order. What a table's line says of itself is not said twice. */
export function wrongLines(mistakes: readonly Mistake[]): readonly WrongLine[] {
    return mistakes.map(({ pointer, detail }) => {
        const line = /^(Line \d+): (.*)$/s.exec(detail);
        if (line !== null) return { place: line[1] ?? "", detail: line[2] ?? "" };
        const [, index] = pointer.split("/");
        return { place: index === undefined || !/^\d+$/.test(index) ? "The file" : `Item ${Number(index) + 1}`, detail };
    });
}

/** Whether a file is a table and not JSON: by its name, or by how it begins. */
export function isTable(name: string, text: string): boolean {
    return /\.csv$/i.test(name) || !(/\.json$/i.test(name) || /^\s*\[/.test(text));
}
