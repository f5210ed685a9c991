const standardColour = "#3552c8";
const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** A link that looks like a button and needs nothing else on the page. @param words shown as they are, whatever signs are in them */
export function widgetSnippet(address: string, words: string, colour: string | null): string {
    const style = `display:inline-block;padding:12px 24px;border-radius:999px;background:${colour ?? standardColour};color:#fff;`
        + "font:600 16px sans-serif;text-decoration:none";
    return `<a href="${escape(address)}" target="_blank" rel="noopener"\n   style="${style}">${escape(words)}</a>`;
}

function escape(text: string): string {
    return text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);
}
