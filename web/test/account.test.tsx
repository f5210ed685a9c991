import { visit } from "./browser";
import { act, button, input, type Page, show, submit, type } from "./page";
import assert from "node:assert/strict";
import { test } from "node:test";
import { Server } from "../src/api/http";
import { AcceptInvitation } from "../src/features/account/AcceptInvitation";
import { ForgottenPassword } from "../src/features/account/ForgottenPassword";
import { ResetPassword } from "../src/features/account/ResetPassword";
import { SignInForm } from "../src/features/account/SignInForm";

type Sent = [path: string, body: Record<string, string>];

/** A server that gives these answers, one after the other. */
function answering(...answers: (readonly [status: number, body?: object])[]) {
    const sent: Sent[] = [];
    const server = new Server((path, init) => {
        sent.push([String(path), JSON.parse(String(init?.body ?? "{}"))]);
        const [status, body] = answers.shift() ?? [500];
        return Promise.resolve(new Response(body === undefined ? null : JSON.stringify(body), { status }));
    });
    return { server, sent };
}

const problem = (code: string, detail: string) => ({ type: `/docs/errors#${code}`, detail });
const settled = () => act(async () => new Promise((resolve) => setTimeout(resolve)));

async function send(page: Page, label: string): Promise<void> {
    submit(input(page, label));
    await settled();
}

test("who gives address and password is signed in, and asked for a code only where there is a second factor", async () => {
    const { server, sent } = answering([401, problem("second-factor-needed", "Send the code.")], [204]);
    let signedIn = 0;
    const page = show(<SignInForm title="Sign in" server={server} onSignedIn={() => (signedIn += 1)} />);
    assert.equal(page.element.querySelector("[autocomplete=one-time-code]"), null);
    type(input(page, "E-mail"), "ada@roma.example");
    type(input(page, "Password"), "four wooden spoons");
    await send(page, "Password");
    assert.equal(page.element.querySelector("[role=alert]"), null, "a code that is needed is no mistake");
    type(input(page, "Code"), "123456");
    await send(page, "Code");
    assert.equal(signedIn, 1);
    const credentials = { email: "ada@roma.example", password: "four wooden spoons" };
    assert.deepEqual(sent.map(([, body]) => body), [credentials, { ...credentials, code: "123456" }]);
    page.close();
});

test("what went wrong is read out, and stands where the eye is", async () => {
    const { server } = answering([401, problem("wrong-credentials", "These do not belong together.")]);
    const page = show(<SignInForm title="Sign in" server={server} onSignedIn={() => assert.ok(false)} />);
    type(input(page, "E-mail"), "ada@roma.example");
    type(input(page, "Password"), "wrong");
    await send(page, "Password");
    const alert = page.element.querySelector("[role=alert]");
    assert.equal(alert?.textContent, "These do not belong together.");
    assert.equal(document.activeElement, alert);
    assert.equal(button(page, "Sign in").disabled, false);
    page.close();
});

test("who forgot the password is not told whether there is an account", async () => {
    const { server, sent } = answering([202]);
    const page = show(<ForgottenPassword server={server} back="Sign in" />);
    type(input(page, "E-mail"), "ada@roma.example");
    await send(page, "E-mail");
    assert.deepEqual(sent, [["/api/account/forgotten-password", { email: "ada@roma.example" }]]);
    assert.match(page.element.textContent ?? "", /If ada@roma.example has an account here/);
    page.close();
});

test("the token of a link leaves the address at once, and sets the password", async () => {
    visit("http://voice.example/reset-password#token=id.code");
    const { server, sent } = answering([204]);
    const page = show(<ResetPassword server={server} signIn="Sign in" again="again" />);
    assert.equal(window.location.href, "http://voice.example/reset-password");
    type(input(page, "New password"), "short");
    assert.equal(button(page, "Set it").disabled, true);
    type(input(page, "New password"), "four wooden spoons");
    await send(page, "New password");
    assert.deepEqual(sent, [["/api/account/reset-password", { token: "id.code", password: "four wooden spoons" }]]);
    assert.match(page.element.textContent ?? "", /Your new password is set/);
    page.close();
});

test("an invited person is told what to, and chooses a name and a password", async () => {
    visit("http://voice.example/invitation#token=id.code");
    const invitation = { businessName: "Roma", subdomain: "roma", email: "ben@roma.example", role: "staff", hasPassword: false };
    const { server, sent } = answering([200, invitation], [200, invitation]);
    const page = show(<AcceptInvitation server={server} signIn={(subdomain) => `at ${subdomain}`} />);
    await settled();
    assert.match(page.element.textContent ?? "", /ben@roma.example is invited as one of the staff/);
    type(input(page, "Your name"), "Ben ");
    type(input(page, "Password"), "four wooden spoons");
    await send(page, "Password");
    assert.deepEqual(sent[1], ["/api/account/invitation/accept", { token: "id.code", name: "Ben", password: "four wooden spoons" }]);
    assert.match(page.element.textContent ?? "", /Welcome to Roma.*at roma/);
    page.close();
});

test("an invitation that no longer works says so", async () => {
    visit("http://voice.example/invitation#token=id.code");
    const { server } = answering([410, problem("dead-link", "Ask for a new one.")]);
    const page = show(<AcceptInvitation server={server} signIn={() => null} />);
    await settled();
    assert.equal(page.element.querySelector("[role=alert]")?.textContent, "Ask for a new one.");
    page.close();
});
