"""An owner registers in a real Chromium, loses the page half-way, and ends with keys that work."""

from __future__ import annotations

from browser import chromium
from conftest import Server
from playwright.sync_api import Page, expect, sync_playwright


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Go on").click()


def test_an_owner_registers_step_by_step_and_a_reload_loses_nothing(demo: Server):
    with sync_playwright() as playwright, chromium(playwright) as browser:
        page = browser.new_page(viewport={"width": 1000, "height": 900})
        complaints: list[str] = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"http://localhost:{demo.port}/")
        page.get_by_role("link", name="Register your business").click()

        page.get_by_label("What it is called").fill("Osteria Luna")
        page.get_by_label("Your address of mail").fill("nowhere")
        go_on(page)
        expect(page.get_by_role("alert")).to_contain_text("name@domain")
        page.get_by_label("Your address of mail").fill("ada@luna.example")
        go_on(page)

        page.get_by_label("Where it is found").fill("adm1n")
        expect(page.get_by_role("status")).to_contain_text("reserved")
        page.get_by_label("Where it is found").fill("")
        page.get_by_role("button", name="osteria-luna", exact=True).click()
        expect(page.get_by_role("status")).to_contain_text("This can be had.")
        go_on(page)

        page.get_by_label("The first sentence callers hear").fill("Luna, buona sera!")
        page.get_by_label("Sunday").fill("")
        go_on(page)
        expect(page.get_by_label("What you sell")).to_be_visible()
        page.reload()
        page.get_by_label("What you sell").fill("Lasagne\nTiramisu, 7")
        go_on(page)
        expect(page.get_by_role("alert")).to_contain_text("price of Lasagne")
        page.get_by_label("What you sell").fill("Lasagne, 14.50\nTiramisu, 7")
        go_on(page)

        for plan in demo.request("GET", "/api/plans").json()["data"]:
            price = f"${plan['price']['minorUnits'] / 100:.2f} a month"
            expect(page.locator("label.plan", has_text=plan["name"])).to_contain_text(price)
        page.get_by_label("Professional").check()
        page.get_by_role("button", name="Register").click()
        expect(page.get_by_role("heading", name="Your business is there")).to_be_visible()
        key = page.locator("dd code").first.inner_text()
        setup = page.get_by_role("link", name="Go on with the set-up").get_attribute("href")
        assert setup == f"http://osteria-luna.localhost:{demo.port}/setup"
        business = demo.request("GET", "/api/business/config", headers=demo.host("osteria-luna")).json()["businessId"]
        menu = demo.request("GET", f"/api/business/{business}/menu", key).json()["data"]
        assert [(item["name"], item["price"]) for item in menu] == [("Lasagne", 14.5), ("Tiramisu", 7)]
        assert "sunday" not in demo.request("GET", f"/api/business/{business}/hours", key).json()["weekly"]
        assert page.evaluate("sessionStorage.getItem('registration')") is None, "what opens the form is forgotten"
        assert complaints == []
        browser.close()


def test_a_link_of_a_letter_asks_before_it_proves(demo: Server):
    with sync_playwright() as playwright, chromium(playwright) as browser:
        page = browser.new_page()
        page.goto(f"http://localhost:{demo.port}/verify-email#token=made-up.by-somebody")
        page.get_by_role("button", name="Yes, that was me").click()
        expect(page.get_by_role("alert")).to_contain_text("Ask for a new letter")
        browser.close()
