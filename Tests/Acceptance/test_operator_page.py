"""The operator's page in a real browser: signing in, finding a business, suspending it, visiting it."""

from __future__ import annotations

import re

from browser import chromium
from conftest import Server
from playwright.sync_api import expect, sync_playwright

# A password is checked slowly on purpose. In milliseconds.
HASHING = 60_000
PASSWORD = "seven tall giraffes sing"


def test_an_operator_signs_in_suspends_a_business_and_visits_another(new_server, voiceagent, tmp_path):
    server: Server = new_server("--demo")
    made = voiceagent(
        *("user", "create", "ada@platform.example", "--name", "Ada", "--operator", "--data", server.data), lines=[PASSWORD]
    )
    assert made.status == 0, made.errors
    with sync_playwright() as playwright, chromium(playwright) as browser:
        context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme="light")
        page = context.new_page()
        complaints: list[str] = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"http://localhost:{server.port}/operator")
        page.get_by_label("E-mail").fill("ada@platform.example")
        page.get_by_label("Password").fill("wrong")
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("alert")).to_be_visible(timeout=HASHING)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("heading", name="Platform", exact=True)).to_be_visible(timeout=HASHING)
        expect(page.get_by_role("row")).to_have_count(1 + 3 + 30)

        page.get_by_label("Find by name").fill("tech")
        page.get_by_role("button", name="TechSupport Pro").click()
        panel = page.get_by_role("complementary")
        expect(panel).to_contain_text("Voice configuration done")
        expect(panel.get_by_role("button", name="Suspend")).to_be_disabled()
        panel.get_by_label("Why").fill("misuse reported")
        panel.get_by_role("button", name="Suspend").click()
        expect(panel.get_by_role("button", name="Resume")).to_be_visible()
        expect(page.get_by_role("row", name=re.compile("TechSupport")).get_by_text("Suspended")).to_be_visible()
        page.screenshot(path=tmp_path / "operator.png", full_page=True)

        page.get_by_label("Find by name").fill("mario")
        page.get_by_role("button", name="Mario's Pizza Palace").click()
        panel.get_by_label("Why").fill("ticket 4711")
        with context.expect_page() as opened:
            panel.get_by_role("button", name="Go in as its owner").click()
        visit = opened.value
        expect(visit.get_by_role("status")).to_contain_text("this business's owner")
        assert "ticket" not in visit.url
        visit.screenshot(path=tmp_path / "visit.png")
        visit.get_by_role("button", name="End the visit").click()
        expect(visit.get_by_text("The visit is over.")).to_be_visible()
        assert complaints == []
