import assert from "node:assert/strict";
import { test } from "node:test";
import { isTable, wrongLines } from "../src/features/settings/importMistakes";
import {
    copiedToWorkdays, exceptionsOf, isOpenAllDay, nextInterval, readInterval, withException, withWeekday, writeInterval,
} from "../src/features/settings/hours";
import { sectionsFor } from "../src/features/settings/sections";
import { widgetSnippet } from "../src/features/settings/widgetSnippet";
import { readableChanges, readList, writeList } from "../src/features/settings/words";

test("midnight is 00:00 in an input, and 24:00 where a day ends", () => {
    assert.deepEqual(readInterval("18:00-24:00"), { opens: "18:00", closes: "00:00" });
    for (const text of ["18:00-24:00", "09:00-12:30", "22:00-02:00"]) assert.equal(writeInterval(readInterval(text)), text);
});

test("one more interval begins after the last one, or is the usual day", () => {
    assert.equal(nextInterval([]), "09:00-17:00");
    assert.equal(nextInterval(["09:00-12:30"]), "13:00-16:00");
    assert.equal(nextInterval(["18:00-24:00"]), "18:00-22:00");
    assert.equal(isOpenAllDay(["00:00-24:00"]), true);
    assert.equal(isOpenAllDay(["09:00-24:00"]), false);
});

test("a weekday without hours is closed: it is left out, and others stay", () => {
    const plan = { weekly: { monday: ["09:00-12:00", "13:00-17:00"], saturday: ["10:00-14:00"] } };
    assert.deepEqual(withWeekday(plan, "saturday", []).weekly, { monday: plan.weekly.monday });
    const copied = copiedToWorkdays(plan, "monday").weekly;
    assert.deepEqual(Object.keys(copied).sort(), ["friday", "monday", "saturday", "thursday", "tuesday", "wednesday"]);
    assert.deepEqual(copied.friday, plan.weekly.monday);
    assert.deepEqual(plan.weekly.saturday, ["10:00-14:00"], "what it was made of is as before");
});

test("a day of its own may be closed, or like any other again; they stand in their order", () => {
    const closed = withException(withException({ weekly: {} }, "2026-12-31", ["09:00-12:00"]), "2026-12-25", []);
    assert.deepEqual(exceptionsOf(closed), [["2026-12-25", []], ["2026-12-31", ["09:00-12:00"]]]);
    assert.deepEqual(exceptionsOf(withException(closed, "2026-12-25", null)), [["2026-12-31", ["09:00-12:00"]]]);
});

test("several texts are typed with commas between them", () => {
    assert.deepEqual(readList(" nuts,  milk,, "), ["nuts", "milk"]);
    assert.equal(writeList(["nuts", "milk"]), "nuts, milk");
    assert.equal(writeList(undefined), "");
});

test("a change is told in an owner's words, and what the owner wrote stays as it is", () => {
    assert.deepEqual(readableChanges(['branding: displayName "The displayName" becomes nothing', "menu, Margherita: price 18.99 becomes 19.99"]), [
        'Look: name on pages "The displayName" becomes nothing',
        "Menu, Margherita: price 18.99 becomes 19.99",
    ]);
});

test("changed hours are told by their days, the week in its order", () => {
    assert.deepEqual(
        readableChanges([
            "hours, exceptions: 2026-12-25 nothing becomes none",
            'hours, weekly: friday "09:00-17:00" becomes nothing',
            'hours, weekly: monday nothing becomes "09:00-12:30", "13:00-16:00"',
        ]),
        ["Monday: closed becomes 09:00-12:30, 13:00-16:00", "Friday: 09:00-17:00 becomes closed", "2026-12-25: like other days becomes closed"],
    );
});

test("what is wrong with a file is told by its line, or by the item", () => {
    assert.deepEqual(
        wrongLines([
            { pointer: "#/2/price", detail: 'Line 3: "cheap" is not a price such as 18.99.' },
            { pointer: "#/0/name", detail: "A name has 1 to 120 characters." },
            { pointer: "#", detail: "The table is empty." },
        ]),
        [
            { place: "Line 3", detail: '"cheap" is not a price such as 18.99.' },
            { place: "Item 1", detail: "A name has 1 to 120 characters." },
            { place: "The file", detail: "The table is empty." },
        ],
    );
});

test("a file is a table or JSON by its name, and typed text by how it begins", () => {
    assert.equal(isTable("menu.CSV", "[]"), true);
    assert.equal(isTable("menu.json", "name,price"), false);
    assert.equal(isTable("", ' [{"name": "Soup"}]'), false);
    assert.equal(isTable("", "name;price"), true);
});

test("each kind of business has what it offers among its settings; webhooks are the owner's", () => {
    assert.ok(sectionsFor("restaurant", "manager").includes("menu") && !sectionsFor("restaurant", "manager").includes("services"));
    assert.ok(sectionsFor("custom", "owner").includes("workflow"));
    assert.equal(sectionsFor("support", "manager").includes("webhooks"), false);
    assert.equal(sectionsFor("support", "owner").includes("webhooks"), true);
});

test("words in the snippet for a page cannot become a part of the page", () => {
    const snippet = widgetSnippet("https://roma.example/voice-interface", 'Talk <b>"now"</b> & here', null);
    assert.match(snippet, /Talk &lt;b&gt;&quot;now&quot;&lt;\/b&gt; &amp; here<\/a>$/);
});
