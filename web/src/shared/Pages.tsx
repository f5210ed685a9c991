import { ReactNode, useEffect, useState } from "react";
import type { Page, Problem } from "../api/http";
import { asProblem } from "./useLoaded";

/** A list that is read page after page, as far as somebody wants to look. */
export interface Paged<Item> {
    /** Null until the first page is there. */
    readonly items: readonly Item[] | null;
    readonly problem: Problem | null;
    readonly hasMore: boolean;
    more(): void;
}

/** Begins anew whenever `key` changes. */
export function usePages<Item>(key: string, load: (cursor: string | null) => Promise<Page<Item>>): Paged<Item> {
    const [items, setItems] = useState<readonly Item[] | null>(null);
    const [cursor, setCursor] = useState<string | null>(null);
    const [problem, setProblem] = useState<Problem | null>(null);
    const read = (from: string | null, before: readonly Item[], isWanted: () => boolean) => {
        load(from).then(
            (page) => {
                if (!isWanted()) return;
                setItems([...before, ...page.data]);
                setCursor(page.next_cursor);
                setProblem(null);
            },
            (error: unknown) => isWanted() && setProblem(asProblem(error)),
        );
    };
    useEffect(() => {
        let isWanted = true;
        read(null, [], () => isWanted);
        return () => {
            isWanted = false;
        };
        // `load` is made anew with each rendering; what it asks for is in the key.
    }, [key]);
    return { items, problem, hasMore: cursor !== null, more: () => read(cursor, items ?? [], () => true) };
}

/** A list as far as it was read: what is on its way, what failed, and the way to more. */
export function Pages<Item>({ pages, more, children }: {
    pages: Paged<Item>;
    /** What the button for more says. */
    more: string;
    children(items: readonly Item[]): ReactNode;
}) {
    return (
        <>
            {pages.problem !== null && <p className="notice notice-trouble" role="alert">{pages.problem.message}</p>}
            {pages.items === null ? pages.problem === null && <p className="small-print" aria-busy="true">One moment …</p> : children(pages.items)}
            {pages.hasMore && <p><button type="button" className="quiet" onClick={pages.more}>{more}</button></p>}
        </>
    );
}
