"""The simulated Stripe is one that Stripe's own library can work with; what it signs is what that library accepts."""

from __future__ import annotations

import datetime
import json
import random
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
import requests
import stripe
from stripe_shapes import DAY, DECLINING_CARD, HOUR, WORKING_CARD
from stripe_simulator import KEY, WEBHOOK_SECRET, StripeSimulator
from stripe_webhooks import Webhooks, signature

START = int(datetime.datetime(2026, 1, 31, 12, tzinfo=datetime.UTC).timestamp())
VECTORS = json.loads((Path(__file__).resolve().parents[2] / "contract/fixtures/stripe-signatures.json").read_text())


@pytest.fixture
def simulator() -> Iterator[StripeSimulator]:
    simulator = StripeSimulator(now=START)
    prices = {"starter_monthly": 9900, "professional_monthly": 29_900}
    simulator.set_up(prices, {"session_overage_starter": 75})
    yield simulator
    simulator.close()


@pytest.fixture
def client(simulator: StripeSimulator) -> stripe.StripeClient:
    return stripe.StripeClient(KEY, base_addresses={"api": simulator.url}, max_network_retries=0)


def price(client: stripe.StripeClient, key: str) -> str:
    return client.v1.prices.list({"lookup_keys": [key]}).data[0].id


def subscribe(client: stripe.StripeClient, simulator: StripeSimulator, trial_days: int | None = None) -> stripe.Subscription:
    customer = client.v1.customers.create({"email": "owner@roma.example", "metadata": {"tenant_id": "t_1"}})
    data = {"metadata": {"tenant_id": "t_1"}} | ({"trial_period_days": trial_days} if trial_days else {})
    lines = [{"price": price(client, "starter_monthly"), "quantity": 1}, {"price": price(client, "session_overage_starter")}]
    session = client.v1.checkout.sessions.create(
        {
            "mode": "subscription",
            "customer": customer.id,
            "client_reference_id": "t_1",
            "line_items": lines,
            "success_url": "https://us.example/done?session_id={CHECKOUT_SESSION_ID}",
            "cancel_url": "https://us.example/back",
            "subscription_data": data,
        }
    )
    assert session.status == "open" and session.payment_status == "unpaid"
    assert "pay" in requests.get(session.url, timeout=5).text
    answer = requests.post(f"{session.url}/pay", allow_redirects=False, timeout=5)
    assert answer.headers["Location"] == f"https://us.example/done?session_id={session.id}"
    session = client.v1.checkout.sessions.retrieve(session.id)
    assert session.status == "complete"
    return client.v1.subscriptions.retrieve(session.subscription)


def types(simulator: StripeSimulator) -> list[str]:
    return [each["event"]["type"] for each in simulator.webhooks.waiting]


def test_a_checkout_that_is_paid_begins_a_subscription(client, simulator):
    subscription = subscribe(client, simulator)
    assert subscription.status == "active"
    item = subscription["items"].data[0]
    assert item.current_period_start == START
    assert datetime.datetime.fromtimestamp(item.current_period_end, datetime.UTC).date() == datetime.date(2026, 2, 28)
    invoice = client.v1.invoices.retrieve(subscription.latest_invoice)
    assert (invoice.status, invoice.total, invoice.billing_reason) == ("paid", 9900, "subscription_create")
    assert invoice.parent.subscription_details.subscription == subscription.id
    assert {"customer.subscription.created", "invoice.finalized", "invoice.paid", "checkout.session.completed"} <= set(types(simulator))


def test_a_checkout_that_is_left_or_fails_sells_nothing_and_expires(client, simulator):
    customer = client.v1.customers.create({"email": "a@b.example"})
    line = {"price": price(client, "starter_monthly"), "quantity": 1}
    wish = {"mode": "subscription", "customer": customer.id, "line_items": [line], "success_url": "https://us.example", "cancel_url": "https://us.example/back"}
    session = client.v1.checkout.sessions.create(wish)
    assert "declined" in requests.post(f"{session.url}/fail", timeout=5).text
    assert requests.post(f"{session.url}/abandon", allow_redirects=False, timeout=5).headers["Location"] == "https://us.example/back"
    simulator.advance(days=1)
    assert client.v1.checkout.sessions.retrieve(session.id).status == "expired"
    assert client.v1.subscriptions.list({"customer": customer.id, "status": "all"}).data == []


