import type { ReactNode } from "react";

export interface Column<Row> {
    readonly title: string;
    /** Numbers stand under each other. */
    readonly isNumber?: boolean;
    cell(row: Row): ReactNode;
}

/** Rows under titles; the first column says which row it is. Where there is no room each row becomes a card. */
export function DataTable<Row>({ caption, columns, rows, keyOf, empty, actions }: {
    /** Read out before it. */
    caption: string;
    columns: readonly Column<Row>[];
    rows: readonly Row[];
    keyOf(row: Row): string;
    /** What is said where there are none. */
    empty: ReactNode;
    /** What can be done with a row. */
    actions?(row: Row): ReactNode;
}) {
    if (rows.length === 0) return <p className="blank">{empty}</p>;
    return (
        <table className="data-table">
            <caption className="visually-hidden">{caption}</caption>
            <thead>
                <tr>
                    {columns.map((column) => <th key={column.title} scope="col" className={column.isNumber ? "number" : undefined}>{column.title}</th>)}
                    {actions !== undefined && <th scope="col"><span className="visually-hidden">What can be done</span></th>}
                </tr>
            </thead>
            <tbody>
                {rows.map((row) => (
                    <tr key={keyOf(row)}>
                        {columns.map((column, index) => index === 0
                            ? <th key={column.title} scope="row">{column.cell(row)}</th>
                            : <td key={column.title} data-title={column.title} className={column.isNumber ? "number" : undefined}>{column.cell(row)}</td>)}
                        {actions !== undefined && <td className="data-table-actions">{actions(row)}</td>}
                    </tr>
                ))}
            </tbody>
        </table>
    );
}
