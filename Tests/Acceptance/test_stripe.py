"""Cards from the first click to the PDF: the real server against a simulated Stripe that speaks the real protocol."""

from __future__ import annotations

import random
import re
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests
from conftest import Server, on_both_engines, problem
from stripe_shapes import CAUTIOUS_CARD, DAY, DECLINING_CARD, HOUR, WORKING_CARD
from stripe_simulator import KEY, WEBHOOK_SECRET, StripeSimulator, settings
from stripe_webhooks import signature

PRICES = {"starter_monthly": 9900, "pro_monthly": 29_900, "ent_monthly": 89_900}
OVERAGE = {"session_overage_starter": 75, "session_overage_pro": 50}


class Shop:
    """A server that takes cards, and one business on it."""

    def __init__(self, server: Server, simulator: StripeSimulator):
        self.server = server
        self.simulator = simulator
        self.business = server.register("roma")
        self.id, self.key = self.business["business_id"], self.business["api_key"]

    def ask(self, method: str, path: str, **options: object) -> requests.Response:
        return self.server.request(method, f"/api/business/{self.id}/{path}", self.key, **options)

    def subscription(self) -> dict:
        return self.ask("GET", "subscription").json()

    def invoices(self) -> list[dict]:
        return self.ask("GET", "invoices").json()["data"]

    def until(self, is_so: Callable[[], object], seconds: float = 20) -> None:
        """Waits for what the server does after it has answered."""
        deadline = time.monotonic() + seconds
        while not is_so():
            assert time.monotonic() < deadline, self.server.log.read_text()[-3000:]
            time.sleep(0.05)

    def until_there(self, find: Callable[[], object]) -> object:
        self.until(find)
        return find()

    def pay(self, plan: str = "Starter") -> None:
        """The owner goes through the checkout, and Stripe tells of it."""
        answer = self.ask("POST", "subscription/checkout", json={"plan": plan})
        assert answer.status_code == 201, answer.text
        back = requests.post(f"{answer.json()['url']}/pay", allow_redirects=False, timeout=5)
        assert "roma" in back.headers["Location"]
        self.simulator.deliver()
        self.until(lambda: self.subscription()["collection"] == "stripe")

    def end_trial(self) -> None:
        """The days of the trial that are left go by, and the hour in which an invoice is a draft."""
        self.simulator.advance(days=15, seconds=HOUR)
        self.simulator.deliver()
        self.until(lambda: self.subscription()["status"] == "active" and self.invoices())

    def customer(self) -> str:
        return self.simulator.account.all("customer")[0]["id"]


@pytest.fixture
def simulator() -> Iterator[StripeSimulator]:
    # Sixteen days ago, so that a trial is over and a month has begun by the server's clock. What it signs, it signs now.
    simulator = StripeSimulator(now=int(time.time()) - 16 * DAY)
    simulator.set_up(PRICES, OVERAGE)
    simulator.webhooks.now = lambda: int(time.time())
    yield simulator
    simulator.close()


@pytest.fixture
def shop(new_server, simulator, database) -> Shop:
    server = new_server(**database, **settings(simulator.url, INVOICE_ISSUER="Voice Platform Ltd; 1 Long Lane; London EC1A 9HF"))
    simulator.webhooks.url = f"{server.url}/webhook/stripe"
    return Shop(server, simulator)


def test_a_platform_without_stripe_says_so(new_server):
    server = new_server()
    business = server.register("roma")
    for name, body in (("checkout", {"plan": "Starter"}), ("portal", None)):
        path = f"/api/business/{business['business_id']}/subscription/{name}"
        answer = server.request("POST", path, business["api_key"], json=body)
        assert problem(answer, 501)["type"].endswith("#stripe-not-configured")
    # Nobody can prove to be a company that the platform has no account with.
    problem(server.request("POST", "/webhook/stripe", json={}), 401)


@on_both_engines
def test_a_business_pays_and_is_told_what_for(shop, simulator):
    simulator.webhooks.shuffle, simulator.webhooks.duplicate = random.Random(5), 2
    shop.pay()
    subscription = shop.subscription()
    assert (subscription["status"], subscription["plan"]["name"]) == ("trialing", "Starter")
    shop.end_trial()
    [invoice] = shop.invoices()
    shop.until(lambda: shop.invoices()[0]["status"] == "paid")
    assert invoice["total"] == {"minorUnits": 9900, "currency": "USD"}
    assert sum(line["amount"]["minorUnits"] for line in invoice["lines"]) == invoice["total"]["minorUnits"]
    assert {status for _, status in simulator.webhooks.answers} == {200}


