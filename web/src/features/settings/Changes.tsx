import { readableChanges } from "./words";

/** What differs, a line each. */
export function Changes({ lines }: { lines: readonly string[] }) {
    return <ul className="changes">{readableChanges(lines).map((line) => <li key={line}>{line}</li>)}</ul>;
}
