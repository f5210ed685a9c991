"""The staff's pages in a real Chromium: what is done by hand, moved, written, merged, and what two do at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from browser import Staff, chromium
from conftest import Server
from playwright.sync_api import Browser, Locator, Playwright, expect, sync_playwright

PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    with chromium(playwright) as browser:
        yield browser


@dataclass
class Shop:
    """A business of its own, and pages of its staff."""

    server: Server
    browser: Browser
    subdomain: str
    id: str
    key: str

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> dict:
        answer = self.server.request(method, f"/api/business/{self.id}/{path}", self.key, json=body, headers=headers)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def open(self, page: str, viewport: dict[str, int] | None = None) -> Staff:
        """A page of staff who have the key; nothing is loaded again from there on."""
        context = self.browser.new_context(viewport=viewport or {"width": 1280, "height": 860}, timezone_id="UTC")
        staff = Staff(context, self.server, self.subdomain)
        staff.open(f"/staff/{page}#key={self.key}" if page else f"/staff#key={self.key}")
        # Windows have a status of their own, if the address opens one.
        expect(staff.page.get_by_role("status").filter(has_text="Live")).to_be_visible(timeout=15_000)
        return staff


def shop(server: Server, browser: Browser, subdomain: str, kind: str) -> Shop:
    registered = server.register(subdomain, kind, time_zone="UTC")
    return Shop(server, browser, subdomain, registered["business_id"], registered["api_key"])


@pytest.fixture(scope="module")
def trattoria(demo: Server, browser: Browser) -> Shop:
    made = shop(demo, browser, "pages-trattoria", "restaurant")
    size = {"name": "Size", "role": "size", "minimum": 1, "options": [{"name": "Small"}, {"name": "Large", "price_delta": 4}]}
    toppings = {"name": "Toppings", "options": [{"name": "Basil", "default": True}, {"name": "Extra Cheese", "price_delta": 1.5}]}
    made.ask("POST", "menu", {"name": "Margherita", "price": 10, "category": "Pizza", "option_groups": [size, toppings]})
    made.ask("POST", "menu", {"name": "Tiramisu", "price": 7, "category": "Desserts"})
    made.ask("PUT", "kitchen", {"base_minutes": 20})
    return made


@pytest.fixture(scope="module")
def clinic(demo: Server, browser: Browser) -> Shop:
    made = shop(demo, browser, "pages-clinic", "appointment")
    made.ask("POST", "services", {"name": "Consultation", "duration": 30})
    for name in ("Dr. Curie", "Dr. Noether"):
        made.ask("POST", "resources", {"name": name})
    made.ask("PUT", "hours", {"weekly": {day: ["08:00-18:00"] for day in DAYS}})
    return made


@pytest.fixture(scope="module")
def desk(demo: Server, browser: Browser) -> Shop:
    made = shop(demo, browser, "pages-desk", "support")
    category = {"name": "Network", "priority": "High", "respond_minutes": 60, "resolve_minutes": 480}
    made.ask("POST", "support-categories", category)
    return made


DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def assert_well_behaved(*pages: Staff) -> None:
    for staff in pages:
        # A browser says in its console that a request was refused, whatever the page makes of it.
        assert [complaint for complaint in staff.complaints if "status of 4" not in complaint] == []
        assert staff.hosts == {staff.host}, "a page talks to its own host only"
        assert staff.loads == 1, "nothing loads the page again"


def sheet(staff: Staff, title: str | re.Pattern[str]) -> Locator:
    return staff.page.get_by_role("dialog", name=title)


def column(staff: Staff, state: str) -> Locator:
    return staff.page.get_by_role("region", name=state, exact=True)


def tile(staff: Staff, state: str, words: str) -> Locator:
    return column(staff, state).get_by_role("article").filter(has_text=words)


def test_an_order_made_by_hand_moves_over_the_board_of_every_page(trattoria):
    counter, kitchen = trattoria.open("orders"), trattoria.open("orders")
    counter.button("New order").click()
    new = sheet(counter, "New order")
    new.get_by_label("Find on the menu").fill("marg")
    expect(new.get_by_role("button", name=re.compile("^Margherita"))).to_be_visible()
    counter.page.keyboard.press("Enter")
    expect(new.get_by_role("button", name="Place the order")).to_be_disabled()
    new.get_by_role("button", name="Large").click()
    new.get_by_role("button", name="Extra Cheese").click()
    new.get_by_role("button", name="Basil").click()
    new.get_by_role("button", name="One Margherita more").click()
    expect(new).to_contain_text("$31.00")
    new.get_by_label("Kind").select_option("Delivery")
    new.get_by_label("Name").fill("Ada Byron")
    new.get_by_label("Phone").fill("12")
    new.get_by_label("Address").fill("12 Main Street")
    new.get_by_role("button", name="Place the order").click()
    expect(new.get_by_role("alert")).to_contain_text("phone number")
    new.get_by_label("Phone").fill("415 555 0101")
    new.get_by_role("button", name="Place the order").click()
    expect(new).to_have_count(0)

    for words in ("Margherita", "large, no basil, extra cheese", "$31.00", "For "):
        expect(tile(kitchen, "Pending", "Ada Byron")).to_contain_text(words)
    for state, button, next_state in [
        ("Pending", "Confirm", "Confirmed"),
        ("Confirmed", "Start making it", "Preparing"),
        ("Preparing", "It is ready", "Ready"),
    ]:
        tile(kitchen, state, "Ada Byron").get_by_role("button", name=button).click()
        expect(tile(counter, next_state, "Ada Byron")).to_be_visible()
    tile(counter, "Ready", "Ada Byron").get_by_role("button").first.click()
    details = sheet(counter, re.compile("^Order "))
    details.get_by_label("A note").fill("The bell does not work")
    details.get_by_role("button", name="Add the note").click()
    expect(details.get_by_role("listitem").filter(has_text="The bell does not work")).to_be_visible()
    details.get_by_text("History").click()
    expect(details).to_contain_text("Placed by")
    details.get_by_role("button", name="Cancel order").click()
    details.get_by_label("Why?").fill("Nobody opened")
    details.get_by_role("button", name="Really cancel order?").click()
    expect(tile(kitchen, "Done", "Ada Byron")).to_contain_text("Nobody opened")
    assert_well_behaved(counter, kitchen)


def test_what_is_sold_out_on_one_page_cannot_be_picked_on_the_other(trattoria):
    counter, kitchen = trattoria.open("orders"), trattoria.open("orders", PHONE)
    counter.button("New order").click()
    pick = sheet(counter, "New order").get_by_role("button", name=re.compile("^Tiramisu"))
    expect(pick).to_be_enabled()
    kitchen.button("What is left").click()
    sold_out = sheet(kitchen, "What is left").get_by_role("switch", name="Tiramisu is sold out")
    sold_out.click()
    expect(sold_out).to_be_checked()
    expect(pick).to_be_disabled()
    sold_out.click()
    expect(pick).to_be_enabled()
    assert_well_behaved(counter, kitchen)


def test_lines_are_changed_before_the_kitchen_begins(trattoria):
    order = trattoria.ask(
        "POST", "orders",
        {"lines": [{"item": "Tiramisu", "quantity": 1}], "order_type": "Takeaway", "customer_name": "Lise Meitner"},
    )  # fmt: skip
    staff = trattoria.open(f"orders?open={order['id']}")
    details = sheet(staff, f"Order {order['number']}")
    details.get_by_role("button", name="One Tiramisu more").click()
    details.get_by_role("button", name="Save").click()
    expect(tile(staff, "Pending", "Lise Meitner")).to_contain_text("$14.00")
    details.get_by_role("button", name="Confirm").click()
    details.get_by_role("button", name="Start making it").click()
    expect(details).to_contain_text("The kitchen has begun")
    expect(details.get_by_role("button", name="One Tiramisu more")).to_have_count(0)
    assert_well_behaved(staff)


def test_a_booking_is_made_and_moved_by_mouse_and_by_keyboard(clinic):
    staff, other = clinic.open("appointments"), clinic.open("appointments")
    day = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()
    for page in (staff, other):
        page.button("Day").click()
        page.page.get_by_label("Day", exact=True).fill(day)
    staff.button("New booking").click()
    new = sheet(staff, "New booking")
    new.get_by_label("Time").fill("10:00")
    new.get_by_label("With").select_option("Dr. Curie")
    expect(new).to_contain_text("This time is offered to callers")
    new.get_by_label("Name").fill("Grace Hopper")
    new.get_by_role("button", name="Book it").click()
    expect(new).to_have_count(0)

    booking = re.compile("^Booking .*Grace Hopper")
    block = other.page.get_by_role("button", name=booking)
    expect(block).to_have_accessible_name(re.compile("10:00 AM.*Dr. Curie"))
    block.focus()
    for key in ("Shift+ArrowDown", "Shift+ArrowDown", "Shift+ArrowRight"):
        other.page.keyboard.press(key)
    expect(other.page.get_by_role("group", name="Move a booking")).to_contain_text("10:30 AM with Dr. Noether")
    other.page.keyboard.press("Enter")
    moved = staff.page.get_by_role("button", name=booking)
    expect(moved).to_have_accessible_name(re.compile("10:30 AM.*Dr. Noether"))

    # By mouse: the block is dropped three hours further down.
    hour = staff.page.locator(".calendar-hours li").first.bounding_box()
    frame = moved.bounding_box()
    assert hour and frame
    staff.page.mouse.move(frame["x"] + 20, frame["y"] + 6)
    staff.page.mouse.down()
    staff.page.mouse.move(frame["x"] + 22, frame["y"] + 30, steps=4)
    staff.page.mouse.move(frame["x"] + 20, frame["y"] + 6 + 2 * hour["height"], steps=8)
    staff.page.mouse.up()
    expect(staff.page.get_by_role("group", name="Move a booking")).to_contain_text("12:30 PM")
    staff.button("Move it").click()
    expect(other.page.get_by_role("button", name=booking)).to_have_accessible_name(re.compile("12:30 PM"))

    # Where somebody else is there is no room, and the page says who has it.
    clinic.ask(
        "POST", "appointments",
        {"service": "Consultation", "start": f"{day}T15:00:00Z", "customer_name": "Emmy", "resource_id": noether(clinic)},
    )  # fmt: skip
    moved.click()
    details = sheet(staff, re.compile("^Booking "))
    details.get_by_label("Time").fill("15:00")
    details.get_by_role("button", name="Save").click()
    expect(details.get_by_role("alert")).to_contain_text("part of this time")
    expect(details.get_by_label("Time")).to_have_value("15:00")
    assert_well_behaved(staff, other)


def noether(clinic: Shop) -> str:
    return next(found["id"] for found in clinic.ask("GET", "resources")["data"] if found["name"] == "Dr. Noether")


def test_who_waits_is_offered_what_is_free_and_takes_it(clinic):
    staff = clinic.open("waiting-list", PHONE)
    staff.button("Put somebody on the list").click()
    new = sheet(staff, "Waiting list")
    new.get_by_label("Name").fill("Hedy Lamarr")
    new.get_by_label("Phone").fill("415 555 0144")
    new.get_by_role("button", name="Put on the list").click()
    entry = staff.page.get_by_role("listitem").filter(has_text="Hedy Lamarr")
    expect(entry).to_contain_text("Kept for")
    entry.get_by_role("button", name="They take it").click()
    expect(entry).to_have_count(0)
    booked = clinic.ask("GET", "appointments?search=lamarr")["data"]
    assert len(booked) == 1 and booked[0]["source"] == "staff"
    assert_well_behaved(staff)


def test_a_ticket_is_opened_reassigned_answered_and_merged(desk):
    staff, other = desk.open("tickets"), desk.open("tickets", PHONE)
    for subject in ("No wifi in the office", "Wifi is still broken"):
        staff.button("New ticket").click()
        new = sheet(staff, "New ticket")
        new.get_by_label("What is it about?").fill(subject)
        new.get_by_label("Name").fill("Sam Poe")
        new.get_by_label("Phone").fill("415 555 0103")
        new.get_by_role("button", name="Open the ticket").click()
        expect(new).to_have_count(0)
    row = other.page.get_by_role("listitem").filter(has_text="No wifi in the office")
    for words in ("High", "Nobody's", "Answer in"):
        expect(row).to_contain_text(words)

    staff.page.get_by_role("button", name="No wifi in the office").click()
    details = sheet(staff, re.compile("^Ticket "))
    details.get_by_label("Looked after by").fill("Nora")
    details.get_by_label("Priority").select_option("Urgent")
    details.get_by_role("button", name="Save").click()
    for words in ("Nora", "Urgent"):
        expect(row).to_contain_text(words)
    details.get_by_label("A note").fill("We are on our way.")
    details.get_by_label("The customer may read it").check()
    details.get_by_role("button", name="Add the note").click()
    expect(details.get_by_role("listitem").filter(has_text="We are on our way.")).to_contain_text("Public")
    expect(row).to_contain_text("Settle in")
    details.get_by_role("button", name="Close").first.click()

    staff.page.get_by_role("button", name="Wifi is still broken").click()
    twin = sheet(staff, re.compile("^Ticket "))
    twin.get_by_role("button", name="It is the same as another ticket").click()
    twin.get_by_role("listitem").filter(has_text="No wifi in the office").get_by_role("button", name="This one").click()
    twin.get_by_role("button", name=re.compile("^Close .* as the same as")).click()
    expect(sheet(staff, re.compile("^Ticket "))).to_contain_text("We are on our way.")
    expect(other.page.get_by_role("listitem").filter(has_text="Wifi is still broken")).to_have_count(0)
    assert_well_behaved(staff, other)


def test_two_who_change_one_ticket_see_what_the_other_did_and_decide(desk):
    ticket = desk.ask("POST", "tickets", {"subject": "The printer jams", "category": "Network", "customer_name": "Jo March"})
    nora, omar = desk.open(f"tickets?open={ticket['id']}"), desk.open(f"tickets?open={ticket['id']}")
    name = f"Ticket {ticket['number']}"
    sheet(omar, name).get_by_label("Looked after by").fill("Omar")
    sheet(omar, name).get_by_label("Subject").fill("The printer on the first floor jams")
    sheet(nora, name).get_by_label("Looked after by").fill("Nora")
    sheet(nora, name).get_by_role("button", name="Save").click()

    notice = sheet(omar, name).get_by_role("alert").filter(has_text="Somebody else")
    expect(notice).to_contain_text("Somebody else has changed this meanwhile")
    expect(notice).to_contain_text("Nora")
    expect(notice).to_contain_text("Looked after by: Omar")
    expect(sheet(omar, name).get_by_label("Subject")).to_have_value("The printer on the first floor jams")
    assert desk.ask("GET", f"tickets/{ticket['id']}")["assignee"] == "Nora"
    # Nor does a key that was pressed by mistake take away what was typed.
    omar.page.keyboard.press("Escape")
    sheet(omar, name).get_by_role("button", name="Go on with it").click()
    expect(sheet(omar, name).get_by_label("Looked after by")).to_have_value("Omar")
    notice.get_by_role("button", name="Save mine all the same").click()
    expect(sheet(nora, name).get_by_label("Looked after by")).to_have_value("Omar")
    assert desk.ask("GET", f"tickets/{ticket['id']}")["subject"] == "The printer on the first floor jams"
    assert_well_behaved(nora, omar)


def test_a_customer_is_found_blocked_and_erased(desk):
    desk.ask("POST", "tickets", {"subject": "Spam", "category": "Network", "customer_name": "Kay Lin", "customer_phone": "+14155550120"})
    staff = desk.open("customers")
    staff.page.get_by_label("Find a customer by name or phone").fill("0120")
    staff.page.get_by_role("button", name="Kay Lin").click()
    details = sheet(staff, "Kay Lin")
    expect(details).to_contain_text("Spam")
    details.get_by_label("Blocked: their calls").check()
    details.get_by_label("Why (for staff)").fill("Rings at night")
    details.get_by_role("button", name="Save").click()
    expect(details.get_by_role("button", name="Save")).to_have_count(0)
    details.get_by_role("button", name="Close").first.click()
    staff.button("Blocked").click()
    expect(staff.page.get_by_role("list", name="Customers")).to_contain_text("Rings at night")
    staff.page.get_by_role("button", name="Kay Lin").click()
    details.get_by_role("button", name="Erase this person").click()
    details.get_by_label("Type “erase” to go on").fill("erase")
    details.get_by_role("button", name="Erase for good").click()
    expect(staff.page.get_by_text("Nobody is blocked.")).to_be_visible()
    assert_well_behaved(staff)


def test_every_page_fits_a_phone_and_says_when_there_is_nothing(demo, browser):
    empty = shop(demo, browser, "pages-empty", "custom")
    for page in ("", "orders", "appointments", "waiting-list", "tickets", "requests", "customers"):
        staff = empty.open(page, PHONE)
        expect(staff.page.get_by_role("navigation", name="Pages")).to_be_visible()
        if page not in ("appointments",):
            expect(staff.page.locator(".blank").first).to_be_visible()
        width = staff.page.evaluate("document.documentElement.scrollWidth")
        assert width <= PHONE["width"], f"{page} is {width} wide"
        assert_well_behaved(staff)
        staff.page.context.close()
