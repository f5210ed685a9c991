"""An owner's servers are told of what happens, signed so that the standard's own library believes it, and can be told again."""

from __future__ import annotations

import json
import threading
import time

import pytest
from conftest import problem
from standardwebhooks.webhooks import Webhook, WebhookVerificationError
from test_mail import open_ticket, wait_for
from test_workflows import Receiver, a_receiver, new_garage


@pytest.fixture
def receiver():
    with a_receiver() as receiver:
        yield receiver


def add(garage, receiver: Receiver, **more: object) -> dict:
    answer = garage.request("POST", "webhooks", json={"url": receiver.url} | more)
    assert answer.status_code == 200, answer.text
    return answer.json()


def told(receiver: Receiver, kind: str) -> list:
    return [message for message in receiver.messages if json.loads(message.body)["type"] == kind]


def test_the_standards_own_library_verifies_what_is_sent_and_nothing_else(demo, receiver):
    garage = new_garage(demo, "hooks-verified")
    webhook = add(garage, receiver, events=["ticket.created", "call.ended"])
    open_ticket(demo, "hooks-verified")
    [ticket] = wait_for(lambda: told(receiver, "ticket.created"))
    verified = Webhook(webhook["secret"]).verify(ticket.body, ticket.headers)
    assert verified["type"] == "ticket.created"
    assert verified["data"]["subject"] == "The oven has been cold since Monday"
    assert verified["data"]["business_id"] == garage.id
    listed = garage.request("GET", "tickets").json()["data"][0]
    kept = {name: value for name, value in listed.items() if name in verified["data"]}
    assert {"id", "number", "category", "customer_name"} <= kept.keys()
    assert {name: verified["data"][name] for name in kept} == kept, "as the list returns it"
    for body in (ticket.body + b" ", ticket.body.replace(b"Monday", b"Sunday")):
        with pytest.raises(WebhookVerificationError):
            Webhook(webhook["secret"]).verify(body, ticket.headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(garage.new_secret()).verify(ticket.body, ticket.headers)
    assert told(receiver, "order.created") == []


def test_a_renewed_secret_signs_beside_the_one_before(demo, receiver):
    garage = new_garage(demo, "hooks-renewed")
    webhook = add(garage, receiver)
    renewed = garage.request("POST", f"webhooks/{webhook['id']}/secret").json()["secret"]
    assert renewed != webhook["secret"]
    sent = garage.request("POST", f"webhooks/{webhook['id']}/test").json()
    [message] = wait_for(lambda: told(receiver, "webhook.test"))
    assert message.headers["webhook-id"] == sent["id"]
    for secret in (webhook["secret"], renewed):
        Webhook(secret).verify(message.body, message.headers)
    assert "secret" not in garage.request("GET", f"webhooks/{webhook['id']}").json()


def test_a_delivery_is_looked_up_and_sent_again(demo, receiver):
    garage = new_garage(demo, "hooks-resent")
    webhook = add(garage, receiver)
    sent = garage.request("POST", f"webhooks/{webhook['id']}/test").json()
    path = f"webhooks/{webhook['id']}/deliveries"

    def delivery() -> dict:
        return next(found for found in garage.request("GET", path).json()["data"] if found["id"] == sent["id"])

    wait_for(lambda: delivery()["state"] == "delivered")
    assert garage.request("POST", f"deliveries/{sent['id']}/resend").status_code == 200
    wait_for(lambda: len(receiver.messages) == 2)
    first, second = receiver.messages
    assert first.headers["webhook-id"] == second.headers["webhook-id"] == sent["id"]
    assert first.body == second.body
    problem(garage.request("POST", "deliveries/msg_nothing/resend"), 404)


def test_a_server_that_is_gone_is_switched_off_and_can_be_switched_on(demo, receiver):
    garage = new_garage(demo, "hooks-gone")
    webhook = add(garage, receiver)
    receiver.statuses = [410]
    garage.request("POST", f"webhooks/{webhook['id']}/test")
    off = wait_for(lambda: (w := garage.request("GET", f"webhooks/{webhook['id']}").json()) and not w["active"] and w)
    assert off["disabled_reason"] == "The receiver answered 410."
    problem(garage.request("POST", f"webhooks/{webhook['id']}/test"), 409)
    on = garage.request("PUT", f"webhooks/{webhook['id']}", json={"url": receiver.url}).json()
    assert on["active"] and "disabled_reason" not in on
    assert garage.request("POST", f"webhooks/{webhook['id']}/test").status_code == 200
    wait_for(lambda: len(receiver.messages) == 2)


def test_a_server_that_hangs_holds_up_nobody_elses_messages(demo):
    with a_receiver() as quick, a_receiver() as slow:
        release = threading.Event()
        slow.server.RequestHandlerClass.do_POST = lambda handler: release.wait(10)
        hung, free = new_garage(demo, "hooks-hung"), new_garage(demo, "hooks-free")
        garage_hung, garage_free = add(hung, slow), add(free, quick)
        hung.request("POST", f"webhooks/{garage_hung['id']}/test")
        began = time.monotonic()
        free.request("POST", f"webhooks/{garage_free['id']}/test")
        wait_for(lambda: quick.messages)
        assert time.monotonic() - began < 5
        release.set()


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"url": "http://garage.example/hook"}, "#/url"),
        ({"url": "https://user:password@garage.example"}, "#/url"),
        ({"url": "https://garage.example", "events": ["order.eaten"]}, "#/events/0"),
        ({"url": "https://garage.example", "description": "x" * 201}, "#/description"),
    ],
)
def test_what_is_no_webhook_is_refused_with_the_place(demo, body, pointer):
    garage = new_garage(demo, f"hooks-bad-{abs(hash(str(body))) % 10_000}")
    answer = problem(garage.request("POST", "webhooks", json=body), 422)
    assert pointer in [error["pointer"] for error in answer["errors"]]


@pytest.mark.parametrize("address", ["https://10.0.0.1/x", "https://169.254.169.254/latest", "https://localhost.localdomain.example.invalid/"])
def test_nothing_inside_is_reached(demo, address):
    garage = new_garage(demo, f"hooks-inside-{abs(hash(address)) % 10_000}")
    webhook = garage.request("POST", "webhooks", json={"url": address}).json()
    sent = garage.request("POST", f"webhooks/{webhook['id']}/test").json()
    found = garage.deliveries(until=lambda found: found and found[0]["attempts"] >= 1)
    assert found[0]["id"] == sent["id"] and found[0]["state"] == "pending"
    assert "could not be reached" in found[0]["last_error"]
