"""The whole server on a real PostgreSQL, a new database for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from call_socket import CallSocket
from conftest import Server, problem
from postgres_server import Postgres
from test_phone import CLINIC, business, configure, number
from test_survival import test_a_call_goes_on_after_kill_9_and_its_order_exists_once as a_call_survives_kill_9
from test_ultravox import test_the_server_dies_in_a_call_that_ultravox_holds as a_held_call_survives_kill_9
from test_ultravox import test_webhooks_are_believed_by_their_signature_and_taken_once as webhooks_are_taken_once
from test_workflows import Receiver, a_receiver
from test_workflows import test_what_was_not_delivered_survives_the_server as a_message_survives
from twilio_simulator import PhoneCall, settings

@pytest.fixture
def on_postgres(postgres: Postgres, new_server, request) -> Callable[..., Server]:
    """Starts servers that keep everything in one new database."""
    return partial(new_server, DATABASE_URL=postgres.new_database(request.node.name[:63]))


def test_a_call_goes_on_after_kill_9_and_its_order_exists_once_in_postgres(on_postgres):
    a_call_survives_kill_9(on_postgres)


def test_a_call_that_ultravox_holds_is_kept_in_postgres(on_postgres):
    webhooks_are_taken_once(on_postgres)


def test_a_call_that_ultravox_holds_survives_kill_9_in_postgres(on_postgres):
    a_held_call_survives_kill_9(on_postgres)


def test_what_was_not_delivered_survives_the_server_in_postgres(on_postgres, owners_server: Receiver):
    a_message_survives(on_postgres, owners_server)


@pytest.fixture
def owners_server() -> Iterator[Receiver]:
    with a_receiver() as receiver:
        yield receiver


def test_a_business_finds_its_own_things_only_in_postgres(on_postgres):
    server: Server = on_postgres("--demo")
    session = server.new_session("mario-pizza")
    with CallSocket(session["socket"]) as line:
        line.until("form")
        line.say("a caesar salad, pickup, John Doe, 415 555 0101")
        line.say("yes that is right")
        record = next(m for m in line.messages if m["type"] == "record")["record"]
    mario, stranger = server.staff_key("mario-pizza"), server.register("stranger")
    assert [order["id"] for order in server.records(session["businessId"], "orders", mario)] == [record["id"]]
    assert server.records(stranger["business_id"], "orders", stranger["api_key"]) == []
    for kind in ("orders", "menu", "customers", "hours"):
        problem(server.request("GET", f"/api/business/{session['businessId']}/{kind}", stranger["api_key"]), 404)
        problem(server.request("GET", f"/api/business/{session['businessId']}/{kind}"), 401)


def test_nothing_of_a_business_is_in_the_data_folder_when_postgres_keeps_it(on_postgres):
    server: Server = on_postgres("--demo")
    kept = list(server.data.rglob("*.sqlite*")) if server.data.exists() else []
    assert kept == []


def test_a_database_that_goes_away_is_a_clear_answer_and_its_return_is_noticed(postgres, new_server):
    own = Postgres.create(postgres.folder)
    try:
        server: Server = new_server("--demo", DATABASE_URL=own.new_database("gone"))
        own.stop()
        assert server.request("GET", "/health").status_code == 200
        assert server.request("GET", "/ready").status_code == 503
        answer = server.request("POST", "/api/sessions", headers=server.host("mario-pizza"), json={})
        assert "unavailable" in problem(answer, 503)["type"] and answer.headers["Retry-After"]
        own.start()
        assert server.request("GET", "/ready").status_code == 200
        server.new_session("mario-pizza")
    finally:
        own.stop()


def test_a_telephone_call_and_its_message_are_kept(on_postgres):
    server = on_postgres("--demo", **settings())
    environment = {"DATABASE_URL": server.environment["DATABASE_URL"]}
    for subdomain, status in [("dr-smith", 0), ("dr-smith", 0), ("mario-pizza", 2)]:
        assert number(server, "assign", subdomain, CLINIC, **environment).returncode == status
    identifier, key = business(server, "dr-smith")
    configure(server, "dr-smith", afterHours="voicemail")
    server.request("PUT", f"/api/business/{identifier}/hours", key, json={"weekly": {}})
    call = PhoneCall(server.port, CLINIC)
    recording = "RE" + "ab" * 16
    call.message = {"RecordingSid": recording, "RecordingUrl": f"https://api.twilio.com/{recording}", "RecordingDuration": "9"}
    call.hold()
    call.post("https://voice.example.com/webhook/twilio/recorded", **call.message)
    [ticket] = server.records(identifier, "tickets", key)
    assert ticket["subject"] == "A message of 9 seconds" and ticket["customer_phone"] == "+14155550101"