def test_an_invoice_is_a_page_and_a_pdf(shop, tmp_path: Path):
    details = {"name": "Trattoria Łódź & Söhne", "address": ["Via Roma 1", "00100 Roma"], "taxNumber": "IT 123"}
    assert shop.ask("PUT", "billing-details", json=details).json() == details
    shop.pay()
    shop.end_trial()
    shop.until(lambda: shop.invoices()[0]["status"] == "paid")
    number = shop.invoices()[0]["number"]
    page = shop.ask("GET", f"invoices/{number}.html")
    assert page.headers["Content-Type"].startswith("text/html")
    pdf = shop.ask("GET", f"invoices/{number}.pdf")
    assert pdf.headers["Content-Type"] == "application/pdf"
    assert f'filename="{number}.pdf"' in pdf.headers["Content-Disposition"]
    file = tmp_path / "invoice.pdf"
    file.write_bytes(pdf.content)
    text = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True).stdout
    fonts = subprocess.run(["pdffonts", file], capture_output=True, text=True, check=True).stdout
    assert len(re.findall(r"DejaVuSans\S*\s+CID TrueType.* yes", fonts)) == 2, f"every typeface is embedded: {fonts}"
    words = [f"Invoice {number}", "Voice Platform Ltd", "London EC1A 9HF", "Łódź", "Via Roma 1", "IT 123", "$99.00", "Amount due", "$0.00"]
    for word in words:
        assert word in text, text
        assert word.replace("&", "&amp;") in page.text
    problem(shop.ask("GET", "invoices/INV-999999.pdf"), 404)
    problem(shop.ask("GET", "credit-notes/CN-000001.html"), 404)
    problem(shop.ask("PUT", "billing-details", json={"address": ["x"] * 7}), 422)


@on_both_engines
def test_a_dearer_plan_is_previewed_and_charged_as_shown(shop, simulator):
    shop.pay()
    shop.end_trial()
    preview = shop.ask("GET", "subscription/preview?action=change&plan=Professional").json()
    assert [line["kind"] for line in preview["lines"]] == ["proration_credit", "proration_debit"]
    assert sum(line["amount"]["minorUnits"] for line in preview["lines"]) == preview["total"]["minorUnits"] > 0
    assert shop.subscription()["plan"]["name"] == "Starter"
    wish = {"action": "change", "plan": "Professional", "at": preview["at"], "total": preview["total"]["minorUnits"]}
    problem(shop.ask("POST", "subscription", json=wish | {"total": 1}), 409)

    simulator.account.set_card(shop.customer(), DECLINING_CARD)
    assert "payment-declined" in problem(shop.ask("POST", "subscription", json=wish), 402)["type"]
    assert shop.subscription()["plan"]["name"] == "Starter" and len(shop.invoices()) == 1

    simulator.account.set_card(shop.customer(), WORKING_CARD)
    # Another preview is another wish; the one that was declined stays so.
    shop.until(lambda: shop.ask("GET", "subscription/preview?plan=Professional").json()["at"] != wish["at"])
    again = shop.ask("GET", "subscription/preview?plan=Professional").json()
    answer = shop.ask("POST", "subscription", json=wish | {"at": again["at"], "total": again["total"]["minorUnits"]})
    assert answer.status_code == 200 and answer.json()["plan"]["name"] == "Professional"
    simulator.deliver()
    shop.until(lambda: len(shop.invoices()) == 2 and shop.invoices()[0]["status"] == "paid")
    assert abs(shop.invoices()[0]["total"]["minorUnits"] - preview["total"]["minorUnits"]) <= 1


@on_both_engines
def test_a_cheaper_plan_and_the_end_wait_for_the_month(shop, simulator):
    shop.pay("Professional")
    shop.end_trial()
    assert shop.ask("POST", "subscription", json={"action": "change", "plan": "Starter"}).status_code == 200
    subscription = shop.subscription()
    assert (subscription["plan"]["name"], subscription["pendingPlan"]) == ("Professional", "Starter")
    assert shop.ask("POST", "subscription", json={"action": "resume"}).json()["plan"]["name"] == "Professional"
    assert shop.ask("POST", "subscription", json={"action": "cancel"}).json()["cancelsAtPeriodEnd"]
    simulator.advance(days=31)
    simulator.deliver()
    shop.until(lambda: shop.subscription()["status"] == "ended")
    assert shop.subscription()["standing"] == "read_only"
    assert len(shop.invoices()) == 1


