"""An owner declares what callers are asked: it works at once, and what they answer reaches the owner's own server, signed."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from call_socket import CallSocket
from conftest import Server, mistakes, problem

TYRE_CHANGE = {
    "name": "tyre_change",
    "title": "Tyre change",
    "record": "tyre change",
    "opening": "Which car is it?",
    "confirmation": "Please be there ten minutes early.",
    "slots": [
        {"name": "car", "label": "Car", "type": "text", "prompts": ["Which car is it?"]},
        {"name": "plate", "label": "Number plate", "type": "code", "format": "AAA-9999"},
        {
            "name": "season",
            "label": "Kind of tyres",
            "type": "choice",
            "choices": [{"name": "Summer tyres"}, {"name": "Winter tyres", "aliases": ["snow tyres"]}],
        },
        {"name": "tyres", "label": "Number of tyres", "type": "number", "minimum": 1, "maximum": 8, "whole": True},
        {"name": "storage", "label": "Storage", "type": "yes_no", "prompts": ["Shall we store the old ones?"]},
        {
            "name": "storage_place",
            "label": "Shelf",
            "type": "choice",
            "choices": [{"name": "Heated"}, {"name": "Unheated"}],
            "when": {"slot": "storage", "is": ["yes"]},
        },
    ],
}


@dataclass
class Message:
    """What the receiver was sent."""

    headers: dict[str, str]
    body: bytes

    def is_signed_with(self, secret: str) -> bool:
        """Standard Webhooks, by its own text: the key is what follows `whsec_` in base 64."""
        key = base64.b64decode(secret.removeprefix("whsec_"))
        content = f"{self.headers['webhook-id']}.{self.headers['webhook-timestamp']}.".encode() + self.body
        signature = "v1," + base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()
        return signature in self.headers["webhook-signature"].split(" ")


@dataclass
class Receiver:
    """The owner's own server: answers with the statuses it was given, one a message, then with 204."""

    statuses: list[int] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    server: ThreadingHTTPServer | None = None

    @property
    def url(self) -> str:
        assert self.server
        return f"http://127.0.0.1:{self.server.server_port}/hook"

    def wait_for(self, count: int, seconds: float = 20) -> list[Message]:
        deadline = time.monotonic() + seconds
        while len(self.messages) < count:
            assert time.monotonic() < deadline, f"{len(self.messages)} of {count} messages came"
            time.sleep(0.05)
        return self.messages


