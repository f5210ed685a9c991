"""What belongs to one business is out of every other's reach; the list of what to try is read from the OpenAPI document."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
import requests
from call_socket import CallSocket
from conftest import Server, problem
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

BODIES = {
    "menu": {"name": "Soup of the day", "price": 6.5},
    "services": {"name": "Check-up", "duration": 30},
    "support-categories": {"name": "Printers", "priority": "High"},
    "customers": {"name": "Ann Lee", "phone": "+14155550123"},
    "workflows": {
        "name": "tyre_change",
        "title": "Tyre change",
        "active": False,
        "slots": [{"name": "day", "label": "Day", "type": "date"}],
    },
    "hours": {"weekly": {"monday": ["09:00-17:00"]}},
    "webhooks": {"url": "https://hooks.example/in", "events": ["ticket.created"]},
    "notifications": {"customers": [], "texts": False, "reminder_hours": 24, "owner": []},
    "staff": {"role": "manager"},
    "invitations": {"email": "new@roma.example", "role": "staff"},
    "resources": {"name": "Dr. Curie"},
    "kitchen": {"base_minutes": 20},
    "tax": {"rate": 10, "included": True},
    "subscription": {"action": "cancel"},
    "domains": {"domain": "voice.tenancy.example"},
    "voice-config": {"greeting": "Good day.", "thresholds": {"accept": 0.7, "confirm": 0.5}},
    "profile": {"name": "Tenancy", "timeZone": "Europe/Rome"},
}
SINGLE = {
    *("notifications", "hours", "kitchen", "tax", "voice-config", "profile"),
    *("staff", "invitations", "subscription", "domains"),
}
OPEN = {
    *("GET /", "GET /setup", "GET /staff", "GET /voice-interface", "GET /openapi.json", "GET /health", "GET /ready", "GET /metrics", "GET /certificates/ask"),
    *("GET /unsubscribe", "POST /unsubscribe"),  # Their proof is in the link.
    *("GET /api/demo", "GET /api/plans", "POST /api/business/register"),
    *("GET /sign-in", "GET /forgotten-password", "GET /reset-password", "GET /invitation"),
    *("GET /register", "GET /verify-email"),
    *(f"GET /staff/{page}" for page in ("orders", "appointments", "waiting-list", "tickets", "requests", "customers")),
    *("POST /api/registrations", "GET /api/subdomains/{name}", "POST /api/address-verifications"),
    *("GET /operator", "GET /visit"),
    *("GET /settings", "GET /settings/{section}", "GET /people", "GET /plan", "GET /calls", "GET /account"),
    *("POST /api/account/sign-in", "POST /api/account/sign-out", "POST /api/account/forgotten-password"),
    *("POST /api/account/reset-password", "POST /api/account/invitation", "POST /api/account/invitation/accept"),
    "POST /api/account/visit",  # Its ticket comes in the body.
    "GET /realtime",  # Its key comes in the first message.
}
# Tried with foreign tokens in test_registration.py.
FOR_APPLICANTS = {
    *(f"{method} /api/registrations/{{id}}" for method in ("GET", "PATCH")),
    "POST /api/registrations/{id}/complete",
    "GET /api/registrations/{id}/events",
}
FOR_VISITORS = {"GET /api/business/config", "POST /api/sessions"}
FOR_CALLERS = {"GET /api/sessions/{id}/socket", "GET /api/sessions/{id}"}
# One business's number never leads to another: test_phone.py.
FOR_TWILIO = {
    "GET /webhook/twilio/media",
    *(f"POST /webhook/twilio/{name}" for name in ("voice", "answered", "line-ended", "ring-ended", "whisper", "taken")),
    *(f"POST /webhook/twilio/{name}" for name in ("chosen", "recorded", "status", "text")),
}
FOR_AGENTS = {"POST /webhook/{businessId}/ultravox/tools/{tool}"}  # Tried with foreign tokens in test_ultravox.
SIGNED = {"POST /webhook/{businessId}/ultravox", "POST /webhook/ultravox"}  # Foreign calls: test_ultravox_agents.
FOR_SENDGRID = {"POST /webhook/sendgrid"}  # It names letters by what was written into them: test_mail.py.
FOR_STRIPE = {"POST /webhook/stripe"}  # It names no business: whose customer it is about, Stripe is asked. test_stripe.py.
FOR_CALENDARS = {"GET /api/business/{businessId}/calendar.ics"}  # Tried with foreign secrets in test_back_office.


@dataclass
class Business:
    """A registered business with one of everything it can own."""

    server: Server
    subdomain: str
    id: str
    secret_key: str
    publishable_key: str
    owned: dict[str, str] = field(default_factory=dict)

    def fill(self) -> None:
        for name, body in BODIES.items():
            if name not in SINGLE:
                answer = self.server.request("POST", f"/api/business/{self.id}/{name}", self.secret_key, json=body)
                assert answer.status_code == 200, answer.text
                self.owned[name] = answer.json()["id"]

    def path(self, template: str) -> str:
        name = template.split("/")[4]
        return template.replace("{businessId}", self.id).replace("{id}", self.owned.get(name, "none"))

    def everything(self) -> dict[str, object]:
        """All that its lists hold now."""
        lists = [
            *BODIES, "orders", "appointments", "tickets", "submissions", "deliveries", "numbers", "waiting-list", "invoices", "usage",
            "stock", "block-list",
            "configuration", "configuration/draft", "configuration/versions",
        ]  # fmt: skip
        paths = {name: f"/api/business/{self.id}/{name}" for name in lists}
        return {name: self.server.request("GET", path, self.secret_key).json() for name, path in paths.items()}


def new_business(server: Server, subdomain: str) -> Business:
    answer = server.register(subdomain)
    business = Business(server, subdomain, answer["business_id"], answer["api_key"], answer["publishable_key"])
    business.fill()
    return business


@pytest.fixture(scope="module")
def ours(demo: Server) -> Business:
    return new_business(demo, "tenancy-ours")


@pytest.fixture(scope="module")
def theirs(demo: Server) -> Business:
    return new_business(demo, "tenancy-theirs")


def operations(server: Server) -> Iterator[tuple[str, str, dict]]:
    for path, methods in server.request("GET", "/openapi.json").json()["paths"].items():
        for method, operation in methods.items():
            yield method.upper(), path, operation


def answers(business: Business, key: str | None) -> dict[str, requests.Response]:
    """What every operation on what a business owns answers to a key."""
    found = {}
    for method, path, operation in operations(business.server):
        if "{businessId}" in path and f"{method} {path}" not in FOR_AGENTS | SIGNED | FOR_CALENDARS:
            body = BODIES.get(path.split("/")[4], {}) if "requestBody" in operation else None
            found[f"{method} {path}"] = business.server.request(method, business.path(path), key, json=body)
    assert len(found) >= 25
    return found


def test_every_operation_is_open_on_purpose_or_asks_for_proof(demo):
    for method, path, operation in operations(demo):
        name = f"{method} {path}"
        if name in FOR_AGENTS:
            assert operation["security"] == [{"callToken": []}], name
        elif name in FOR_CALENDARS:
            assert operation["security"] == [{"calendarToken": []}], name
        elif name in SIGNED:
            assert operation["security"] == [{"ultravoxSignature": []}], name
        elif "{businessId}" in path:
            assert operation["security"] == [{"secretKey": []}, {"session": []}], name
            assert operation["x-role"] in ("staff", "manager", "owner") and operation["x-scope"], name
        elif name in FOR_VISITORS:
            assert operation["security"] == [{}, {"publishableKey": []}, {"secretKey": []}], name
        elif name in FOR_CALLERS:
            assert operation["security"] == [{"callToken": []}], name
        elif path.startswith("/api/account"):
            assert operation["security"] == ([] if name in OPEN else [{"session": []}]), name
        elif name in FOR_APPLICANTS:
            assert operation["security"] == [{"registrationToken": []}], name
        elif name in FOR_STRIPE:
            assert operation["security"] == [{"stripeSignature": []}], name
        elif path.startswith("/api/operator"):
            assert operation["security"] == [{"session": []}], name  # Tried without, and with others', in test_operator.
        elif name in FOR_SENDGRID:
            assert operation["security"] == [{"sendGridSignature": []}], name
        elif name in FOR_TWILIO:
            assert operation["security"] == [{"twilioSignature": []}], name
        else:
            assert name in OPEN and operation["security"] == [], f"{name} is new: say here who may call it"


@pytest.mark.parametrize("kind", ["secret_key", "publishable_key"])
def test_another_businesses_key_finds_nothing_and_changes_nothing(ours, theirs, kind):
    before = ours.everything()
    for name, answer in answers(ours, getattr(theirs, kind)).items():
        assert "not-found" in problem(answer, 404)["type"], name
    assert ours.everything() == before


def test_a_business_that_exists_looks_like_one_that_does_not(ours, theirs):
    there, nowhere = (
        problem(ours.server.request("GET", f"/api/business/{id}/menu", theirs.secret_key), 404)
        for id in (ours.id, "00000000-0000-7000-8000-000000000000")
    )
    assert (there["title"], there["detail"]) == (nowhere["title"], nowhere["detail"])


@pytest.mark.parametrize(
    "key", [None, "garbage", "va_live_" + "A" * 36, "va_pub_" + "A" * 36, "' OR 1=1 --"], ids=repr
)
def test_without_a_key_that_opens_something_every_operation_answers_401(ours, key):
    before = ours.everything()
    for name, answer in answers(ours, key).items():
        assert "unauthorized" in problem(answer, 401)["type"], name
        assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert ours.everything() == before


def test_the_publishable_key_opens_nothing_that_the_owner_keeps(ours):
    before = ours.everything()
    for name, answer in answers(ours, ours.publishable_key).items():
        assert "forbidden" in problem(answer, 403)["type"], name
    assert ours.everything() == before


def test_an_id_of_another_business_is_not_found_under_ones_own(ours, theirs):
    before = ours.everything()
    for name, id in ours.owned.items():
        path = f"/api/business/{theirs.id}/{name}/{id}"
        for method in ("GET", "PUT", "DELETE"):
            problem(ours.server.request(method, path, theirs.secret_key, json=BODIES[name]), 404)
    assert ours.everything() == before


def test_a_key_wins_over_the_host_it_is_sent_to(ours, theirs):
    config = ours.server.request(
        "GET", "/api/business/config", theirs.publishable_key, headers=ours.server.host(ours.subdomain)
    )
    assert config.json()["businessId"] == theirs.id
    for method, path in (name.split() for name in FOR_VISITORS):
        problem(ours.server.request(method, path, "garbage", headers=ours.server.host(ours.subdomain), json={}), 401)


def test_an_order_is_in_the_lists_of_its_business_only(ours, theirs):
    session = ours.server.new_session(ours.subdomain)
    with CallSocket(session["socket"]) as line:
        line.until("form")
        line.say("two soups of the day please")
        line.say("pickup, John Doe, 415 555 0101")
        line.say("yes that is right")
        record = next(m for m in line.messages if m["type"] == "record")["record"]
    assert record["id"] in json.dumps(ours.everything())
    assert record["id"] not in json.dumps(theirs.everything())
    assert theirs.everything()["orders"]["data"] == []


@contextmanager
def subscribe(server: Server, key: str) -> Iterator[ClientConnection]:
    with connect(f"ws://127.0.0.1:{server.port}/realtime", open_timeout=10) as socket:
        socket.send(json.dumps({"type": "subscribe", "key": key}))
        yield socket


def test_the_feed_of_a_business_holds_its_own_events_only(ours, theirs):
    mine = ours.server.new_session(ours.subdomain)
    with CallSocket(mine["socket"]) as line, subscribe(ours.server, theirs.secret_key) as feed:
        line.until("form")
        welcome = json.loads(feed.recv(timeout=10))
        assert welcome["businessId"] == theirs.id
        assert mine["sessionId"] not in json.dumps(welcome)
        line.say("a soup of the day please")

        other = ours.server.new_session(theirs.subdomain)
        with CallSocket(other["socket"]) as their_line:
            their_line.until("form")
            seen: list[dict] = []
            while not any(m["type"] == "form" for m in seen):
                seen.append(json.loads(feed.recv(timeout=10)))
        assert {message["callId"] for message in seen} == {other["sessionId"]}


@pytest.mark.parametrize("key", ["publishable", "garbage", ""])
def test_the_feed_opens_to_secret_keys_only(ours, key):
    with subscribe(ours.server, ours.publishable_key if key == "publishable" else key) as feed:
        with pytest.raises(ConnectionClosed) as closed:
            feed.recv(timeout=10)
    assert closed.value.rcvd.code == 4401


def test_a_calls_token_opens_that_call_only(ours, theirs):
    first, second = (ours.server.new_session(ours.subdomain) for _ in range(2))
    foreign = ours.server.new_session(theirs.subdomain)
    token = first["socket"].split("token=")[1]
    mixed = f"{theirs.id}_{first['sessionId'].split('_')[1]}"
    strangers = [(id, token) for id in (second["sessionId"], foreign["sessionId"], mixed, "none", "a_b")]
    for id, tried in [*strangers, (first["sessionId"], ""), (first["sessionId"], ours.secret_key)]:
        url = f"ws://127.0.0.1:{ours.server.port}/api/sessions/{id}/socket?token={tried}"
        with connect(url, open_timeout=10) as socket, pytest.raises(ConnectionClosed) as closed:
            socket.recv(timeout=10)
        assert closed.value.rcvd.code in (4401, 4404), id
    with CallSocket(first["socket"]) as line:
        line.until("form")