@on_both_engines
def test_a_card_that_fails_is_told_of_and_a_better_one_puts_it_right(shop, simulator):
    shop.pay()
    simulator.account.set_card(shop.customer(), DECLINING_CARD)
    simulator.advance(days=15, seconds=HOUR)
    simulator.deliver()
    shop.until(lambda: "paymentDueAt" in shop.subscription())
    shop.until(lambda: [invoice["status"] for invoice in shop.invoices()] == ["open"])
    portal = shop.ask("POST", "subscription/portal").json()["url"]
    assert requests.post(f"{portal}/card", allow_redirects=False, timeout=5).status_code == 303
    simulator.advance(days=3)
    simulator.deliver()
    shop.until(lambda: shop.invoices()[0]["status"] == "paid" and shop.subscription()["standing"] == "active")


@on_both_engines
def test_a_payment_that_the_bank_wants_confirmed_waits_for_the_owner(shop, simulator):
    shop.pay()
    simulator.account.set_card(shop.customer(), CAUTIOUS_CARD)
    simulator.advance(days=15, seconds=HOUR)
    simulator.deliver()
    page = shop.until_there(lambda: shop.subscription().get("awaitedPaymentURL"))
    [invoice] = shop.invoices()
    assert (invoice["status"], invoice["awaitsCustomer"], invoice["paymentURL"]) == ("open", True, page)
    simulator.account.confirm(simulator.account.all("invoice")[0])
    simulator.deliver()
    shop.until(lambda: shop.invoices()[0]["status"] == "paid")
    assert "awaitedPaymentURL" not in shop.subscription() and "paymentURL" not in shop.invoices()[0]


@on_both_engines
def test_what_is_given_back_goes_to_the_card_once(shop, simulator, voiceagent, database):
    shop.pay()
    shop.end_trial()
    shop.until(lambda: shop.invoices()[0]["status"] == "paid")
    number = shop.invoices()[0]["number"]
    data = ["--data", shop.server.data]
    # The first answer is lost on its way back.
    simulator.fail_next = [0, -1]
    done = voiceagent("invoice", "refund", number, "--amount", "10.00", "--reason", "A day without service", *data, settings=database)
    assert done.status == 0, done.errors
    shop.until(lambda: simulator.account.all("refund"))
    shop.until(lambda: "sent" in voiceagent("invoice", "show", number, *data, settings=database).output, seconds=60)
    simulator.deliver()
    [refund] = simulator.account.all("refund")
    assert (refund["amount"], refund["metadata"]) == (1000, {"credit_note": "CN-000001"})
    assert shop.invoices()[0]["credited"]["minorUnits"] == 1000
    note = shop.ask("GET", "credit-notes/CN-000001.html")
    assert note.status_code == 200 and "A day without service" in note.text
    refused = voiceagent("invoice", "refund", number, "--amount", "89.01", "--reason", "more", *data, settings=database)
    assert refused.status == 2 and "at most 8900" in refused.errors
    assert "a person has to look at" not in shop.server.log.read_text(), "what we asked for is no news"
    simulator.account.refund(refund["payment_intent"], 500, {})
    simulator.deliver()
    shop.until(lambda: "a person has to look at" in shop.server.log.read_text())


def test_tax_that_stripe_adds_is_shown_before_and_stands_in_the_books(new_server, simulator):
    server = new_server(**settings(simulator.url, STRIPE_TAX="true"))
    simulator.webhooks.url = f"{server.url}/webhook/stripe"
    shop = Shop(server, simulator)
    shop.pay()
    shop.end_trial()
    [invoice] = shop.invoices()
    assert [(line["kind"], line["amount"]["minorUnits"]) for line in invoice["lines"]] == [("plan", 9900), ("tax", 2178)]
    assert invoice["total"]["minorUnits"] == 12_078
    preview = shop.ask("GET", "subscription/preview?plan=Professional").json()
    assert preview["lines"][-1]["kind"] == "tax"
    net = sum(line["amount"]["minorUnits"] for line in preview["lines"][:-1])
    assert abs(preview["lines"][-1]["amount"]["minorUnits"] - net * 0.22) <= 0.5
    assert preview["total"]["minorUnits"] == sum(line["amount"]["minorUnits"] for line in preview["lines"])


