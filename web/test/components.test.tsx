import { act, button, click, input, press, show, submit, type } from "./page";
import assert from "node:assert/strict";
import { test } from "node:test";
import { RecordCard } from "../src/app/RecordCard";
import { Composer } from "../src/features/calls/Composer";
import { ConversationUI } from "../src/features/calls/ConversationUI";
import { DynamicForm } from "../src/features/calls/DynamicForm";
import { EndCard } from "../src/features/calls/EndCard";
import { initialCallState } from "../src/features/calls/callState";
import { ReadyCard } from "../src/features/calls/ReadyCard";
import { CallCard } from "../src/features/live/CallCard";
import { KeyForm } from "../src/features/live/KeyForm";
import { Logo } from "../src/shared/Logo";
import { field, order, orderForm } from "./trattoria";

type Edit = [field: string, value: string | null];

function showForm() {
    const edits: Edit[] = [];
    const onEdit = (name: string, value: string | null) => void edits.push([name, value]);
    return { page: show(<DynamicForm form={orderForm} onEdit={onEdit} />), edits, onEdit };
}

test("a field is sent when Enter is pressed, once", () => {
    const { page, edits } = showForm();
    const name = input(page, "Name");
    type(name, " Grace ");
    press(name, "Enter");
    name.blur();
    assert.deepEqual(edits, [["customer_name", "Grace"]]);
    page.close();
});

test("an emptied field is cleared, an unchanged one is not sent, Escape takes it back", () => {
    const { page, edits } = showForm();
    const name = input(page, "Name");
    type(name, "Gr");
    press(name, "Escape");
    press(name, "Enter");
    assert.deepEqual([edits, name.value], [[], "Ada"]);
    type(name, "");
    press(name, "Enter");
    assert.deepEqual(edits, [["customer_name", null]]);
    page.close();
});

test("what the agent hears does not overwrite what is being typed", () => {
    const { page, onEdit } = showForm();
    type(input(page, "Name"), "Gra");
    const heard = { ...orderForm, fields: orderForm.fields.map((one) => (one.name === "customer_name" ? { ...one, value: "Adam" } : one)) };
    page.render(<DynamicForm form={heard} onEdit={onEdit} />);
    assert.equal(input(page, "Name").value, "Gra");
    page.close();
});

test("quantities are stepped line by line, and down to nothing", () => {
    const { page, edits } = showForm();
    click(button(page, "One Lasagne more"));
    click(button(page, "One Green Salad less"));
    assert.deepEqual(edits, [["lines[0]", "3"], ["lines[1]", "0"]]);
    page.close();
});

test("an uncertain value is confirmed with one press, as it stands", () => {
    const { page, edits } = showForm();
    click(button(page, "Name is right"));
    assert.deepEqual(edits, [["customer_name", "Ada"]]);
    page.close();
});

test("few choices are buttons, many are a list", () => {
    const { page, edits } = showForm();
    assert.equal(button(page, "Takeaway").getAttribute("aria-pressed"), "true");
    click(button(page, "Delivery"));
    assert.deepEqual(edits, [["order_type", "Delivery"]]);
    const many = field({ name: "service", label: "Service", type: "choice", choices: ["A", "B", "C", "D", "E"] });
    page.render(<DynamicForm form={{ ...orderForm, fields: [many] }} onEdit={() => undefined} />);
    assert.equal(page.element.querySelectorAll("option").length, 6);
    page.close();
});

test("each field says how it stands, and a changed one glows", () => {
    const { page, onEdit } = showForm();
    const marks = [...page.element.querySelectorAll(".status")].map((mark) => mark.textContent);
    assert.deepEqual(marks, ["Heard", "Confirmed", "Please confirm"]);
    assert.equal(page.element.querySelectorAll(".flash").length, 0);
    page.render(<DynamicForm form={{ ...orderForm, total: { minorUnits: 6300, currency: "USD" } }} onEdit={onEdit} />);
    assert.equal(page.element.querySelectorAll(".total .flash").length, 1);
    page.close();
});

test("the conversation says who spoke, and reads out only final words", () => {
    const page = show(
        <ConversationUI
            agentName="Trattoria da Ada"
            isThinking={false}
            transcript={[
                { ordinal: 1, role: "agent", medium: "voice", text: "What can I get you?", isFinal: true, isCut: false },
                { ordinal: 2, role: "user", medium: "voice", text: "two", isFinal: false, isCut: false },
            ]}
        />,
    );
    const [agent, caller] = [...page.element.querySelectorAll(".bubble")];
    assert.equal(agent?.textContent, "Trattoria da Ada: What can I get you?");
    assert.deepEqual([agent?.getAttribute("aria-hidden"), caller?.getAttribute("aria-hidden")], ["false", "true"]);
    page.close();
});

