"""A call in a real Chromium, spoken and typed, and the live page of the staff beside it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browser import Caller, SpeechMissing, Staff, chromium, synthesise, wait_for_speech, write_recording
from call_socket import CallSocket
from conftest import Server
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

# How long the caller is silent, in seconds: the agent can greet, answer and ask. A long question or a read-back is cut short.
GREETING = 5.5
ANSWER = 6.0
QUESTION = 5.0
MOST_QUESTIONS = 5
"""Whether this and that was heard right, and whether to place the order: it depends on how well it was heard."""


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    with chromium(playwright) as browser:
        yield browser


@pytest.fixture
def speaking(demo: Server) -> Server:
    """The demo server once it can hear and speak."""
    try:
        wait_for_speech(demo)
    except SpeechMissing as missing:
        pytest.skip(str(missing))
    return demo


def open_call(browser: Browser, server: Server) -> tuple[Caller, Staff]:
    """A caller's page and the staff's page, in the same browser."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    staff = Staff(context, server, "mario-pizza")
    staff.open_live_page(server.staff_key("mario-pizza"))
    caller = Caller(context, server, "mario-pizza")
    caller.open_calls()
    return caller, staff


def assert_well_behaved(*tabs: Caller | Staff) -> None:
    for tab in tabs:
        assert tab.complaints == []
        assert tab.hosts == {tab.host}, "a page talks to its own host only"
        assert tab.loads == 1, "nothing loads the page again"


def test_a_spoken_call_fills_the_form_and_its_order_appears_on_the_staff_page(speaking, playwright, tmp_path):
    recording = tmp_path / "caller.wav"
    write_recording(
        recording,
        [
            GREETING, synthesise(speaking, "Two pepperoni pizzas and a tiramisu for pickup, please."),
            ANSWER, synthesise(speaking, "My name is Anna Miller and my number is two one two, six four six, oh one nine eight."),
            *[QUESTION, synthesise(speaking, "Yes, please.")] * MOST_QUESTIONS,
        ],
    )  # fmt: skip
    with chromium(playwright, recording) as browser:
        caller, staff = open_call(browser, speaking)
        caller.button("Start the call").click()

        caller.expect_lines((2, "Pepperoni Pizza"), (1, "Tiramisu"), timeout=30_000)
        expect(caller.total).to_have_text("$51.97")
        expect(caller.form.get_by_role("button", name="Takeaway")).to_have_attribute("aria-pressed", "true")
        expect(caller.form.get_by_role("textbox", name="Name")).to_have_value("Anna Miller", timeout=30_000)
        expect(staff.calls.filter(has_text="Anna Miller")).to_be_visible()
        assert caller.loudest > 0.05, "the agent's voice is heard"

        order = staff.page.get_by_role("region", name="Orders").get_by_role("article").filter(has_text="Anna Miller")
        expect(order).to_be_visible(timeout=60_000)
        caller.button("Hang up").click()

        expect(caller.end_card).to_contain_text("Your order is placed")
        shown = staff.order(caller.order_number())
        for words in ["Pepperoni Pizza", "Tiramisu", "Takeaway", "$51.97", "212 646 0198"]:
            expect(shown).to_contain_text(words)
        assert_well_behaved(caller, staff)


def test_a_typed_call_with_an_edit_by_hand_reaches_its_own_staff_and_nobody_elses(demo, browser):
    caller, staff = open_call(browser, demo)
    others = Staff(browser.new_context(), demo, "techsupport")
    others.open_live_page(demo.staff_key("techsupport"))

    caller.start_typing()
    caller.type("two garlic breads and a tiramisu please")
    caller.expect_lines((2, "Garlic Bread"), (1, "Tiramisu"))
    before = caller.total.inner_text()
    caller.button("One Garlic Bread more").click()
    caller.expect_lines((3, "Garlic Bread"), (1, "Tiramisu"))
    expect(caller.total).not_to_have_text(before)
    total = caller.total.inner_text()
    expect(staff.calls.filter(has_text="3 × Garlic Bread").last).to_be_visible()

    for words in ["that is all, for pickup", "Grace Hopper, 212 646 0142", "yes", "no thanks, goodbye"]:
        caller.type(words)
    expect(caller.end_card).to_contain_text("Your order is placed")
    expect(caller.end_card).to_contain_text("3 ×")
    order = staff.order(caller.order_number())
    expect(order).to_contain_text("Grace Hopper")
    expect(order).to_contain_text(total)

    # A later call of the other business has come through: what came before it would be there too.
    session = demo.new_session("techsupport", phone="+12126460177")
    with CallSocket(session["socket"]) as line:
        line.until("form")
        expect(others.calls.filter(has_text="212 646 0177")).to_be_visible()
        expect(others.calls).to_have_count(1)
    expect(others.page.get_by_text("Garlic Bread")).to_have_count(0)
    assert_well_behaved(caller, staff, others)


def test_a_typed_call_needs_the_keyboard_only(demo, browser):
    caller = Caller(browser.new_context(), demo, "mario-pizza")
    caller.open_calls()
    expect(caller.page.get_by_role("heading", name="Talk to Mario's Pizza Palace")).to_be_visible()
    keyboard = caller.page.keyboard
    for _ in range(5):
        keyboard.press("Tab")
        if caller.way_to_type.evaluate("button => button.matches(':focus-visible')"):
            break
    keyboard.press("Enter")
    expect(caller.page.get_by_label("Type instead of speaking")).to_be_focused()
    expect(caller.page.get_by_role("log")).to_contain_text("automated assistant")
    keyboard.type("one tiramisu please")
    keyboard.press("Enter")
    caller.expect_lines((1, "Tiramisu"))
    assert_well_behaved(caller)


def test_staff_move_an_order_on_and_every_open_page_follows(demo, browser):
    first, second = (Staff(browser.new_context(viewport={"width": 1280, "height": 800}), demo, "mario-pizza") for _ in range(2))
    for staff in (first, second):
        staff.open_live_page(demo.staff_key("mario-pizza"))
    session = demo.new_session("mario-pizza")
    with CallSocket(session["socket"]) as line:
        line.until("form")
        for words in ["two tiramisu please", "that is all, for pickup", "Rosalind Franklin, 212 646 0151", "yes"]:
            line.say(words)
        record = next(m["record"] for m in line.messages if m["type"] == "record")
        line.send(type="hang_up")
    title = f"Order {record['number']}"
    for button, status in [("Confirm", "Confirmed"), ("Start making it", "Preparing"), ("It is ready", "Ready")]:
        first.step(title, button).click()
        expect(first.order(title)).to_contain_text(status)
        expect(second.order(title)).to_contain_text(status)
    # What cannot be taken back is asked twice.
    second.step(title, "Cancel order").click()
    expect(second.order(title)).to_contain_text("Ready")
    second.step(title, "Really cancel order?").click()
    expect(first.order(title)).to_contain_text("Cancelled")
    expect(first.entry(title).get_by_role("button")).to_have_count(0)
    assert_well_behaved(first, second)