@contextmanager
def a_receiver() -> Iterator[Receiver]:
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            receiver.messages.append(Message({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(receiver.statuses.pop(0) if receiver.statuses else 204)
            self.send_header("Location", receiver.url)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    receiver.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=receiver.server.serve_forever, daemon=True).start()
    yield receiver
    receiver.server.shutdown()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with a_receiver() as receiver:
        yield receiver


@dataclass
class Garage:
    server: Server
    subdomain: str
    id: str
    key: str

    def request(self, method: str, path: str, **options: object):
        return self.server.request(method, f"/api/business/{self.id}/{path}", self.key, **options)

    def declare(self, **members: object) -> dict:
        answer = self.request("POST", "workflows", json=TYRE_CHANGE | members)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def new_secret(self) -> str:
        return self.request("POST", "webhook-secret").json()["secret"]

    def take_call(self) -> dict:
        """One caller's call from the greeting to the yes; the record that came of it."""
        session = self.server.new_session(self.subdomain)
        with CallSocket(session["socket"]) as line:
            line.until("form")
            for text in ("a blue Golf", "K V X four four one two", "the snow tyres", "four", "no", "John Doe, 415 555 0101"):
                line.say(text)
            assert "record" not in [message["type"] for message in line.messages], "nothing is sent without a yes"
            line.say("yes please")
            return next(message for message in line.messages if message["type"] == "record")

    def deliveries(self, until: Callable[[list[dict]], bool]) -> list[dict]:
        deadline = time.monotonic() + 20
        while not until(found := self.request("GET", "deliveries").json()["data"]):
            assert time.monotonic() < deadline, found
            time.sleep(0.05)
        return found


def new_garage(server: Server, subdomain: str) -> Garage:
    answer = server.register(subdomain, "custom")
    return Garage(server, subdomain, answer["business_id"], answer["api_key"])


def test_without_a_workflow_a_custom_business_takes_messages(demo):
    garage = new_garage(demo, "garage-plain")
    session = demo.new_session(garage.subdomain)
    with CallSocket(session["socket"]) as line:
        assert line.until("form")["form"]["workflow"] == "ticket"
        for text in ("the exhaust of my car rattles since Monday", "John Doe, 415 555 0101", "yes please"):
            line.say(text)
        assert any(message["type"] == "record" for message in line.messages)


def test_a_declared_workflow_answers_calls_and_its_submission_reaches_the_owner_signed(demo, receiver):
    garage = new_garage(demo, "garage-signed")
    secret = garage.new_secret()
    garage.declare(webhook_url=receiver.url)
    record = garage.take_call()
    assert record["kind"] == "submission"
    values = {answer["name"]: answer["value"] for answer in record["record"]["answers"]}
    assert values == {
        "car": "a blue Golf",
        "plate": "KVX-4412",
        "season": "Winter tyres",
        "tyres": 4,
        "storage": False,
        "customer_name": "John Doe",
        "customer_phone": "+14155550101",
    }
    assert garage.request("GET", "submissions").json()["data"] == [record["record"]]

    [message] = receiver.wait_for(1)
    assert message.is_signed_with(secret)
    assert not message.is_signed_with("whsec_" + base64.b64encode(b"0" * 32).decode())
    assert abs(int(message.headers["webhook-timestamp"]) - time.time()) < 60
    told = json.loads(message.body)
    assert told["type"] == "submission.created"
    assert told["data"]["id"] == record["record"]["id"]
    assert told["data"]["values"] == values

    [delivery] = garage.deliveries(until=lambda found: found[0]["state"] != "pending")
    assert (delivery["state"], delivery["attempts"], delivery["last_status"]) == ("delivered", 1, 204)
    assert delivery["id"] == message.headers["webhook-id"]
    assert len(receiver.messages) == 1, "it is told once"


def test_a_receiver_that_fails_is_told_again_under_the_same_id(demo, receiver):
    garage = new_garage(demo, "garage-retried")
    old, new = garage.new_secret(), garage.new_secret()
    garage.declare(webhook_url=receiver.url)
    receiver.statuses = [500]
    garage.take_call()
    first, second = receiver.wait_for(2)
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert first.body == second.body
    assert int(second.headers["webhook-timestamp"]) - int(first.headers["webhook-timestamp"]) >= 4
    for secret in (old, new):
        assert second.is_signed_with(secret), "for a day after a change both secrets sign"
    [delivery] = garage.deliveries(until=lambda found: found[0]["state"] != "pending")
    assert (delivery["state"], delivery["attempts"]) == ("delivered", 2)


def test_what_was_not_delivered_survives_the_server(new_server, receiver):
    server = new_server()
    garage = new_garage(server, "garage-restarted")
    secret = garage.new_secret()
    garage.declare(webhook_url=receiver.url)
    receiver.statuses = [500]
    garage.take_call()
    receiver.wait_for(1)
    garage.deliveries(until=lambda found: found[0]["attempts"] == 1)
    server.kill()
    server.start()
    first, second = receiver.wait_for(2)
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert second.is_signed_with(secret), "the secrets are derived from a key that is kept"


def test_a_redirect_is_no_delivery_and_a_receiver_that_is_gone_is_left_alone(demo, receiver):
    garage = new_garage(demo, "garage-gone")
    garage.declare(webhook_url=receiver.url)
    receiver.statuses = [302, 410]
    garage.take_call()
    receiver.wait_for(2)
    [delivery] = garage.deliveries(until=lambda found: found[0]["state"] != "pending")
    assert (delivery["state"], delivery["attempts"], delivery["last_status"]) == ("failed", 2, 410)


def test_a_call_in_progress_keeps_the_workflow_it_began_with(demo):
    garage = new_garage(demo, "garage-changed")
    declared = garage.declare()
    session = demo.new_session(garage.subdomain)
    with CallSocket(session["socket"]) as line:
        line.until("form")
        line.say("a blue Golf")
        slots = [slot for slot in TYRE_CHANGE["slots"] if slot["name"] != "plate"]
        assert garage.request("PUT", f"workflows/{declared['id']}", json=TYRE_CHANGE | {"slots": slots}).status_code == 200
        line.say("snow tyres")
        forms = [message["form"] for message in line.messages if message["type"] == "form"]
        values = {entry["name"]: entry.get("value") for entry in forms[-1]["fields"]}
        assert "plate" in values
        assert (values["car"], values["season"]) == ("a blue Golf", "Winter tyres")
    with CallSocket(demo.new_session(garage.subdomain)["socket"]) as line:
        line.until("form")
        form = next(message["form"] for message in line.messages if message["type"] == "form")
        assert "plate" not in [entry["name"] for entry in form["fields"]]


def test_of_several_workflows_one_is_active(demo):
    garage = new_garage(demo, "garage-several")
    first, second = garage.declare(), garage.declare(name="valuation")
    listed = {document["name"]: document["active"] for document in garage.request("GET", "workflows").json()["data"]}
    assert listed == {"tyre_change": False, "valuation": True}
    assert garage.request("PUT", f"workflows/{first['id']}", json=first | {"active": True}).status_code == 200
    assert garage.request("GET", f"workflows/{second['id']}").json()["active"] is False
    problem(garage.request("POST", "workflows", json=TYRE_CHANGE), 409)


@pytest.mark.parametrize(
    ("change", "pointer", "words"),
    [
        ({"slots": []}, "#/slots", "at least one"),
        ({"webhook": "https://garage.example"}, "#/webhook", "no member"),
        ({"slots": [{"name": "a", "label": "A", "type": "text", "requried": False}]}, "#/slots/0/requried", '"required"'),
        (
            {"slots": [{"name": "a", "label": "A", "type": "choice", "choices": [{"name": "B"}, {"name": "C", "alias": ["D"]}]}]},
            "#/slots/0/choices/1/alias",
            '"aliases"',
        ),
        ({"slots": [{"name": "a", "label": "A", "type": "colour"}]}, "#/slots/0/type", "long_text"),
        ({"slots": [{"name": "a", "label": "A", "type": "text"}] * 2}, "#/slots/1/name", "two slots"),
        ({"slots": [{"name": "a", "label": "A", "type": "text"}] * 31}, "#/slots", "at most 30"),
        (
            {"slots": [{"name": "a", "label": "A", "type": "text", "when": {"slot": "b", "is": ["yes"]}}]},
            "#/slots/0/when/slot",
            "no slot b",
        ),
        (
            {
                "slots": [
                    {"name": "a", "label": "A", "type": "yes_no", "when": {"slot": "b", "is": ["yes"]}},
                    {"name": "b", "label": "B", "type": "yes_no"},
                ]
            },
            "#/slots/0/when/slot",
            "circle",
        ),
        ({"name": "Tyre Change"}, "#/name", "underscores"),
        ({"webhook_url": "http://garage.example/hook"}, "#/webhook_url", "https://"),
        ({"webhook_url": "ftp://garage.example"}, "#/webhook_url", "https://"),
        ({"webhook_url": "https://me:secret@garage.example"}, "#/webhook_url", "no user"),
    ],
)
def test_what_is_wrong_with_a_workflow_is_said_where_it_stands(demo, garage_for_mistakes, change, pointer, words):
    found = mistakes(garage_for_mistakes.request("POST", "workflows", json=TYRE_CHANGE | change))
    assert words in found[pointer]
    assert garage_for_mistakes.request("GET", "workflows").json()["data"] == []


@pytest.fixture(scope="module")
def garage_for_mistakes(demo: Server) -> Garage:
    return new_garage(demo, "garage-mistaken")