test("words that could not be sent stay in the box", () => {
    let isOpen = false;
    const page = show(<Composer isOpen autoFocus={false} onSay={() => isOpen} />);
    const box = page.element.querySelector("input") as HTMLInputElement;
    type(box, "two lasagne");
    submit(box);
    assert.equal(box.value, "two lasagne");
    isOpen = true;
    submit(box);
    assert.equal(box.value, "");
    page.close();
});

test("where nothing can hear, the page says why and offers typing only", () => {
    const page = show(
        <ReadyCard
            businessName="Trattoria"
            notice="Calls work by text here."
            trouble={null}
            microphoneTrouble={null}
            isAsking={false}
            isStarting={false}
            canSpeak={false}
            onCall={() => undefined}
            onType={() => undefined}
        />,
    );
    assert.match(page.element.textContent ?? "", /Calls work by text here\./);
    assert.deepEqual([...page.element.querySelectorAll("button")].map((one) => one.textContent), ["Start by typing"]);
    page.close();
});

test("a business's picture stands above its name, and is left out where it cannot be had", () => {
    const page = show(<Logo address="https://roma.example/logo.svg" />);
    const picture = page.element.querySelector("img") as HTMLImageElement;
    assert.equal(picture.getAttribute("src"), "https://roma.example/logo.svg");
    act(() => void picture.dispatchEvent(new window.Event("error")));
    assert.equal(page.element.querySelector("img"), null);
    page.close();
    const bare = show(<Logo address={null} />);
    assert.equal(bare.element.innerHTML, "");
    bare.close();
});

test("the end of a call shows its record, even when the call was cut off", () => {
    const record = { kind: "order" as const, record: order("1042", "2026-11-21T10:00:00Z") };
    const state = { ...initialCallState, phase: "ended" as const, record };
    const page = show(<EndCard state={state} timeZone="America/New_York" RecordCard={RecordCard} onAgain={() => undefined} />);
    const text = page.element.textContent ?? "";
    assert.match(text, /Your order is placed/);
    assert.match(text, /Order 1042/);
    assert.match(text, /5:00/);
    page.close();
});

test("the kitchen reads what the caller asked for beyond the options", () => {
    const [line] = order("1042", "2026-11-21T10:00:00Z").lines;
    assert.ok(line !== undefined);
    const record = { ...order("1042", "2026-11-21T10:00:00Z"), lines: [{ ...line, note: "cut in squares" }] };
    const page = show(<RecordCard entry={{ kind: "order", record }} timeZone="America/New_York" />);
    assert.match(page.element.textContent ?? "", /Lasagnelarge, cut in squares/);
    page.close();
});

test("a live call shows who, how long, what was said and what it comes to", () => {
    const call = {
        callId: "ada", startedAt: "2026-11-21T10:00:00Z", phone: "+14155550101", form: orderForm, ended: null,
        lines: [{ sequence: 1, role: "user" as const, text: "two lasagne" }],
    };
    const page = show(<CallCard call={call} now={Date.parse("2026-11-21T10:01:05Z")} />);
    for (const words of ["+1 415 555 0101", "1:05", "two lasagne", "2 × Lasagne, large", "not sure yet", "$45.00"]) {
        assert.ok(page.element.textContent?.includes(words), words);
    }
    page.close();
});

test("a pasted key is trimmed, and a refused one is explained", () => {
    const keys: string[] = [];
    const page = show(<KeyForm wasRefused onKey={(key) => keys.push(key)} />);
    const box = input(page, "Secret key");
    type(box, " sk_secret \n");
    submit(box);
    assert.deepEqual(keys, ["sk_secret"]);
    assert.match(page.element.querySelector("[role=alert]")?.textContent ?? "", /does not open this business/);
    page.close();
});

test("what a caller answered in the owner's own workflow stands question by question", () => {
    const record = {
        id: "s1", number: "1007", version: 1, title: "Tyre change", status: "Open", created_at: "2026-11-21T10:00:00Z", customer_name: "Ada",
        answers: [
            { name: "plate", label: "Number plate", text: "AB 123" },
            { name: "wheels", label: "Wheels", text: "four" },
            { name: "customer_name", label: "Name", text: "Ada" },
        ],
    };
    const page = show(<RecordCard entry={{ kind: "submission", record }} timeZone="UTC" />);
    assert.equal(page.element.querySelector("h3")?.textContent, "Tyre change 1007");
    const answers = [...page.element.querySelectorAll("dl > div")].map((one) => [...one.children].map((part) => part.textContent));
    assert.deepEqual(answers, [["Number plate", "AB 123"], ["Wheels", "four"]]);
    page.close();
});
