import { FormEvent, ReactNode, useEffect, useRef, useState } from "react";
import { Problem } from "../../api/http";

/** A form that is sent once at a time and says what went wrong with it. */
export function AccountForm({ title, action, isComplete = true, onSend, children }: {
    title: string;
    /** What the button says. */
    action: string;
    isComplete?: boolean;
    /** A problem that is thrown is shown. */
    onSend(): Promise<void>;
    children: ReactNode;
}) {
    const [isSending, setSending] = useState(false);
    const [trouble, setTrouble] = useState<string | null>(null);
    const alert = useRef<HTMLParagraphElement>(null);
    useEffect(() => {
        if (trouble !== null) alert.current?.focus();
    }, [trouble]);

    const submit = async (event: FormEvent) => {
        event.preventDefault();
        if (isSending || !isComplete) return;
        setSending(true);
        setTrouble(null);
        try {
            await onSend();
        } catch (error) {
            setTrouble(error instanceof Problem ? error.message : "Something went wrong on this page. Load it again.");
        } finally {
            setSending(false);
        }
    };

    return (
        <form className="account-form" onSubmit={submit} aria-busy={isSending}>
            <h1>{title}</h1>
            {trouble !== null && <p className="notice notice-trouble" role="alert" tabIndex={-1} ref={alert}>{trouble}</p>}
            {children}
            <button type="submit" className="primary" disabled={isSending || !isComplete}>{action}</button>
        </form>
    );
}

/** The least a server takes, so that nobody is sent back for it. */
export const shortestPassword = 10;
export const passwordHint = "Ten characters or more. A few words that only you would put together are best.";
