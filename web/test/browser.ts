import { JSDOM } from "jsdom";

/** Makes this process a browser tab, as far as jsdom goes. Import it before anything that needs a document, React included. */
const dom = new JSDOM("<!doctype html><div id='root'></div>", { url: "http://trattoria.localhost/", pretendToBeVisual: true });

const globals: Record<string, unknown> = {
    window: dom.window,
    document: dom.window.document,
    sessionStorage: dom.window.sessionStorage,
    WebSocket: dom.window.WebSocket,
    PopStateEvent: dom.window.PopStateEvent,
    IS_REACT_ACT_ENVIRONMENT: true,
};
/** Loads no page, but changes the address in the bar. */
export function visit(url: string): void {
    dom.reconfigure({ url });
}

for (const [name, value] of Object.entries(globals)) Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
if (!("navigator" in globalThis)) Object.defineProperty(globalThis, "navigator", { value: dom.window.navigator });
