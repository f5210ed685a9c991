"""People sign in, choose passwords and accept invitations in a real Chromium, which keeps their cookies as browsers do."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import Tab, chromium
from conftest import Server
from people import PASSWORD, Person, keyboard, link_token, signed_in
from playwright.sync_api import Browser, expect, sync_playwright

# A password takes its time to be checked, the more so in a program that was built for debugging.
expect.set_options(timeout=30_000)

OTHER_PASSWORD = "seven copper kettles"
#: Where to leave pictures of the pages, for a person to look at; nowhere without it.
PICTURES = os.environ.get("PICTURES")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright, chromium(playwright) as browser:
        yield browser


@pytest.fixture(scope="module")
def roma(demo: Server) -> dict[str, str]:
    return demo.register("browser-roma")


def picture(tab: Tab, name: str) -> None:
    if PICTURES:
        tab.page.screenshot(path=Path(PICTURES) / f"{name}.png")


def fill(tab: Tab, **fields: str) -> None:
    for label, value in fields.items():
        tab.page.get_by_label(label.replace("_", " "), exact=True).fill(value)


def test_who_signs_in_sees_the_live_page_until_they_sign_out(demo, roma, browser):
    keyboard(demo, "user", "create", "zoe@people.example", "--name", "Zoe", "--business", "browser-roma", line=PASSWORD)
    tab = Tab(browser.new_context(viewport={"width": 1280, "height": 800}), demo, "browser-roma")
    tab.open("/staff")
    fill(tab, **{"E-mail": "zoe@people.example", "Password": "wrong"})
    tab.button("Sign in").click()
    expect(tab.page.get_by_role("alert")).to_contain_text("do not belong together")
    picture(tab, "sign-in-refused")
    fill(tab, Password=PASSWORD)
    tab.button("Sign in").click()
    expect(tab.page.get_by_role("status").first).to_have_text("Live")
    picture(tab, "signed-in")
    tab.page.reload()
    expect(tab.page.get_by_role("status").first).to_have_text("Live")
    cookie = next(cookie for cookie in tab.page.context.cookies() if cookie["name"] == "session")
    assert cookie["httpOnly"] and cookie["sameSite"] == "Lax" and cookie["domain"] == "browser-roma.localhost"
    assert tab.page.evaluate("document.cookie") == ""
    tab.button("Sign out").click()
    expect(tab.button("Sign in")).to_be_visible()
    tab.page.reload()
    expect(tab.button("Sign in")).to_be_visible()


def test_another_tenants_page_cannot_act_with_the_cookie(demo, roma, browser):
    ada = signed_in(demo, "yan", "browser-roma", "owner")
    # Our own pages would not be let out by their policy; another site has none.
    context = browser.new_context(bypass_csp=True)
    context.add_cookies(
        [{"name": "session", "value": ada.cookies["session"], "url": f"http://browser-roma.localhost:{demo.port}"}]
    )
    tab = Tab(context, demo, "mario-pizza")
    tab.open("/")
    target = f"http://browser-roma.localhost:{demo.port}/api/business/{roma['business_id']}/menu"
    tab.page.evaluate(
        "(url) => fetch(url, {method: 'POST', mode: 'no-cors', credentials: 'include', body: JSON.stringify({name: 'Spam', price: 1})})",
        target,
    )
    assert ada.request("GET", f"/api/business/{roma['business_id']}/menu").json()["data"] == []


def test_an_invitation_leads_from_the_letter_to_the_live_page(demo, roma, browser):
    ada = signed_in(demo, "xia", "browser-roma", "owner")
    ada.request("POST", f"/api/business/{roma['business_id']}/invitations", json={"email": "wim@people.example", "role": "staff"})
    tab = Tab(browser.new_context(viewport={"width": 800, "height": 900}), demo, "")
    tab.host = f"localhost:{demo.port}"
    tab.open(f"/invitation#token={link_token(demo, 'invitation', 'invitation')}")
    expect(tab.page.get_by_role("heading", name="Join Browser-Roma")).to_be_visible()
    assert "token" not in tab.page.url
    picture(tab, "invitation")
    fill(tab, **{"Your name": "Wim", "Password": OTHER_PASSWORD})
    tab.button("Accept the invitation").click()
    tab.page.get_by_role("link", name="Open the staff page").click()
    fill(tab, **{"E-mail": "wim@people.example", "Password": OTHER_PASSWORD})
    tab.button("Sign in").click()
    expect(tab.page.get_by_role("status").first).to_have_text("Live")


def test_a_forgotten_password_is_replaced_and_the_keyboard_is_enough(demo, roma, browser):
    person = signed_in(demo, "vic", "browser-roma", "staff")
    tab = Tab(browser.new_context(viewport={"width": 800, "height": 900}), demo, "browser-roma")
    tab.open("/sign-in")
    tab.page.get_by_role("link", name="Forgotten your password?").press("Enter")
    fill(tab, **{"E-mail": person.email})
    tab.page.keyboard.press("Enter")
    expect(tab.page.get_by_role("heading", name="Look into your mail")).to_be_visible()
    tab.open(f"/reset-password#token={link_token(demo, 'password-reset', 'password_reset')}")
    picture(tab, "reset-password")
    tab.page.get_by_label("New password").fill(OTHER_PASSWORD)
    tab.page.keyboard.press("Enter")
    expect(tab.page.get_by_role("heading", name="Your new password is set")).to_be_visible()
    assert Person(demo, person.email, "browser-roma").sign_in(OTHER_PASSWORD).status_code == 204
