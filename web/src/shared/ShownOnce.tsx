import { useState } from "react";

/** A secret that is told this once, with a button that copies it. */
export function ShownOnce({ label, text, children }: { label: string; text: string; children?: string }) {
    const [said, say] = useState("");
    const copy = () => {
        navigator.clipboard.writeText(text).then(
            () => say("Copied."),
            () => say("This browser does not let a page copy: select the text and copy it yourself."),
        );
    };
    return (
        <div className="shown-once">
            <p><strong>{label}</strong> {children ?? "It is shown this once: keep it where you keep passwords."}</p>
            <p className="shown-once-text">
                <code tabIndex={0}>{text}</code>
                <button type="button" onClick={copy}>Copy</button>
            </p>
            <p role="status" className="small-print">{said}</p>
        </div>
    );
}
