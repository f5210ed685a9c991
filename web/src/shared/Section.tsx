import { FormEvent, ReactNode, useId } from "react";
import { Outcome } from "./Outcome";
import type { Action } from "./useAction";

/** A part of a page: what it is about, what it holds. */
export function Section({ title, lead, tools, children }: {
    title: string;
    /** What somebody should know before they read or change it. */
    lead?: ReactNode;
    /** Buttons beside the title. */
    tools?: ReactNode;
    children: ReactNode;
}) {
    const id = useId();
    return (
        <section className="section" aria-labelledby={id}>
            <header className="section-head">
                <h2 id={id}>{title}</h2>
                {tools !== undefined && <span className="section-tools">{tools}</span>}
            </header>
            {lead !== undefined && <p className="section-lead">{lead}</p>}
            {children}
        </section>
    );
}

/** What is filled in and sent as a whole. What was typed stays when it is refused. */
export function Form({ action, save, isDisabled = false, onSend, children, more }: {
    action: Action;
    /** What the button says. */
    save: string;
    isDisabled?: boolean;
    onSend(): void;
    children: ReactNode;
    /** Other buttons. */
    more?: ReactNode;
}) {
    const submit = (event: FormEvent) => {
        event.preventDefault();
        if (!action.isBusy && !isDisabled) onSend();
    };
    return (
        // What is wrong is said by the server, at its place and in one voice: not by each browser in its own.
        <form className="desk-form" onSubmit={submit} aria-busy={action.isBusy} noValidate>
            {children}
            <Outcome action={action} />
            <p className="desk-form-buttons">
                <button type="submit" className="primary" disabled={action.isBusy || isDisabled}>{save}</button>
                {more}
            </p>
        </form>
    );
}
