import { ReactNode, useId, useLayoutEffect, useRef } from "react";

/** A window over the page, which waits behind it. The browser keeps the focus in it, and gives it back. */
export function Dialog({ title, isWide = false, onClose, children }: { title: string; isWide?: boolean; onClose(): void; children: ReactNode }) {
    const dialog = useRef<HTMLDialogElement>(null);
    const id = useId();
    useLayoutEffect(() => {
        const shown = dialog.current;
        shown?.showModal();
        // Closed before it goes: only then does the focus go back to where it came from.
        return () => shown?.close();
    }, []);
    return (
        <dialog
            ref={dialog}
            className={isWide ? "dialog dialog-wide" : "dialog"}
            aria-labelledby={id}
            onCancel={(event) => {
                // Escape closes it by taking it away, as its buttons do.
                event.preventDefault();
                onClose();
            }}
        >
            <header className="section-head">
                <h2 id={id}>{title}</h2>
                <button type="button" className="quiet" aria-label="Close" onClick={onClose}>✕</button>
            </header>
            {children}
        </dialog>
    );
}