def test_months_follow_the_day_on_which_the_first_began(client, simulator):
    subscription = subscribe(client, simulator)
    ends = []
    for _ in range(13):
        end = client.v1.subscriptions.retrieve(subscription.id)["items"].data[0].current_period_end
        ends.append(datetime.datetime.fromtimestamp(end, datetime.UTC).strftime("%m-%d"))
        simulator.advance(seconds=end - simulator.account.now)
    assert ends == ["02-28", "03-31", "04-30", "05-31", "06-30", "07-31", "08-31", "09-30", "10-31", "11-30", "12-31", "01-31", "02-28"]


def test_what_was_used_is_counted_once_and_charged_with_the_next_month(client, simulator):
    subscription = subscribe(client, simulator)
    event = {"event_name": "session_overage_starter", "identifier": "s_1", "payload": {"stripe_customer_id": subscription.customer, "value": "3"}}
    client.v1.billing.meter_events.create(event)
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.billing.meter_events.create(event)
    assert refused.value.code == "duplicate_meter_event"
    end = subscription["items"].data[0].current_period_end
    simulator.advance(seconds=end - START)
    late = event | {"identifier": "s_2", "timestamp": end - 60}
    client.v1.billing.meter_events.create(late)
    invoice = client.v1.invoices.list({"customer": subscription.customer}).data[0]
    assert invoice.status == "draft"
    simulator.advance(seconds=HOUR)
    invoice = client.v1.invoices.retrieve(invoice.id)
    assert (invoice.status, invoice.total) == ("paid", 9900 + 6 * 75)
    assert sum(line.amount for line in invoice.lines.data) == invoice.total


def test_an_upgrade_is_previewed_and_costs_that_to_the_second(client, simulator):
    simulator.advance(days=29)  # 1 March: a period of 31 days.
    subscription = subscribe(client, simulator)
    item = subscription["items"].data[0]
    simulator.advance(days=10, seconds=3 * HOUR)
    change = {"items": [{"id": item.id, "price": price(client, "professional_monthly")}], "proration_behavior": "always_invoice", "proration_date": simulator.account.now}
    preview = client.v1.invoices.create_preview({"subscription": subscription.id, "subscription_details": change})
    left = 31 * DAY - 10 * DAY - 3 * HOUR
    assert preview.total == -round(9900 * left / (31 * DAY)) + round(29_900 * left / (31 * DAY))
    assert client.v1.subscriptions.retrieve(subscription.id)["items"].data[0].price.lookup_key == "starter_monthly"
    simulator.advance(seconds=90)
    after = client.v1.subscriptions.update(subscription.id, change | {"payment_behavior": "error_if_incomplete"})
    assert after["items"].data[0].price.lookup_key == "professional_monthly"
    assert client.v1.invoices.retrieve(after.latest_invoice).total == preview.total


def test_an_upgrade_that_cannot_be_paid_changes_nothing(client, simulator):
    subscription = subscribe(client, simulator)
    simulator.account.set_card(subscription.customer, DECLINING_CARD)
    change = {"items": [{"id": subscription["items"].data[0].id, "price": price(client, "professional_monthly")}]}
    with pytest.raises(stripe.CardError) as refused:
        client.v1.subscriptions.update(subscription.id, change | {"proration_behavior": "always_invoice", "payment_behavior": "error_if_incomplete"})
    assert refused.value.http_status == 402
    assert client.v1.subscriptions.retrieve(subscription.id)["items"].data[0].price.lookup_key == "starter_monthly"


def test_a_card_that_fails_is_tried_again_and_a_better_one_puts_it_right(client, simulator):
    subscription = subscribe(client, simulator)
    simulator.account.set_card(subscription.customer, DECLINING_CARD)
    simulator.advance(days=29)
    assert client.v1.subscriptions.retrieve(subscription.id).status == "past_due"
    [invoice] = client.v1.invoices.list({"customer": subscription.customer, "limit": 1}).data
    assert (invoice.status, invoice.attempt_count, invoice.amount_remaining) == ("open", 1, 9900)
    simulator.account.set_card(subscription.customer, WORKING_CARD)
    simulator.advance(seconds=invoice.next_payment_attempt - simulator.account.now)
    assert client.v1.invoices.retrieve(invoice.id).status == "paid"
    assert client.v1.subscriptions.retrieve(subscription.id).status == "active"


