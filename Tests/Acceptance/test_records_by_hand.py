"""What staff write down by hand over HTTP: every answer is held against the OpenAPI document."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from conftest import Server, mistakes, problem
from people import signed_in
from test_back_office import ROOT, business, seen
from test_openapi import Walk
from websockets.sync.client import connect

AT_THE_COUNTER = {"lines": [{"item": "Lasagne", "quantity": 2}], "order_type": "Takeaway", "customer_name": "Ada Byron"}


@pytest.fixture(scope="module")
def document(demo: Server) -> dict:
    return demo.request("GET", "/openapi.json").json()


@pytest.fixture(scope="module")
def trattoria(demo, document) -> Walk:
    walk = business(demo, document, "by-hand-trattoria", "restaurant")
    for name, price in (("Lasagne", 14.5), ("Panna Cotta", 6.25)):
        walk("POST", f"{ROOT}/menu", json={"name": name, "price": price})
    return walk


@pytest.fixture(scope="module")
def clinic(demo, document) -> Walk:
    walk = business(demo, document, "by-hand-clinic", "appointment")
    walk("POST", f"{ROOT}/services", json={"name": "Consultation", "duration": 30})
    return walk


def at_once(walk: Walk, path: str, wishes: list[dict]) -> list[int]:
    """The statuses that so many who ask at the same time are answered with."""

    def ask(wish: dict) -> int:
        return walk.server.request("POST", path.replace("{businessId}", walk.business), walk.key, json=wish).status_code

    with ThreadPoolExecutor(len(wishes)) as pool:
        return list(pool.map(ask, wishes))


def test_an_order_at_the_counter_is_placed_once_and_seen_by_all(trattoria):
    walk = trattoria
    with connect(f"ws://127.0.0.1:{walk.server.port}/realtime", open_timeout=10) as feed:
        feed.send(json.dumps({"type": "subscribe", "key": walk.key}))
        assert json.loads(feed.recv(timeout=10))["type"] == "subscribed"
        once = {"Idempotency-Key": "the-first-of-the-day"}
        first = walk("POST", f"{ROOT}/orders", json=AT_THE_COUNTER | {"customer_phone": "+14155550101"}, headers=once)
        again = walk("POST", f"{ROOT}/orders", json=AT_THE_COUNTER | {"customer_phone": "+14155550101"}, headers=once)
        order = first.json()
        assert again.json() == order and again.headers["Idempotency-Replayed"] == "true"
        assert first.headers["ETag"] == '"1"' and order["source"] == "staff" and "call_id" not in order
        assert order["total"] == {"minorUnits": 2900, "currency": "USD"}
        told = json.loads(feed.recv(timeout=10))
        assert told["type"] == "record" and told["record"] == order and "callId" not in told

        item = next(item for item in walk("GET", f"{ROOT}/menu").json()["data"] if item["name"] == "Panna Cotta")
        walk("PUT", f"{ROOT}/menu/{{id}}/stock", item["id"], json={"sold_out": True})
        told = json.loads(feed.recv(timeout=10))
        assert (told["type"], told["kind"], told["id"]) == ("changed", "stock", item["id"])
    left = walk("GET", f"{ROOT}/stock").json()["data"]
    assert [entry["item_id"] for entry in left] == [item["id"]] and left[0]["sold_out_at"]
    refused = walk("POST", f"{ROOT}/orders", expect=422, json=AT_THE_COUNTER | {"lines": [{"item": "Panna Cotta", "quantity": 1}]})
    assert "sold out" in mistakes(refused)["#/lines/0/item"]
    missing = walk("POST", f"{ROOT}/orders", expect=422, json={"order_type": "Delivery", "lines": AT_THE_COUNTER["lines"]})
    assert mistakes(missing).keys() == {"#/customer_name", "#/delivery_address"}
    problem(walk("POST", f"{ROOT}/orders", expect=400, json=[]), 400)

    audit = walk.server.request("GET", f"/api/business/{walk.business}/audit", walk.key).json()["data"]
    assert any(entry["action"] == "order.placed" and entry["subject"] == f"order {order['number']}" for entry in audit)
    reason = {"order_status": "Cancelled", "cancel_reason": "The oven is broken."}
    cancelled = walk("PATCH", f"{ROOT}/orders/{{id}}", order["id"], json=reason, headers=seen(1)).json()
    assert cancelled["cancel_reason"] == "The oven is broken."
    assert not walk.untrue, "\n".join(walk.untrue)


def test_of_all_who_want_the_last_portion_one_has_it(trattoria):
    walk = trattoria
    item = walk("POST", f"{ROOT}/menu", json={"name": "Tiramisu", "price": 7}).json()
    walk("PUT", f"{ROOT}/menu/{{id}}/stock", item["id"], json={"remaining": 1})
    wish = AT_THE_COUNTER | {"lines": [{"item": "Tiramisu", "quantity": 1}]}
    statuses = at_once(walk, "/api/business/{businessId}/orders", [wish] * 8)
    assert statuses.count(200) == 1 and set(statuses) <= {200, 409, 422}


def test_a_taken_time_is_nobody_elses(clinic):
    walk = clinic
    start = (datetime.now(UTC) + timedelta(days=3)).replace(minute=0, second=0, microsecond=0)
    wish = {"service": "Consultation", "start": start.isoformat().replace("+00:00", "Z"), "customer_name": "Ann Lee"}
    statuses = at_once(walk, "/api/business/{businessId}/appointments", [wish] * 8)
    assert sorted(statuses) == [200] + [409] * 7
    booked = walk("GET", f"{ROOT}/appointments").json()["data"]
    assert len(booked) == 1 and booked[0]["source"] == "staff" and booked[0]["start"] == wish["start"]
    taken = problem(walk("POST", f"{ROOT}/appointments", expect=409, json=wish), 409)
    assert taken["type"].endswith("slot-taken")
    past = walk("POST", f"{ROOT}/appointments", expect=422, json=wish | {"start": "2020-01-01T10:00:00Z"})
    assert mistakes(past).keys() == {"#/start"}
    nothing = walk("POST", f"{ROOT}/appointments", expect=422, json={})
    assert mistakes(nothing).keys() == {"#/customer_name", "#/service", "#/start"}
    assert not walk.untrue, "\n".join(walk.untrue)


def test_a_letter_becomes_a_ticket_with_its_deadlines(demo, document):
    walk = business(demo, document, "by-hand-desk", "support")
    walk("POST", f"{ROOT}/support-categories", json={"name": "Network", "priority": "High", "respond_minutes": 60})
    letter = {"description": "No wifi here.\nSince Monday.", "category": "Network", "customer_name": "Sam Poe"}
    ticket = walk("POST", f"{ROOT}/tickets", json=letter).json()
    assert (ticket["subject"], ticket["priority"], ticket["source"]) == ("No wifi here.", "High", "staff")
    assert ticket["respond_by"] and ticket["sla_breached"] is False
    walk("POST", f"{ROOT}/tickets", expect=422, json=letter | {"category": "Cooking"})
    assert not walk.untrue, "\n".join(walk.untrue)


def test_staff_may_and_another_business_may_not(trattoria, clinic):
    walk = trattoria
    path = f"/api/business/{walk.business}/orders"
    nora = signed_in(walk.server, "nora-by-hand", walk.subdomain, "staff")
    order = nora.request("POST", path, json=AT_THE_COUNTER)
    assert order.status_code == 200, order.text
    history = walk("GET", f"{ROOT}/orders/{{id}}/history", order.json()["id"]).json()["data"]
    assert [entry["action"] for entry in history] == ["placed"] and "nora" in history[0]["author"].lower()
    for kind in ("orders", "appointments", "tickets", "stock", "block-list"):
        method = "GET" if kind in ("stock", "block-list") else "POST"
        foreign = walk.server.request(method, f"/api/business/{walk.business}/{kind}", clinic.key, json=AT_THE_COUNTER)
        problem(foreign, 404)
        problem(walk.server.request(method, f"/api/business/{walk.business}/{kind}", json=AT_THE_COUNTER), 401)
    wish = {"kind": "secret", "label": "reading", "scopes": ["records:read"]}
    reading = walk.server.request("POST", f"/api/business/{walk.business}/keys", walk.key, json=wish).json()["key"]
    problem(walk.server.request("POST", path, reading, json=AT_THE_COUNTER), 403)
    assert walk.server.request("GET", path, reading).status_code == 200
