import { useState } from "react";
import { Field } from "../../shared/Field";
import { Section } from "../../shared/Section";
import { widgetSnippet } from "./widgetSnippet";

/** What an owner puts into a web page so that its visitors can call. */
export function WidgetSection({ colour }: { colour: string | null }) {
    const [words, setWords] = useState("Talk to us");
    const [said, say] = useState("");
    const snippet = widgetSnippet(`${window.location.origin}/voice-interface`, words, colour);
    const copy = () => navigator.clipboard.writeText(snippet).then(() => say("Copied."), () => say("Select the text and copy it yourself."));
    return (
        <Section title="Website" lead="A button for your own web pages. It opens your call page, and holds no key.">
            <Field label="What the button says" value={words} onChange={setWords} />
            <pre className="snippet" tabIndex={0} aria-label="To be pasted into a page"><code>{snippet}</code></pre>
            <p className="row">
                <button type="button" className="primary" onClick={() => void copy()}>Copy</button>
                <span role="status" className="small-print">{said}</span>
            </p>
            <p className="small-print">
                A page of yours that starts calls itself needs a publishable key that names it: make one under People and keys.
            </p>
        </Section>
    );
}