def post(shop: Shop, body: bytes, header: str | None) -> requests.Response:
    headers = {"Stripe-Signature": header} if header is not None else {}
    return requests.post(shop.simulator.webhooks.url, data=body, headers=headers | {"Content-Type": "application/json"}, timeout=5)


def test_only_what_stripe_has_signed_just_now_is_taken(shop):
    body = b'{"id":"evt_x","object":"event","type":"some.new.thing","created":1,"livemode":false,"data":{"object":{"object":"thing"}}}'
    now = int(time.time())
    good = signature(body, WEBHOOK_SECRET, now)
    for header in (None, "", good[:-1] + ("0" if good[-1] != "0" else "1"), signature(body, "whsec_other", now), good.replace("v1", "v0")):
        assert "unsigned" in problem(post(shop, body, header), 401)["type"]
    for age in (-330, 330):
        problem(post(shop, body, signature(body, WEBHOOK_SECRET, now + age)), 401)
    problem(post(shop, body + b" ", good), 401)
    assert post(shop, body, good).json() == {"result": "ignored"}
    assert post(shop, body, good).json() == {"result": "repeated"}
    live = body.replace(b"evt_x", b"evt_y").replace(b"false", b"true").replace(b"some.new.thing", b"invoice.paid")
    assert post(shop, live, signature(live, WEBHOOK_SECRET, now)).json() == {"result": "ignored"}
    problem(post(shop, b"[]", signature(b"[]", WEBHOOK_SECRET, now)), 422)


def test_a_secret_that_is_being_replaced_is_still_good(new_server, simulator):
    server = new_server(**settings(simulator.url, STRIPE_WEBHOOK_SECRET=f"whsec_new,{WEBHOOK_SECRET}"))
    simulator.webhooks.url = f"{server.url}/webhook/stripe"
    simulator.webhooks.secrets = ["whsec_new", WEBHOOK_SECRET]
    event = {"id": "evt_1", "object": "event", "type": "x.y", "created": 1, "livemode": False, "data": {"object": {"object": "x"}}}
    assert simulator.webhooks.post(event, secret="whsec_new") == simulator.webhooks.post(event, secret=WEBHOOK_SECRET) == 200
    assert simulator.webhooks.post(event) == 200
    assert simulator.webhooks.post(event, secret="whsec_old") == 401


def test_of_two_checkouts_only_the_later_one_can_be_paid_on(shop, simulator):
    first, second = (shop.ask("POST", "subscription/checkout", json={"plan": plan}).json()["url"] for plan in ("Starter", "Professional"))
    for page in (first, second):
        requests.post(f"{page}/pay", timeout=5, allow_redirects=False)
    simulator.deliver()
    shop.until(lambda: shop.subscription()["collection"] == "stripe")
    assert len(simulator.account.all("subscription")) == 1 and shop.subscription()["plan"]["name"] == "Professional"


@on_both_engines
def test_what_was_taken_survives_the_server(shop, simulator):
    answer = shop.ask("POST", "subscription/checkout", json={"plan": "Starter"})
    requests.post(f"{answer.json()['url']}/pay", timeout=5, allow_redirects=False)
    # Stripe cannot be asked while the events arrive, and then the server dies.
    simulator.fail_next = [500] * 200
    simulator.deliver()
    shop.until(lambda: "could not be taken over" in shop.server.log.read_text())
    shop.server.kill()
    simulator.fail_next = []
    shop.server.start()
    # What the dead one had begun with is left to it for half a minute.
    shop.until(lambda: shop.subscription()["collection"] == "stripe", seconds=90)


def test_secrets_are_nowhere_to_be_seen(shop):
    shop.pay()
    stored = b"".join(file.read_bytes() for file in shop.server.data.rglob("*") if file.is_file())
    log = shop.server.log.read_bytes()
    for secret in (KEY, WEBHOOK_SECRET):
        assert secret.encode() not in stored and secret.encode() not in log


def test_settings_that_cannot_be_used_are_told(voiceagent, tmp_path):
    for wrong in ({"STRIPE_SECRET_KEY": "pk_test_1"}, {"STRIPE_SECRET_KEY": "sk_test_1"}, {"STRIPE_SECRET_KEY": "sk_live_1", "STRIPE_WEBHOOK_SECRET": "whsec_1", "STRIPE_PUBLISHABLE_KEY": "pk_test_1"}):
        done = voiceagent("serve", "--data", tmp_path / "data", settings=wrong)
        assert done.status == 2 and "STRIPE_" in done.errors and done.errors.count("\n") == 1, done.errors
