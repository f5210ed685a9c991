import { FormEvent, useState } from "react";

/** Asks for the business's secret key, of who has no account. */
export function KeyForm({ wasRefused, onKey }: { wasRefused: boolean; onKey(key: string): void }) {
    const [key, setKey] = useState("");
    const submit = (event: FormEvent) => {
        event.preventDefault();
        if (key.trim() !== "") onKey(key.trim());
    };
    return (
        <form className="key-form" onSubmit={submit}>
            <label htmlFor="staff-key">Secret key</label>
            <input
                id="staff-key"
                type="password"
                autoComplete="off"
                value={key}
                aria-describedby="staff-key-help"
                aria-invalid={wasRefused}
                onChange={(event) => setKey(event.target.value)}
            />
            {wasRefused && (
                <p className="notice notice-trouble" role="alert">That key does not open this business. Check it and try again.</p>
            )}
            <p id="staff-key-help" className="small-print">The key given when the business was registered. It is kept in this tab only.</p>
            <button type="submit" className="primary" disabled={key.trim() === ""}>Open the live page</button>
        </form>
    );
}
