import "./browser";
import { act, button, input, type Page, show, submit, type } from "./page";
import assert from "node:assert/strict";
import { test } from "node:test";
import { Server } from "../src/api/http";
import { SettingsPage } from "../src/features/settings/SettingsPage";
import { trattoria } from "./trattoria";

const configuration = {
    voice: { greeting: "Hello!", thresholds: { accept: 0.6, confirm: 0.4 } },
    hours: { weekly: { monday: ["09:00-17:00"] } }, branding: {}, menu: [], services: [], supportCategories: [],
};
const settled = () => act(async () => new Promise((resolve) => setTimeout(resolve)));
const Link = ({ to, children }: { to: string; children: React.ReactNode }) => <a href={to}>{children}</a>;
const pageOf = (server: Server, section: string) => (
    <SettingsPage business={trattoria} server={server} role="owner" section={section} path="/settings" Link={Link} />
);

/** A server that holds a configuration, and answers what is kept as a draft like this. */
function configured(keep: (parts: object) => readonly [status: number, body: object]) {
    const kept: object[] = [];
    const server = new Server((path, init) => {
        const answer = (status: number, body: object) => Promise.resolve(new Response(JSON.stringify(body), { status }));
        if (init?.method === "PUT") {
            kept.push(JSON.parse(String(init.body)));
            return answer(...keep(kept[kept.length - 1] ?? {}));
        }
        return answer(200, String(path).endsWith("/draft") ? { parts: {}, changes: [] } : configuration);
    });
    return { server, kept };
}

async function send(page: Page, label: string): Promise<void> {
    submit(input(page, label));
    await settled();
}

test("what was typed is kept as a draft, and what it would change is told", async () => {
    const { server, kept } = configured((parts) => [200, { parts, changes: ['hours, weekly: monday "09:00-17:00" becomes "10:00-17:00"'] }]);
    const page = show(pageOf(server, "hours"));
    await settled();
    assert.equal(button(page, "Save as draft").disabled, true, "nothing was typed yet");
    type(input(page, "Monday, from"), "10:00");
    await send(page, "Monday, from");
    assert.deepEqual(kept, [{ hours: { weekly: { monday: ["10:00-17:00"] } } }]);
    assert.match(page.element.textContent ?? "", /1 change waits to be published/);
    assert.match(page.element.querySelector(".changes")?.textContent ?? "", /^Monday: 09:00-17:00 becomes 10:00-17:00$/);
    page.close();
});

test("a save that is refused says where, and loses nothing, even while other sections are looked at", async () => {
    const mistake = { pointer: "#/voice/handOffNumber", detail: "This is not a telephone number that can be dialled." };
    const { server } = configured(() => [422, { type: "/docs/errors#invalid", detail: "Something is wrong.", errors: [mistake] }]);
    const page = show(pageOf(server, "voice"));
    await settled();
    type(input(page, "Hand-off number"), "12");
    await send(page, "Hand-off number");
    const alert = page.element.querySelector("[role=alert]");
    assert.equal(alert?.textContent, mistake.detail);
    assert.equal(document.activeElement, alert, "the eye and the screen reader are led there");
    const field = input(page, "Hand-off number");
    assert.equal(field.value, "12");
    assert.equal(field.getAttribute("aria-invalid"), "true");
    assert.equal(document.getElementById(field.getAttribute("aria-describedby")?.split(" ").pop() ?? "")?.textContent, mistake.detail);
    page.render(pageOf(server, "hours"));
    page.render(pageOf(server, "voice"));
    assert.equal(input(page, "Hand-off number").value, "12");
    page.close();
});
