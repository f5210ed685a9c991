import "./browser";
import type { ReactElement } from "react";
import { createRoot } from "react-dom/client";
import { act } from "react-dom/test-utils";

export { act };

/** What a test sees of a component: the page it is on. */
export interface Page {
    readonly element: HTMLElement;
    render(component: ReactElement): void;
    close(): void;
}

/** Puts a component on a page of its own. */
export function show(component: ReactElement): Page {
    const element = document.body.appendChild(document.createElement("div"));
    const root = createRoot(element);
    const render = (next: ReactElement) => act(() => root.render(next));
    render(component);
    return {
        element,
        render,
        close: () => {
            act(() => root.unmount());
            element.remove();
        },
    };
}

/** The button with these words on it, or read out for it. */
export function button(page: Page, words: string): HTMLButtonElement {
    const found = [...page.element.querySelectorAll("button")].find(
        (candidate) => candidate.getAttribute("aria-label") === words || candidate.textContent === words,
    );
    if (found === undefined) throw new Error(`There is no button "${words}"`);
    return found;
}

/** The input under this label. */
export function input(page: Page, label: string): HTMLInputElement {
    const found = [...page.element.querySelectorAll("label")].find((candidate) => candidate.textContent?.startsWith(label));
    const element = found === undefined ? null : document.getElementById(found.htmlFor);
    if (element === null) throw new Error(`There is no input "${label}"`);
    return element as HTMLInputElement;
}

/** Types as a person does: React listens for the event, and looks for a value it did not set itself. */
export function type(element: HTMLInputElement, text: string): void {
    const setValue = Object.getOwnPropertyDescriptor(window.HTMLInputElement.prototype, "value")?.set;
    act(() => {
        setValue?.call(element, text);
        element.dispatchEvent(new window.Event("input", { bubbles: true }));
    });
}

export function press(element: HTMLElement, key: string): void {
    act(() => void element.dispatchEvent(new window.KeyboardEvent("keydown", { key, bubbles: true })));
}

export function click(element: HTMLElement): void {
    act(() => element.click());
}

/** Sends the form that this element is in. */
export function submit(element: HTMLElement): void {
    act(() => void element.closest("form")?.dispatchEvent(new window.Event("submit", { bubbles: true, cancelable: true })));
}
