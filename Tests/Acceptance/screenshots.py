"""Takes the pictures of the README from a server with the demo businesses. Run by hand: screenshots.py docs/pictures"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from browser import Caller, Staff, Tab, chromium, synthesise, wait_for_speech, write_recording
from call_socket import CallSocket
from conftest import Server, free_port
from people import signed_in
from playwright.sync_api import Browser, expect, sync_playwright

EARLIER_CALLS = [
    ["two garlic breads and a caesar salad please", "that is all, for pickup", "Grace Hopper, 212 646 0142", "yes"],
    [
        "one large margherita pizza and two tiramisu",
        "that is all",
        "delivery to 12 Main Street, Springfield",
        "Alan Turing, 212 646 0154",
        "yes",
    ],
]
DESK = {"viewport": {"width": 1280, "height": 800}, "color_scheme": "light"}


def place_order(server: Server, lines: list[str]) -> None:
    """A typed call, up to its order."""
    session = server.new_session("mario-pizza")
    with CallSocket(session["socket"]) as call:
        call.until("form")
        for line in lines:
            call.say(line)
        assert any(message["type"] == "record" for message in call.messages), call.transcript
        call.send(type="hang_up")


def speak(browser: Browser, server: Server) -> Caller:
    """A spoken call in its middle: the form is filled, and the agent reads it back."""
    caller = Caller(browser.new_context(**DESK), server, "mario-pizza")
    caller.open_calls()
    caller.button("Start the call").click()
    expect(caller.page.get_by_role("log")).to_contain_text("Shall I place it?", timeout=90_000)
    # The level ribbon moves while there is sound: let some of the read-back go through it.
    caller.page.wait_for_timeout(3_000)
    return caller


def configure(browser: Browser, server: Server, folder: Path) -> None:
    """An owner's settings with a draft over them, as it is about to be published."""
    ada = signed_in(server, "ada", "mario-pizza", "owner")
    context = browser.new_context(**DESK)
    context.add_cookies(
        [{"name": "session", "value": ada.cookies["session"], "url": f"http://mario-pizza.localhost:{server.port}"}]
    )
    owner = Tab(context, server, "mario-pizza")
    owner.open("/settings/menu")
    owner.button("Change Margherita Pizza").click()
    dialog = owner.page.get_by_role("dialog")
    dialog.get_by_label("Price", exact=True).fill("19.5")
    dialog.get_by_role("button", name="Save as draft").click()
    owner.page.get_by_role("switch", name="Tiramisu is sold out").click()
    owner.page.get_by_role("link", name="Hours").click()
    owner.page.get_by_label("Friday, until").fill("23:30")
    owner.button("Save as draft").click()
    expect(owner.page.get_by_text("2 changes wait to be published.")).to_be_visible()
    owner.page.get_by_role("link", name="Menu").click()
    owner.page.get_by_text("2 changes wait to be published.").click()
    expect(owner.page.get_by_role("switch", name="Tiramisu is sold out")).to_be_checked()
    owner.page.mouse.move(0, 0)
    owner.page.evaluate("scrollTo(0, 0)")
    owner.page.screenshot(path=folder / "settings.png")


def take(server: Server, folder: Path) -> None:
    for lines in EARLIER_CALLS:
        place_order(server, lines)
    recording = server.data.parent / "caller.wav"
    write_recording(
        recording,
        [
            5.5, synthesise(server, "Two pepperoni pizzas and a tiramisu for pickup, please."),
            6.0, synthesise(server, "No, that is all."),
            4.0, synthesise(server, "Anna Miller, and my number is two one two, six four six, zero one nine eight."),
            *[8.0, synthesise(server, "Yes, please.")] * 3,
        ],
    )  # fmt: skip
    with sync_playwright() as playwright, chromium(playwright, recording) as browser:
        staff = Staff(browser.new_context(**DESK), server, "mario-pizza")
        staff.open_live_page(server.staff_key("mario-pizza"))
        caller = speak(browser, server)
        expect(staff.calls.filter(has_text="Anna Miller")).to_be_visible()
        caller.page.screenshot(path=folder / "call.png")
        staff.page.screenshot(path=folder / "staff.png")
        configure(browser, server, folder)


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data:
        server = Server(Path(data) / "data", free_port(), ["--demo"])
        try:
            server.start()
            wait_for_speech(server)
            take(server, folder)
        finally:
            server.stop()


if __name__ == "__main__":
    main()
