"""An owner runs their business from its pages in a real Chromium: settings, people and keys, plan, calls, their own account."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import Caller, Tab, chromium
from conftest import Server
from people import PASSWORD, app_code, keyboard, signed_in
from playwright.sync_api import Browser, BrowserContext, Locator, expect, sync_playwright
from stripe_simulator import StripeSimulator, settings

# A password takes its time to be checked, the more so in a program that was built for debugging.
expect.set_options(timeout=30_000)

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
OVERAGE = {"session_overage_starter": 75, "session_overage_pro": 50}
#: Where to leave pictures of the pages, for a person to look at; nowhere without it.
PICTURES = os.environ.get("PICTURES")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright, chromium(playwright) as browser:
        yield browser


class Desk(Tab):
    """The pages of a business for one of its people, who has signed in."""

    def __init__(self, context: BrowserContext, server: Server, subdomain: str):
        super().__init__(context, server, subdomain)
        self.page.on("dialog", lambda dialog: dialog.accept())

    def at(self, path: str, heading: str) -> Desk:
        self.open(path)
        expect(self.page.get_by_role("heading", name=heading, exact=True).first).to_be_visible()
        return self

    def section(self, name: str) -> Locator:
        return self.page.get_by_role("region", name=name, exact=True)

    @property
    def dialog(self) -> Locator:
        return self.page.get_by_role("dialog")

    def picture(self, name: str) -> None:
        """The page at a desk's and at a telephone's width; nothing is wider than the screen at either."""
        for width, size in (("desk", DESK), ("phone", PHONE)):
            self.page.set_viewport_size(size)
            self.page.evaluate("scrollTo(0, 0)")
            assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} is too wide for a {width}"
            if PICTURES:
                self.page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=not self.dialog.count())
        self.page.set_viewport_size(DESK)


def desk(browser: Browser, server: Server, name: str, subdomain: str, role: str = "owner") -> Desk:
    person = signed_in(server, name, subdomain, role)
    context = browser.new_context(viewport=DESK, color_scheme="light")
    context.add_cookies(
        [{"name": "session", "value": person.cookies["session"], "url": f"http://{subdomain}.localhost:{server.port}"}]
    )
    return Desk(context, server, subdomain)


def new_business(server: Server, subdomain: str, kind: str = "restaurant") -> dict[str, str]:
    return server.register(subdomain, kind, time_zone="Europe/Rome", currency="EUR")


def menu(server: Server, business: dict[str, str]) -> list[dict]:
    return server.request("GET", f"/api/business/{business['business_id']}/menu", business["api_key"]).json()["data"]


def test_an_owner_signs_in_and_publishes_hours_and_a_greeting_that_the_next_caller_hears(demo, browser):
    new_business(demo, "owner-roma")
    keyboard(demo, "user", "create", "flora@people.example", "--name", "Flora", "--business", "owner-roma", "--role", "owner", line=PASSWORD)
    owner = Desk(browser.new_context(viewport=DESK, color_scheme="light"), demo, "owner-roma")
    owner.open("/settings/hours")
    owner.page.get_by_label("E-mail").fill("flora@people.example")
    owner.page.get_by_label("Password").fill(PASSWORD)
    owner.page.keyboard.press("Enter")
    hours = owner.section("Opening hours")
    save = hours.get_by_role("button", name="Save as draft")
    expect(save).to_be_disabled()
    expect(hours.get_by_role("button", name="Monday: add hours")).to_have_count(0)
    hours.get_by_label("Monday, from").fill("09:00")
    hours.get_by_label("Monday, until").fill("12:30")
    hours.get_by_role("button", name="Monday: add hours").click()
    expect(hours.get_by_label("Monday, from").nth(1)).to_have_value("13:00")
    hours.get_by_role("button", name="Same until Friday").click()
    hours.get_by_label("A day that is different").fill("2026-12-25")
    hours.get_by_role("button", name="Add it").click()
    owner.picture("hours")
    save.click()
    expect(owner.page.get_by_text("6 changes wait to be published.")).to_be_visible()
    owner.page.get_by_text("changes wait to be published.").click()
    expect(owner.page.get_by_text("Friday: 00:00-24:00 becomes 09:00-12:30, 13:00-16:00")).to_be_visible()

    owner.page.get_by_role("link", name="Voice").click()
    voice = owner.section("Voice")
    voice.get_by_label("Greeting").fill("Roma, good evening, what can I bring you?")
    voice.get_by_label("Hand-off number").fill("12")
    voice.get_by_role("button", name="Save as draft").click()
    expect(voice.get_by_role("alert")).to_contain_text("not a telephone number")
    expect(voice.get_by_label("Greeting")).to_have_value("Roma, good evening, what can I bring you?")
    voice.get_by_label("Hand-off number").fill("+39 06 6982 0100")
    voice.get_by_role("button", name="Save as draft").click()
    expect(owner.page.get_by_text('Voice: greeting nothing becomes "Roma, good evening, what can I bring you?"')).to_be_visible()
    owner.picture("voice")

    caller = Caller(browser.new_context(viewport=DESK), demo, "owner-roma")
    caller.open_calls()
    caller.start_typing()
    assert "good evening" not in caller.page.get_by_role("log").inner_text(), "a draft is nothing callers notice"

    owner.button("Publish …").click()
    owner.dialog.get_by_label("A note for later").fill("The autumn")
    owner.picture("publish")
    owner.dialog.get_by_role("button", name="Publish").click()
    expect(owner.page.get_by_text("Published. It is in force now")).to_be_visible()
    caller = Caller(browser.new_context(viewport=DESK), demo, "owner-roma")
    caller.open_calls()
    caller.start_typing()
    expect(caller.page.get_by_role("log")).to_contain_text("Roma, good evening")

    owner.page.get_by_role("link", name="Versions").click()
    versions = owner.section("Versions")
    expect(versions.get_by_text("The autumn")).to_be_visible()
    owner.picture("versions")
    versions.get_by_role("button", name="Go back to it").click()
    owner.dialog.get_by_role("button", name="Go back").click()
    expect(versions.get_by_text("Back to version 1")).to_be_visible()
    owner.page.get_by_role("link", name="Hours").click()
    expect(hours.get_by_label("Friday, until")).to_have_value("00:00")
    expect(hours.get_by_label("Monday, from")).to_have_value("00:00")


def test_a_menu_with_one_wrong_line_is_refused_by_that_line_and_taken_over_when_it_is_put_right(demo, browser, tmp_path):
    roma = new_business(demo, "owner-menu")
    owner = desk(browser, demo, "gil", "owner-menu").at("/settings/menu", "Menu")
    expect(owner.page.get_by_text("Nothing yet.")).to_be_visible()
    file = tmp_path / "menu.csv"
    file.write_text("name;price;category\nLasagne;14,50;Pasta\nTiramisu;cheap;Desserts\nSalad;8;Starters\n")
    owner.button("Import …").click()
    owner.dialog.get_by_label("A file").set_input_files(file)
    owner.dialog.get_by_role("button", name="Check the file").click()
    expect(owner.dialog.get_by_role("alert")).to_contain_text('Line 3: "cheap" is not a price')
    owner.picture("import")
    file.write_text(file.read_text().replace("cheap", "7"))
    owner.dialog.get_by_label("A file").set_input_files(file)
    owner.dialog.get_by_role("button", name="Check the file").click()
    expect(owner.dialog.get_by_role("status").filter(has_text="3 items were read.")).to_be_visible()
    owner.dialog.get_by_role("button", name="Take it over now").click()
    rows = owner.section("Menu").get_by_role("row")
    expect(rows).to_have_count(1 + 3)

    sold_out = owner.page.get_by_role("switch", name="Tiramisu is sold out")
    sold_out.click()
    expect(sold_out).to_have_attribute("aria-checked", "true")
    tiramisu = next(item["id"] for item in menu(demo, roma) if item["name"] == "Tiramisu")
    stock = f"/api/business/{roma['business_id']}/menu/{tiramisu}/explain"
    assert demo.request("GET", stock, roma["api_key"]).json()["is_available"] is False

    owner.button("Change Lasagne").click()
    owner.dialog.get_by_label("Price", exact=True).fill("15.5")
    owner.dialog.get_by_role("button", name="Add a group").click()
    owner.dialog.get_by_label("Group", exact=True).fill("Size")
    owner.dialog.get_by_label("Option", exact=True).fill("Large")
    owner.dialog.get_by_label("Surcharge").fill("3")
    owner.picture("menu-item")
    owner.dialog.get_by_role("button", name="Save as draft").click()
    expect(rows.filter(has_text="Lasagne")).to_contain_text("draft")
    owner.button("Remove Salad").click()
    expect(rows).to_have_count(1 + 2)
    owner.picture("menu")
    owner.button("Publish …").click()
    owner.dialog.get_by_role("button", name="Publish").click()
    expect(owner.page.get_by_text("Published. It is in force now")).to_be_visible()
    items = menu(demo, roma)
    assert {item["name"]: item["price"] for item in items} == {"Lasagne": 15.5, "Tiramisu": 7}
    assert items[0]["option_groups"][0]["options"][0]["price_delta"] == 3
    assert demo.request("GET", stock, roma["api_key"]).json()["is_available"] is False, "what is sold out stays sold out"


def test_a_key_is_made_shown_once_works_and_is_revoked(demo, browser):
    roma = new_business(demo, "owner-keys")
    owner = desk(browser, demo, "hank", "owner-keys").at("/people", "People and keys")
    owner.button("Make a key").click()
    owner.dialog.get_by_label("What it is for").fill("The till")
    owner.picture("key-new")
    owner.dialog.get_by_role("button", name="Make it").click()
    shown = owner.page.locator(".shown-once code")
    text = shown.inner_text()
    assert text.startswith("va_live_")
    owner.picture("people")
    orders = f"/api/business/{roma['business_id']}/orders"
    assert demo.request("GET", orders, text).status_code == 200
    assert demo.request("GET", f"/api/business/{roma['business_id']}/invoices", text).status_code == 403
    owner.button("Rotate The till").click()
    owner.dialog.get_by_label("The old one ends").select_option("In an hour")
    owner.dialog.get_by_role("button", name="Make the new one").click()
    expect(shown).not_to_have_text(text)
    renewed = shown.inner_text()
    assert {demo.request("GET", orders, key).status_code for key in (text, renewed)} == {200}, "both work for an hour"
    for key in (text, renewed):
        owner.page.get_by_role("row").filter(has_text=key[:12]).get_by_role("button", name="Revoke").click()
        owner.dialog.get_by_role("button", name="Revoke it").click()
        expect(owner.page.get_by_role("row").filter(has_text=key[:12])).to_have_count(0)
        assert demo.request("GET", orders, key).status_code == 401
    owner.page.reload()
    expect(owner.section("Keys").get_by_role("row").first).to_be_visible()
    expect(shown).to_have_count(0)


def test_people_are_invited_change_roles_and_leave(demo, browser):
    new_business(demo, "owner-people")
    signed_in(demo, "ira", "owner-people", "staff")
    owner = desk(browser, demo, "jan", "owner-people").at("/people", "People and keys")
    owner.button("Invite somebody").click()
    owner.dialog.get_by_label("E-mail").fill("nobody")
    owner.dialog.get_by_role("button", name="Send the invitation").click()
    expect(owner.dialog.get_by_role("alert")).to_be_visible()
    owner.dialog.get_by_label("E-mail").fill("kim@people.example")
    owner.dialog.get_by_label("Role").select_option("Manager")
    owner.dialog.get_by_role("button", name="Send the invitation").click()
    expect(owner.page.get_by_role("row").filter(has_text="kim@people.example")).to_contain_text("manager")
    owner.page.get_by_label("Role of Ira").select_option("Manager")
    expect(owner.page.get_by_text("Ira is manager now.")).to_be_visible()
    owner.button("Remove Ira").click()
    owner.dialog.get_by_role("button", name="Remove").click()
    expect(owner.page.get_by_role("row").filter(has_text="ira@people.example")).to_have_count(0)
    owner.button("Remove owner@owner-people.example").click()
    owner.dialog.get_by_role("button", name="Remove").click()
    expect(owner.section("People").get_by_role("row")).to_have_count(2 + 2)
    owner.button("Remove Jan").click()
    owner.dialog.get_by_role("button", name="Remove").click()
    expect(owner.dialog.get_by_role("alert")).to_contain_text("keeps at least one owner")


def test_a_plan_is_previewed_and_changed_and_the_invoice_opened(demo, browser):
    new_business(demo, "owner-plan")
    owner = desk(browser, demo, "leo", "owner-plan").at("/plan", "Plan and invoices")
    expect(owner.page.get_by_text("You try it for free until")).to_be_visible()
    owner.picture("plan-trial")
    owner.button("Pay for Starter by invoice").click()
    expect(owner.dialog).to_contain_text("Charged now")
    owner.dialog.get_by_role("button", name="Agree").click()
    expect(owner.page.get_by_text("the first month is charged then")).to_be_visible()
    owner.button("Change to Professional").click()
    expect(owner.dialog.locator(".plan-total strong")).to_have_text("$0.00")
    owner.picture("plan-preview")
    owner.dialog.get_by_role("button", name="Agree").click()
    expect(owner.page.locator(".plan-now")).to_contain_text("Professional")
    expect(owner.section("Invoices").get_by_text("None yet.")).to_be_visible()


def test_an_upgrade_costs_what_its_preview_says_and_the_invoice_is_opened(new_server, browser):
    server = new_server(TRIAL_PERIOD_DAYS="0")
    roma = server.register("roma")
    owner = desk(browser, server, "leo", "roma").at("/plan", "Plan and invoices")
    owner.button("Pay for Starter by invoice").click()
    expect(owner.dialog.locator(".plan-total strong")).to_have_text("$99.00")
    owner.dialog.get_by_role("button", name="Agree").click()
    expect(owner.page.get_by_text("It is done: $99.00 is charged.")).to_be_visible()
    owner.button("Change to Professional").click()
    expect(owner.dialog).to_contain_text("Starter plan, unused time")
    owner.picture("plan-upgrade")
    total = owner.dialog.locator(".plan-total strong").inner_text()
    owner.dialog.get_by_role("button", name="Agree").click()
    rows = owner.section("Invoices").get_by_role("row")
    expect(rows).to_have_count(1 + 2)
    expect(rows.nth(1)).to_contain_text(total)
    owner.button("Change to Starter").click()
    expect(owner.dialog).to_contain_text("It begins on")
    owner.dialog.get_by_role("button", name="Agree").click()
    expect(owner.page.get_by_text("you are on Starter.")).to_be_visible()
    owner.button("Take that back").click()
    owner.dialog.get_by_role("button", name="Agree").click()
    expect(owner.page.get_by_text("you are on Starter.")).to_have_count(0)
    owner.picture("plan")
    with owner.page.context.expect_page() as opened:
        owner.page.get_by_role("link", name="Open INV-000001").click()
    expect(opened.value.get_by_text("INV-000001").first).to_be_visible()
    address = owner.page.get_by_role("link", name="INV-000001 as a PDF").get_attribute("href")
    assert address == f"/api/business/{roma['business_id']}/invoices/INV-000001.pdf"
    assert server.request("GET", address, roma["api_key"]).content.startswith(b"%PDF")
    details = owner.section("On your invoices")
    details.get_by_label("Name").fill("Roma S.r.l.")
    details.get_by_label("Address").fill("Via Appia 1\n00100 Roma")
    details.get_by_role("button", name="Save").click()
    expect(details.get_by_text("Saved.", exact=True)).to_be_visible()


def test_an_owner_pays_by_card_and_comes_back_to_the_plan(new_server, browser):
    simulator = StripeSimulator(now=int(time.time()))
    try:
        simulator.set_up({"starter_monthly": 9900, "pro_monthly": 29_900, "ent_monthly": 89_900}, OVERAGE)
        server = new_server(**settings(simulator.url))
        simulator.webhooks.url = f"{server.url}/webhook/stripe"
        server.register("roma")
        owner = desk(browser, server, "lea", "roma").at("/plan", "Plan and invoices")
        owner.button("Pay for Starter by card").click()
        owner.page.get_by_role("button", name="abandon", exact=True).click()
        expect(owner.page.get_by_text("You left the checkout: nothing has changed.")).to_be_visible()
        owner.button("Pay for Professional by card").click()
        owner.page.get_by_role("button", name="pay", exact=True).click()
        expect(owner.page.get_by_text("Stripe has your card.")).to_be_visible()
        assert "checkout" not in owner.page.url
        simulator.deliver()
        expect(owner.page.get_by_text("You pay by card from now on.")).to_be_visible()
        expect(owner.page.locator(".plan-now")).to_contain_text("Professional")
        owner.picture("plan-card")
        owner.button("Look after the card").click()
        expect(owner.page.get_by_role("heading", name="Simulated Stripe")).to_be_visible()
    finally:
        simulator.close()


def test_a_second_factor_is_set_up_with_a_picture_and_asked_for_at_the_next_sign_in(demo, browser):
    new_business(demo, "owner-account")
    owner = desk(browser, demo, "mia", "owner-account").at("/account", "My account")
    owner.picture("account")
    factor = owner.section("Second factor")
    factor.get_by_role("button", name="Set it up").click()
    owner.dialog.get_by_label("Your password").fill("wrong")
    owner.dialog.get_by_role("button", name="Go on").click()
    expect(owner.dialog.get_by_role("alert")).to_be_visible()
    owner.dialog.get_by_label("Your password").fill(PASSWORD)
    owner.dialog.get_by_role("button", name="Go on").click()
    picture = factor.get_by_role("img", name=re.compile("QR code"))
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.naturalWidth > 0"), "the browser could draw it"
    secret = factor.locator(".enrolment-secret").inner_text().replace(" ", "")
    owner.picture("second-factor")
    factor.get_by_label("The six digits").fill(app_code(secret))
    factor.get_by_role("button", name="Switch it on").click()
    expect(factor.locator(".recovery-codes li")).to_have_count(10)
    owner.picture("recovery-codes")
    owner.button("Sign out").click()
    owner.page.get_by_label("E-mail").fill("mia@people.example")
    owner.page.get_by_label("Password").fill(PASSWORD)
    owner.button("Sign in").click()
    owner.page.get_by_label("Code").fill(app_code(secret, steps=1))
    owner.button("Sign in").click()
    expect(owner.page.get_by_role("heading", name="My account")).to_be_visible()
    expect(owner.section("Second factor").get_by_text("on", exact=True)).to_be_visible()


def test_sessions_elsewhere_are_ended_and_a_name_is_changed(demo, browser):
    new_business(demo, "owner-sessions")
    owner = desk(browser, demo, "ned", "owner-sessions").at("/account", "My account")
    elsewhere = Desk(browser.new_context(), demo, "owner-sessions")
    elsewhere.open("/account")
    elsewhere.page.get_by_label("E-mail").fill("ned@people.example")
    elsewhere.page.get_by_label("Password").fill(PASSWORD)
    elsewhere.button("Sign in").click()
    expect(elsewhere.page.get_by_role("heading", name="My account")).to_be_visible()
    owner.page.reload()
    expect(owner.section("Where you are signed in").get_by_role("row")).to_have_count(1 + 2)
    owner.button("Sign out everywhere else").click()
    expect(owner.section("Where you are signed in").get_by_role("row")).to_have_count(1 + 1)
    elsewhere.page.reload()
    expect(elsewhere.button("Sign in")).to_be_visible()
    owner.section("You").get_by_label("Name").fill("Ned Ludd")
    owner.section("You").get_by_role("button", name="Save").click()
    expect(owner.section("You").get_by_text("Saved.", exact=True)).to_be_visible()


def test_a_call_that_is_over_is_read_and_deleted(demo, browser):
    new_business(demo, "owner-calls")
    owner = desk(browser, demo, "oda", "owner-calls").at("/calls", "Calls")
    expect(owner.page.get_by_text("Nobody has called yet.")).to_be_visible()
    caller = Caller(browser.new_context(viewport=DESK), demo, "owner-calls")
    caller.open_calls()
    caller.start_typing()
    caller.type("when are you open on Sundays?")
    caller.button("Hang up").click()
    expect(caller.end_card).to_be_visible()
    owner.page.reload()
    row = owner.page.get_by_role("row").filter(has_text="Browser")
    row.get_by_role("button", name="Read").click()
    expect(owner.dialog.get_by_role("listitem").filter(has_text="Caller")).to_contain_text("when are you open on Sundays?")
    owner.picture("call")
    owner.dialog.get_by_role("button", name="Close").click()
    owner.picture("calls")
    row.get_by_role("button", name="Delete").click()
    owner.dialog.get_by_role("button", name="Delete").click()
    row.get_by_role("button", name="Read").click()
    expect(owner.dialog).to_contain_text("is deleted")


@pytest.mark.parametrize("kind, section", [("appointment", "services"), ("support", "categories"), ("custom", "workflow")])
def test_each_kind_of_business_edits_what_it_offers(demo, browser, kind, section):
    subdomain = f"owner-{kind}"
    new_business(demo, subdomain, kind)
    owner = desk(browser, demo, f"pat-{kind}", subdomain).at(f"/settings/{section}", section.capitalize())
    if kind != "custom":
        owner.page.get_by_role("button", name=re.compile("^Add ")).click()
        owner.dialog.get_by_label("Name", exact=True).fill("First")
        owner.picture(f"{section}-new")
        owner.dialog.get_by_role("button", name="Save as draft").click()
        expect(owner.page.get_by_role("row").filter(has_text="First")).to_contain_text("draft")
        owner.button("Discard").click()
        owner.dialog.get_by_role("button", name="Discard it").click()
        expect(owner.page.get_by_text("Nothing yet.")).to_be_visible()
    owner.picture(section)


def test_what_the_business_is_called_and_who_is_told_of_what_is_changed(demo, browser):
    roma = new_business(demo, "owner-facts")
    owner = desk(browser, demo, "quy", "owner-facts").at("/settings", "Your business")
    business = owner.section("Your business")
    business.get_by_label("Name").fill("Osteria Roma")
    business.get_by_label("Time zone").fill("Rome")
    business.get_by_role("button", name="Save").click()
    expect(business.get_by_role("alert")).to_contain_text("IANA")
    business.get_by_label("Time zone").fill("Europe/Paris")
    business.get_by_role("button", name="Save").click()
    expect(business.get_by_text("Saved.", exact=True)).to_be_visible()
    public = demo.request("GET", "/api/business/config", headers=demo.host("owner-facts")).json()
    assert (public["name"], public["timeZone"]) == ("Osteria Roma", "Europe/Paris")
    assert keyboard(demo, "business", "show", "owner-facts").count("Osteria Roma"), "the platform knows it by the same name"
    look = owner.section("Look")
    look.get_by_label("A colour of your own").check()
    look.get_by_label("Colour", exact=True).fill("#ffee00")
    look.get_by_role("button", name="Save as draft").click()
    expect(look.get_by_role("alert")).to_contain_text("choose a darker colour")
    look.get_by_label("Colour", exact=True).fill("#8c1d18")
    look.get_by_role("button", name="Save as draft").click()
    expect(owner.page.get_by_text("1 change waits to be published.")).to_be_visible()
    owner.picture("business")

    owner.page.get_by_role("link", name="Webhooks").click()
    owner.button("Add a webhook").click()
    owner.dialog.get_by_label("Address").fill(f"http://127.0.0.1:{demo.port}/nowhere")
    owner.dialog.get_by_label("Order created").check()
    owner.dialog.get_by_role("button", name="Save").click()
    expect(owner.page.locator(".shown-once code")).to_have_text(re.compile("^whsec_"))
    owner.button("Test").click()
    expect(owner.page.get_by_text("A test is on its way")).to_be_visible()
    owner.picture("webhooks")
    owner.button("Log").click()
    expect(owner.dialog.get_by_role("row").filter(has_text="Webhook test")).to_be_visible()
    owner.picture("webhook-log")
    assert demo.request("GET", f"/api/business/{roma['business_id']}/webhooks", roma["api_key"]).json()["data"][0]["active"]
    for section, heading in (("numbers", "Phone numbers"), ("website", "Website")):
        owner.at(f"/settings/{section}", heading).picture(section)


def test_who_is_not_an_owner_sees_no_more_than_their_role_is_for(demo, browser):
    new_business(demo, "owner-roles")
    manager = desk(browser, demo, "ron", "owner-roles", "manager").at("/plan", "Plan and invoices")
    places = manager.page.get_by_role("navigation", name="Owner-Roles").get_by_role("link")
    expect(places.filter(has_text="People and keys")).to_have_count(0)
    expect(manager.page.get_by_text("An owner decides about the plan.")).to_be_visible()
    manager.at("/people", "People and keys is not for you")
    staff = desk(browser, demo, "sue", "owner-roles", "staff").at("/settings", "Settings is not for you")
    expect(staff.page.get_by_role("navigation", name="Owner-Roles").get_by_role("link").filter(has_text="Settings")).to_have_count(0)
    staff.at("/account", "My account")


def test_an_operators_visit_is_told_on_every_page_until_it_is_ended(demo, browser):
    roma = new_business(demo, "owner-visited")
    operator = signed_in(demo, "tom", None)
    path = f"/api/operator/businesses/{roma['business_id']}/impersonation"
    url = operator.request("POST", path, json={"reason": "ticket 4711: hours look wrong"}).json()["url"]
    visit = Desk(browser.new_context(viewport=DESK, color_scheme="light"), demo, "owner-visited")
    visit.open(url[url.index("/visit") :])
    visit.page.get_by_role("link", name="Go on to the staff's page").click()
    banner = visit.page.get_by_role("region", name="An operator's visit")
    for place in ("Settings", "Plan", "Calls", "Staff"):
        visit.page.get_by_role("navigation", name="Owner-Visited").get_by_role("link", name=place).click()
        expect(banner).to_contain_text("Tom is here as the owner")
        expect(banner).to_contain_text("ticket 4711: hours look wrong")
        expect(banner).to_contain_text("Until ")
    visit.at("/settings/hours", "Opening hours").picture("visit")
    banner.get_by_role("button", name="End the visit").click()
    expect(visit.page).to_have_url(re.compile("localhost:\\d+/$"))
    visit.open("/settings")
    expect(visit.button("Sign in")).to_be_visible()


def test_the_keyboard_is_enough_and_everything_has_a_name(demo, browser):
    new_business(demo, "owner-keyboard")
    owner = desk(browser, demo, "una", "owner-keyboard")
    for path, heading in (
        *(("/settings/business", "Your business"), ("/settings/hours", "Opening hours"), ("/settings/menu", "Menu")),
        *(("/settings/voice", "Voice"), ("/people", "People and keys"), ("/plan", "Plan and invoices"), ("/account", "My account")),
    ):
        owner.at(path, heading)
        expect(owner.page.locator("[aria-busy=true]")).to_have_count(0)
        nameless = owner.page.evaluate(
            """() => [...document.querySelectorAll('input, select, textarea, button, a')].filter((element) =>
                !(element.labels?.length || element.getAttribute('aria-label') || element.textContent.trim())).map((e) => e.outerHTML)"""
        )
        assert nameless == [], path
        assert owner.page.evaluate("document.querySelectorAll('h1').length") == 1, path
    owner.at("/settings/menu", "Menu")
    opener = owner.button("Add item")
    opener.focus()
    owner.page.keyboard.press("Enter")
    expect(owner.dialog.get_by_label("Name", exact=True)).to_be_focused()
    owner.page.keyboard.type("Soup")
    owner.page.keyboard.press("Tab")
    owner.page.keyboard.type("6.5")
    owner.page.keyboard.press("Enter")
    expect(owner.page.get_by_role("row").filter(has_text="Soup")).to_contain_text("6.50")
    expect(opener).to_be_focused()
    owner.button("Change Soup").press("Enter")
    owner.page.keyboard.press("Escape")
    expect(owner.dialog).to_have_count(0)
    assert owner.complaints == []
