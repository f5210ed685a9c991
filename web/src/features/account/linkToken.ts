/**
 * The token of the link that led here. It is taken out of the address at once, so that it is in no bookmark, history or screenshot; the
 * part after # is never sent to a server.
 */
export function takeLinkToken(): string | null {
    const token = new URLSearchParams(window.location.hash.slice(1)).get("token");
    if (token !== null) window.history.replaceState(null, "", window.location.pathname);
    return token;
}
