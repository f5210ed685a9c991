"""What staff do with the books over HTTP: every answer is held against the OpenAPI document."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from call_socket import CallSocket
from conftest import Server, mistakes, problem
from icalendar import Calendar
from test_openapi import Walk
from websockets.sync.client import connect

ROOT = "/api/business/{businessId}"


@pytest.fixture(scope="module")
def document(demo: Server) -> dict:
    return demo.request("GET", "/openapi.json").json()


def business(demo: Server, document: dict, subdomain: str, kind: str) -> Walk:
    registered = demo.register(subdomain, kind)
    walk = Walk(demo, document, registered["business_id"], registered["api_key"])
    walk.subdomain = subdomain
    return walk


def call(walk: Walk, *lines: str, phone: str | None = None) -> dict:
    """A typed call, up to its record."""
    session = walk.server.new_session(walk.subdomain, **({"phone": phone} if phone else {}))
    with CallSocket(session["socket"]) as line:
        line.until("form")
        for text in lines:
            line.say(text)
            records = [message["record"] for message in line.messages if message["type"] == "record"]
            if records:
                line.send(type="hang_up")
                return records[-1]
    raise AssertionError(line.transcript)


def seen(version: int) -> dict[str, str]:
    return {"If-Match": f'"{version}"'}


@pytest.fixture(scope="module")
def trattoria(demo, document) -> Walk:
    walk = business(demo, document, "office-trattoria", "restaurant")
    for name, price in (("Lasagne", 14.5), ("Panna Cotta", 6.25)):
        walk("POST", f"{ROOT}/menu", json={"name": name, "price": price})
    return walk


@pytest.fixture(scope="module")
def clinic(demo, document) -> Walk:
    walk = business(demo, document, "office-clinic", "appointment")
    walk("POST", f"{ROOT}/services", json={"name": "Consultation", "duration": 30, "price": 80, "buffer": 10})
    return walk


@pytest.fixture(scope="module")
def desk(demo, document) -> Walk:
    walk = business(demo, document, "office-desk", "support")
    walk(
        "POST",
        f"{ROOT}/support-categories",
        json={"name": "Network", "priority": "High", "keywords": ["wifi"], "respond_minutes": 60, "resolve_minutes": 480},
    )
    return walk


def test_an_order_goes_through_the_kitchen_and_the_staffs_pages_follow(trattoria):
    walk = trattoria
    walk("PUT", f"{ROOT}/kitchen", json={"orders_per_quarter_hour": 4, "base_minutes": 20})
    walk("PUT", f"{ROOT}/tax", json={"rate": 8.875, "included": False})
    assert walk("GET", f"{ROOT}/tax").json() == {"rate": 8.875, "included": False}
    assert walk("GET", f"{ROOT}/kitchen").json()["base_minutes"] == 20

    with connect(f"ws://127.0.0.1:{walk.server.port}/realtime", open_timeout=10) as feed:
        feed.send(json.dumps({"type": "subscribe", "key": walk.key}))
        order = call(walk, "two lasagne please", "pickup, Ada Byron, 415 555 0101", "yes")
        assert order["total"]["minorUnits"] == 2900 + 257 and order["tax"]["minorUnits"] == 257
        assert order["ready_at"] and order["version"] == 1

        version = 1
        for status in ("Confirmed", "Preparing", "Ready", "Completed"):
            answer = walk("PATCH", f"{ROOT}/orders/{{id}}", order["id"], json={"order_status": status}, headers=seen(version))
            version += 1
            assert answer.headers["ETag"] == f'"{version}"' and answer.json()["version"] == version
        statuses = []
        while "Completed" not in statuses:
            message = json.loads(feed.recv(timeout=10))
            if message["type"] == "record":
                statuses.append(message["record"]["order_status"])
                assert message["position"] > 0 and ("callId" in message) == (statuses[-1] == "Pending")
    assert statuses == ["Pending", "Confirmed", "Preparing", "Ready", "Completed"]

    refused = walk(
        "PATCH", f"{ROOT}/orders/{{id}}", order["id"], 409, json={"order_status": "Pending"}, headers=seen(version)
    )
    assert "final" in problem(refused, 409)["detail"]
    read = walk("GET", f"{ROOT}/orders/{{id}}", order["id"])
    assert read.headers["ETag"] == f'"{version}"'
    assert walk("GET", f"{ROOT}/orders", params={"search": "0101", "status": "Completed"}).json()["data"] == [read.json()]
    assert walk("GET", f"{ROOT}/orders", params={"from": "2100-01-01T00:00:00Z"}).json()["data"] == []
    assert "#/status" in mistakes(walk("GET", f"{ROOT}/orders", expect=422, params={"status": "Eaten"}))
    history = walk("GET", f"{ROOT}/orders/{{id}}/history", order["id"]).json()["data"]
    assert [entry["action"] for entry in history] == ["completed", "ready", "preparing", "confirmed", "placed"]
    assert not walk.untrue, "\n".join(walk.untrue)


def test_two_staff_who_edit_one_ticket_do_not_overwrite_each_other(desk):
    walk = desk
    ticket = call(walk, "my laptop has no wifi since this morning", "Sam Poe, 415 555 0103", "yes", "yes")
    one = f"{ROOT}/tickets/{{id}}"
    sheet = walk("GET", one, ticket["id"])
    etag = sheet.headers["ETag"]
    assert sheet.json()["sla_breached"] is False and sheet.json()["respond_by"] < sheet.json()["resolve_by"]

    nora = walk("PATCH", one, ticket["id"], json={"assignee": "Nora"}, headers={"If-Match": etag})
    omar = walk("PATCH", one, ticket["id"], 412, json={"assignee": "Omar"}, headers={"If-Match": etag})
    late = problem(omar, 412)
    assert late["record"]["assignee"] == "Nora" and omar.headers["ETag"] == nora.headers["ETag"]
    assert walk("GET", one, ticket["id"]).json()["assignee"] == "Nora"
    problem(walk("PATCH", one, ticket["id"], 428, json={"assignee": "Omar"}), 428)
    problem(walk("PATCH", one, ticket["id"], 400, json={"assignee": "Omar"}, headers={"If-Match": "*"}), 400)
    walk("PATCH", one, ticket["id"], json={"assignee": "Omar"}, headers={"If-Match": omar.headers["ETag"]})
    unassigned = walk("PATCH", one, ticket["id"], json={"assignee": None, "priority": "Urgent"}, headers=seen(3)).json()
    assert "assignee" not in unassigned and unassigned["respond_by"] < sheet.json()["respond_by"]

    note = walk("POST", f"{one}/notes", ticket["id"], json={"text": "We are on it.", "public": True}).json()
    assert walk("GET", f"{one}/notes", ticket["id"]).json()["data"] == [note]
    assert walk("GET", one, ticket["id"]).json()["responded_at"]
    assert walk("GET", f"{one}/history", ticket["id"]).json()["data"][0]["action"] == "answered"

    other = call(walk, "the wifi is still broken", "Sam Poe, 415 555 0104", "yes", "yes")
    merged = walk("POST", f"{one}/merge", other["id"], json={"into": ticket["id"]}, headers=seen(1)).json()
    assert merged["closed"]["merged_into"] == ticket["number"] and merged["kept"]["id"] == ticket["id"]
    walk("POST", f"{one}/merge", other["id"], 412, json={"into": ticket["id"]}, headers=seen(1))
    assert not walk.untrue, "\n".join(walk.untrue)


def test_what_is_left_of_an_item_is_counted_and_explained(trattoria):
    walk = trattoria
    item = next(i for i in walk("GET", f"{ROOT}/menu").json()["data"] if i["name"] == "Panna Cotta")
    assert walk("GET", f"{ROOT}/menu/{{id}}/stock", item["id"]).json() == {}
    walk("PUT", f"{ROOT}/menu/{{id}}/stock", item["id"], json={"remaining": 1})
    order = call(walk, "a panna cotta", "pickup, Ada Byron, 415 555 0101", "yes")
    explained = walk("GET", f"{ROOT}/menu/{{id}}/explain", item["id"]).json()
    assert not explained["is_available"] and explained["sold_out_by"] == f"order {order['number']}"
    walk("PUT", f"{ROOT}/menu/{{id}}/stock", item["id"], json={"remaining": 5})
    assert walk("GET", f"{ROOT}/menu/{{id}}/explain", item["id"]).json()["is_available"]
    walk("PUT", f"{ROOT}/menu/{{id}}/stock", item["id"], json={"remaining": None, "sold_out": True})
    assert "remaining" not in walk("GET", f"{ROOT}/menu/{{id}}/explain", item["id"]).json()
    assert not walk.untrue, "\n".join(walk.untrue)


def test_a_calendar_program_reads_the_appointments_and_nothing_else(clinic, trattoria):
    walk = clinic
    doctor = walk("POST", f"{ROOT}/resources", json={"name": "Dr. Curie, Süd"}).json()
    booked = call(walk, "a consultation tomorrow at 10 am", "Zoë; Byron, 415 555 0102", "yes")
    assert booked["resource"] == doctor["name"] and booked["resource_id"] == doctor["id"]
    long = "Brings a dog, " * 20 + "ÄÖÜ 🐕\nand a cat"
    walk("PATCH", f"{ROOT}/appointments/{{id}}", booked["id"], json={"notes": long}, headers=seen(1))
    gone = call(walk, "a consultation tomorrow at 3 pm", "Jane Roe, 415 555 0105", "yes")
    walk("PATCH", f"{ROOT}/appointments/{{id}}", gone["id"], json={"status": "Cancelled"}, headers=seen(1))

    made = walk("POST", f"{ROOT}/calendar-feeds", json={"label": "Front desk", "resource_id": doctor["id"]}).json()
    address = urlsplit(made["url"])
    token = address.query.removeprefix("token=")
    assert token not in walk("GET", f"{ROOT}/calendar-feeds").text
    answer = walk("GET", f"{ROOT}/calendar.ics", key=None, params={"token": token})
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
    events = {str(event["UID"]): event for event in Calendar.from_ical(answer.content).walk("VEVENT")}
    event = events[f"{booked['id']}@{walk.business}"]
    assert event["DTSTART"].dt == datetime.fromisoformat(booked["start"])
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(minutes=30)
    assert event["DTSTART"].dt.tzinfo and event["DTSTAMP"].dt <= datetime.now(UTC) + timedelta(seconds=5)
    assert long in str(event["DESCRIPTION"]) and str(event["LOCATION"]) == doctor["name"]
    assert event["STATUS"] == "TENTATIVE" and event["SEQUENCE"] == 1
    assert events[f"{gone['id']}@{walk.business}"]["STATUS"] == "CANCELLED"

    for id, tried in ((trattoria.business, token), ("none", token), (walk.business, "x" * 40), (walk.business, "")):
        foreign = walk.server.request("GET", f"/api/business/{id}/calendar.ics", params={"token": tried})
        assert "not-found" in problem(foreign, 404)["type"]
    problem(walk.server.request("GET", f"/api/business/{walk.business}/appointments", token), 401)
    walk("DELETE", f"{ROOT}/calendar-feeds/{{id}}", made["feed"]["id"], 204)
    walk("GET", f"{ROOT}/calendar.ics", expect=404, key=None, params={"token": token})
    assert not walk.untrue, "\n".join(walk.untrue)


def test_staff_move_appointments_and_are_told_why_a_time_is_not_free(clinic):
    walk = clinic
    booked = call(walk, "a consultation in three days at 10 am", "Ann Lee, 415 555 0106", "yes")
    rival = call(walk, "a consultation in three days at 11 am", "Bob Ray, 415 555 0107", "yes")
    explain = f"{ROOT}/appointments/explain"
    query = {"service": booked["service_id"], "start": booked["start"]}
    taken = walk("GET", explain, params=query).json()
    if booked.get("resource_id") == rival.get("resource_id"):
        assert not taken["is_offered"] and taken["reasons"][0]["appointment"] == booked["number"]
        refused = walk(
            "PATCH", f"{ROOT}/appointments/{{id}}", booked["id"], 409, json={"start": rival["start"]}, headers=seen(1)
        )
        assert "slot-taken" in problem(refused, 409)["type"]
    later = (datetime.fromisoformat(booked["start"]) + timedelta(hours=4)).isoformat().replace("+00:00", "Z")
    moved = walk("PATCH", f"{ROOT}/appointments/{{id}}", booked["id"], json={"start": later}, headers=seen(1)).json()
    assert moved["start"] == later and moved["version"] == 2
    assert walk("GET", explain, params=query).json()["is_offered"]
    walk("GET", explain, expect=422, params={"service": "x"})

    day = booked["start"][:10]
    calendar = walk("GET", f"{ROOT}/calendar", params={"day": day, "days": 2}).json()
    assert len(calendar["days"]) == 2
    assert moved["id"] in {a["id"] for entry in calendar["days"] for a in entry["appointments"]}

    waiting = {"service_id": booked["service_id"], "appointment_id": moved["id"], "customer_name": "Ann Lee"}
    entry = walk("POST", f"{ROOT}/waiting-list", json=waiting | {"customer_phone": "+14155550106"}).json()
    assert entry["state"] == "offered" and entry["offer"]["start"] < moved["start"]
    assert walk("GET", f"{ROOT}/waiting-list", params={"state": "offered"}).json()["data"] == [entry]
    earlier = walk("POST", f"{ROOT}/waiting-list/{{id}}/take", entry["id"], headers=seen(entry["version"])).json()
    assert earlier["id"] == moved["id"] and earlier["start"] == entry["offer"]["start"]
    second = walk("POST", f"{ROOT}/waiting-list", json=waiting | {"customer_phone": "+14155550106"}).json()
    walk("DELETE", f"{ROOT}/waiting-list/{{id}}", second["id"], headers=seen(second["version"]))
    assert not walk.untrue, "\n".join(walk.untrue)


def test_a_customer_is_blocked_merged_and_forgotten(trattoria):
    walk = trattoria
    first = walk("POST", f"{ROOT}/customers", json={"name": "Kay Lin", "phone": "+14155550120"}).json()
    second = walk("POST", f"{ROOT}/customers", json={"name": "K. Lin", "phone": "+14155550121"}).json()
    one = f"{ROOT}/customers/{{id}}"
    for text, found in (("kay", [first]), ("0121", [second]), ("lin", [first, second]), ("nobody", [])):
        assert walk("GET", f"{ROOT}/customers", params={"search": text}).json()["data"] == found
    call(walk, "one lasagne", "pickup, K Lin, 415 555 0121", "yes")
    version = walk("GET", one, second["id"]).json()["version"]
    kept = walk("POST", f"{one}/merge", second["id"], json={"into": first["id"]}, headers=seen(version)).json()
    records = walk("GET", f"{one}/records", first["id"]).json()
    assert len(records["orders"]) == 1 and records["other_numbers"] == ["+14155550121"]

    blocked = walk("PATCH", one, first["id"], json={"blocked": True}, headers=seen(kept["version"])).json()
    assert blocked["blocked_at"]
    session = walk.server.new_session(walk.subdomain, phone="+14155550121")
    with CallSocket(session["socket"]) as line:
        line.until("call_ended")
        assert [role for role, _ in line.transcript] == ["agent"]
    walk("POST", f"{one}/notes", first["id"], json={"text": "Kay rang the office"})
    walk("DELETE", one, first["id"], 204)
    walk("GET", one, first["id"], 404)
    everything = json.dumps([walk("GET", f"{ROOT}/{name}").json() for name in ("orders", "customers")])
    assert "5550121" not in everything and "K Lin" not in everything
    assert not walk.untrue, "\n".join(walk.untrue)
