import { createContext, ReactNode, useContext, useEffect, useId, useLayoutEffect, useRef, useState } from "react";

const Unsaved = createContext<(part: string, isUnsaved: boolean) => void>(() => undefined);

/** Has the window that this is in ask before it is closed, as long as something is typed here and not saved. */
export function useUnsaved(isUnsaved: boolean): void {
    const tell = useContext(Unsaved);
    const part = useId();
    useEffect(() => {
        tell(part, isUnsaved);
        return () => tell(part, false);
    }, [tell, part, isUnsaved]);
}

/** A window over the page, which waits behind it. The browser keeps the focus in it, and gives it back. */
export function Dialog({ title, mark, isWide = false, onClose, children }: {
    title: string;
    /** Stands beside the title. */
    mark?: ReactNode;
    isWide?: boolean;
    onClose(): void;
    children: ReactNode;
}) {
    const dialog = useRef<HTMLDialogElement>(null);
    const heading = useRef<HTMLHeadingElement>(null);
    const id = useId();
    const unsaved = useRef(new Set<string>());
    const [tell] = useState(() => (part: string, isUnsaved: boolean) => {
        if (isUnsaved) unsaved.current.add(part);
        else unsaved.current.delete(part);
    });
    const [isAsked, setAsked] = useState(false);
    useLayoutEffect(() => {
        const shown = dialog.current;
        shown?.showModal();
        // Its title is read out first, where nothing asks to be filled in first; the next step is into what it holds.
        if (shown?.querySelector("[autofocus]") === null) heading.current?.focus();
        // Closed before it goes: only then does the focus go back to where it came from.
        return () => shown?.close();
    }, []);
    const close = () => (unsaved.current.size > 0 ? setAsked(true) : onClose());
    return (
        <dialog
            ref={dialog}
            className={isWide ? "dialog dialog-wide" : "dialog"}
            aria-labelledby={id}
            onCancel={(event) => {
                // Who thinks better of choosing a file stays here.
                if (event.target !== event.currentTarget) return;
                // Escape closes it by taking it away, as its buttons do.
                event.preventDefault();
                close();
            }}
        >
            <header className="section-head dialog-head">
                <h2 id={id} ref={heading} tabIndex={-1}>{title}</h2>
                {mark}
                <button type="button" className="quiet" aria-label="Close" onClick={close}>✕</button>
            </header>
            {isAsked && (
                <p className="notice buttons" role="alert">
                    What you typed is not saved.
                    <button type="button" className="step" onClick={() => setAsked(false)}>Go on with it</button>
                    <button type="button" className="step step-final" onClick={onClose}>Close without it</button>
                </p>
            )}
            <Unsaved.Provider value={tell}>{children}</Unsaved.Provider>
        </dialog>
    );
}
