import { FormEvent, useState } from "react";
import { LONGEST_TEXT } from "../../api/callSocket";
import { Icon } from "../../shared/Icon";

/** Typing instead of speaking: always there. What cannot be sent now stays in the box. */
export function Composer({ isOpen, autoFocus, onSay }: { isOpen: boolean; autoFocus: boolean; onSay(text: string): boolean }) {
    const [text, setText] = useState("");
    const submit = (event: FormEvent) => {
        event.preventDefault();
        if (text.trim() !== "" && onSay(text.trim())) setText("");
    };
    return (
        <form className="composer" onSubmit={submit}>
            <input
                aria-label="Type instead of speaking"
                placeholder="Type instead…"
                value={text}
                maxLength={LONGEST_TEXT}
                autoComplete="off"
                enterKeyHint="send"
                autoFocus={autoFocus}
                onChange={(event) => setText(event.target.value)}
            />
            <button type="submit" className="send" aria-label="Send" disabled={!isOpen || text.trim() === ""}><Icon name="send" /></button>
        </form>
    );
}