def test_after_the_last_attempt_it_stays_unpaid(client, simulator):
    subscription = subscribe(client, simulator)
    simulator.account.set_card(subscription.customer, DECLINING_CARD)
    simulator.advance(days=28 + 16)
    assert client.v1.subscriptions.retrieve(subscription.id).status == "unpaid"


def test_a_trial_without_a_card_pauses(client, simulator):
    subscription = subscribe(client, simulator, trial_days=14)
    assert subscription.status == "trialing"
    simulator.account.objects[subscription.customer]["invoice_settings"]["default_payment_method"] = None
    simulator.advance(days=12)
    assert "customer.subscription.trial_will_end" in types(simulator)
    simulator.advance(days=3)
    assert client.v1.subscriptions.retrieve(subscription.id).status == "paused"


def test_a_repeat_is_answered_from_what_is_kept(client, simulator):
    made = [client.v1.customers.create({"email": "a@b.example"}, {"idempotency_key": "k"}) for _ in range(2)]
    assert made[0].id == made[1].id
    assert made[1].last_response.headers["Idempotent-Replayed"] == "true"
    with pytest.raises(stripe.IdempotencyError) as refused:
        client.v1.customers.create({"email": "c@d.example"}, {"idempotency_key": "k"})
    assert refused.value.http_status == 400


def test_a_lost_answer_is_found_by_trying_again(simulator):
    client = stripe.StripeClient(KEY, base_addresses={"api": simulator.url}, max_network_retries=2)
    simulator.fail_next = [-1, 500]
    client.v1.customers.create({"email": "a@b.example"})
    assert len(simulator.account.all("customer")) == 1


@pytest.mark.parametrize("wish", [{"colour": "green"}, {"metadata": {"a": "b"}, "colour": "green"}])
def test_an_unknown_parameter_is_refused(client, wish):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.customers.create(wish)
    assert refused.value.code == "parameter_unknown"


def test_a_wrong_key_opens_nothing(simulator):
    with pytest.raises(stripe.AuthenticationError):
        stripe.StripeClient("sk_test_other", base_addresses={"api": simulator.url}).v1.prices.list()


# Signatures


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_the_library_believes_what_our_code_signs(vector):
    """The fixtures are checked against our code by its own tests: what it signs is what stands there."""
    header, secret = f"t={vector['time']},v1={vector['code']}", vector["secret"]
    stripe.WebhookSignature.verify_header(vector["body"], header, secret)
    assert signature(vector["body"].encode(), secret, vector["time"]) == header


class Receiver:
    """Takes webhooks as Stripe's library does."""

    def __init__(self, refusals: int = 0):
        self.events: list[stripe.Event] = []
        self.forged = 0
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:  # noqa: N802
                nonlocal refusals
                body = self.rfile.read(int(self.headers["Content-Length"]))
                try:
                    event = stripe.Webhook.construct_event(body, self.headers["Stripe-Signature"], WEBHOOK_SECRET, tolerance=None)
                    receiver.events.append(event)
                    refusals -= 1
                    self.send_response(500 if refusals >= 0 else 200)
                except stripe.SignatureVerificationError:
                    receiver.forged += 1
                    self.send_response(400)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    receiver = Receiver()
    yield receiver
    receiver.server.shutdown()
    receiver.server.server_close()


def webhooks(receiver: Receiver, **switches: object) -> Webhooks:
    made = Webhooks(f"http://127.0.0.1:{receiver.server.server_port}", [WEBHOOK_SECRET], lambda: START, **switches)
    for number in range(10):
        made.add({"id": f"evt_{number}", "object": "event", "type": "invoice.paid", "data": {"object": {"note": "café €"}}})
    return made


@pytest.mark.parametrize("switches", [{}, {"duplicate": 3}, {"delay": 2}, {"drop": 2}, {"shuffle": random.Random(7)}], ids=["plain", "duplicate", "delay", "drop", "shuffle"])
def test_every_event_arrives_however_badly(receiver, switches):
    webhooks(receiver, **switches).deliver()
    ids = [event.id for event in receiver.events]
    assert sorted(ids) == sorted([f"evt_{number}" for number in range(10)] * switches.get("duplicate", 1))
    assert ("shuffle" in switches) == (ids != sorted(ids))


def test_a_bad_signature_is_one(receiver):
    made = webhooks(receiver, bad_signature=True)
    made.deliver()
    assert receiver.events == [] and receiver.forged == 10 * 8
