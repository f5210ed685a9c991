"""The OpenAPI document is valid, and what the server really answers is what the document says."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pytest
import requests
from call_socket import CallSocket
from conftest import Server, mistakes, problem
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

RESOURCES = {
    "menu": [
        {
            "name": "Calzone",
            "price": 18.99,
            "category": "Pizza",
            "aliases": ["folded pizza"],
            "allergens": ["gluten"],
            "description": "Folded",
            "option_groups": [
                {"name": "Size", "role": "size", "minimum": 1, "maximum": 1, "options": [{"name": "large", "price_delta": 0.1}]}
            ],
        },
        {"name": "Bruschetta", "price": 7},
        {"name": "Water", "price": 0},
    ],
    "services": [
        {"name": "Cleaning", "duration": 45, "price": 120.5, "aliases": ["dental cleaning"], "buffer": 10},
        {"name": "Consultation", "duration": 30},
        {"name": "X-ray", "duration": 15, "available": False},
    ],
    "support-categories": [
        {"name": "Network", "priority": "Urgent", "keywords": ["wifi", "router"]},
        {"name": "Printing", "priority": "Low"},
        {"name": "Accounts", "priority": "Medium"},
    ],
    "resources": [
        {"name": "Dr. Curie"},
        {"name": "Chair 1", "available": False},
        {"name": "Room 2"},
    ],
    "customers": [
        {"name": "Ann Lee", "phone": "+14155550111", "email": "ann@example.com"},
        {"name": "Bob Ray", "phone": "+14155550112"},
        {"name": "Cy Young", "phone": "+14155550113"},
    ],
    # Only the last one is active: saving an active one makes those before inactive.
    "workflows": [
        {
            "name": "tyre_change",
            "title": "Tyre change",
            "active": False,
            "webhook_url": "https://garage.example/hook",
            "record": "tyre change",
            "opening": "When shall we change your tyres?",
            "help": "I take tyre changes.",
            "confirmation": "See you then.",
            "contact": True,
            "slots": [
                {"name": "day", "label": "Day", "type": "date", "earliest": 0, "latest": 60, "prompts": ["Which day?"]},
                {"name": "time", "label": "Time", "type": "time", "earliest": "08:00"},
                {"name": "tyres", "label": "Number of tyres", "type": "number", "minimum": 1, "maximum": 8, "whole": True},
                {"name": "storage", "label": "Storage", "type": "yes_no", "explanation": "Whether we keep the old ones."},
                {
                    "name": "season",
                    "label": "Season",
                    "type": "choice",
                    "choices": [{"name": "Summer", "aliases": ["warm"]}, {"name": "Winter", "available": False}],
                    "when": {"slot": "storage", "is": ["yes"]},
                },
                {"name": "plate", "label": "Number plate", "type": "code", "format": "AAA-9999", "required": False},
            ],
        },
        {"name": "valuation", "title": "Valuation", "active": False, "slots": [{"name": "price", "label": "Price", "type": "money"}]},
        {"name": "complaint", "title": "Complaint", "slots": [{"name": "what", "label": "Complaint", "type": "long_text"}]},
    ],
}


@dataclass
class Walk:
    """Sends requests and holds every answer against the document."""

    server: Server
    document: dict
    business: str = ""
    key: str = ""
    visited: set[str] = field(default_factory=set)
    untrue: list[str] = field(default_factory=list)

    def __call__(self, method: str, template: str, id: str = "", expect: int = 200, **options: object) -> requests.Response:
        path = template.replace("{businessId}", self.business).replace("{id}", id).replace("{number}", id)
        answer = self.server.request(method, path, options.pop("key", self.key), **options)
        assert answer.status_code == expect, answer.text
        return self.hold(method, template, answer)

    def refused(self, method: str, template: str) -> None:
        """Asks without a proof: a problem, or a page."""
        path = re.sub(r"{[a-zA-Z]+}", "none", template.replace("{businessId}", self.business))
        answer = self.server.request(method, path, json={} if method in ("POST", "PUT", "PATCH") else None)
        assert answer.status_code < 500, f"{method} {template}: {answer.text}"
        self.hold(method, template, answer)

    def hold(self, method: str, template: str, answer: requests.Response) -> requests.Response:
        """Holds an answer against the document."""
        self.visited.add(f"{method} {template}")
        expect = answer.status_code
        responses = self.document["paths"][template][method.lower()]["responses"]
        described = responses.get(str(expect)) or responses["default"]
        if "content" not in described:
            assert answer.content == b""
            return answer
        media_type = answer.headers["Content-Type"].split(";")[0]
        schema = described["content"][media_type]["schema"]
        if media_type.endswith("json"):
            rooted = schema | {"components": self.document["components"]}
            validator = Draft202012Validator(rooted, format_checker=Draft202012Validator.FORMAT_CHECKER)
            self.untrue += [f"{method} {template} {expect}: {error.message}" for error in validator.iter_errors(answer.json())]
        return answer


# What has test files of its own is held against the document here as far as it is refused without a proof.
ELSEWHERE = (
    *("/api/account", "/api/registrations", "/api/subdomains", "/api/address-verifications", "/verification"),
    *("/{businessId}/keys", "/{businessId}/staff", "/{businessId}/invitations", "/{businessId}/audit", "/{businessId}/domains"),
    *("/sign-in", "/forgotten-password", "/reset-password", "/invitation"),
)


@pytest.fixture(scope="module")
def document(demo: Server) -> dict:
    return demo.request("GET", "/openapi.json").json()


def walk_as(demo: Server, document: dict, subdomain: str) -> Walk:
    walk = Walk(demo, document)
    owner = {
        "business_name": subdomain,
        "business_type": "restaurant",
        "subdomain": subdomain,
        "email": "owner@walk.example",
    }
    registered = walk("POST", "/api/business/register", json=owner).json()
    walk.business, walk.key = registered["business_id"], registered["api_key"]
    return walk


def test_the_document_is_valid_openapi_3_1(document):
    assert document["openapi"].startswith("3.1")
    OpenAPIV31SpecValidator(document).validate()


def without_version(record: dict) -> dict:
    return {name: value for name, value in record.items() if name != "version"}


def walk_the_office(walk: Walk) -> None:
    """What its operations do with records that are there is in test_back_office."""
    root = "/api/business/{businessId}"
    seen = {"If-Match": '"1"'}
    for kind in ("orders", "appointments", "tickets", "submissions", "customers"):
        edit = {"status": "Completed"} if kind == "submissions" else {}
        walk("PATCH", f"{root}/{kind}/{{id}}", "none", expect=404, headers=seen, json=edit)
        walk("GET", f"{root}/{kind}/{{id}}", "none", expect=404)
        walk("GET", f"{root}/{kind}/{{id}}/notes", "none", expect=404)
        walk("POST", f"{root}/{kind}/{{id}}/notes", "none", expect=404, json={"text": "hello"})
        walk("GET", f"{root}/{kind}/{{id}}/history", "none", expect=404)
    for kind in ("tickets", "customers"):
        walk("POST", f"{root}/{kind}/{{id}}/merge", "none", expect=404, headers=seen, json={"into": "none"})
    walk("GET", f"{root}/customers/{{id}}/records", "none", expect=404)
    for kind in ("orders", "appointments", "tickets"):
        walk("POST", f"{root}/{kind}", expect=422, json={"customer_name": "Ann"})
    for path in ("stock", "block-list"):
        walk("GET", f"{root}/{path}")
    for path in ("stock", "explain"):
        walk("GET", f"{root}/menu/{{id}}/{path}", "none", expect=404)
    walk("PUT", f"{root}/menu/{{id}}/stock", "none", expect=404, json={"sold_out": True})
    for name, settings in (("kitchen", {"base_minutes": 25}), ("tax", {"rate": 19, "included": True})):
        assert walk("PUT", f"{root}/{name}", json=settings).json() == settings
        assert walk("GET", f"{root}/{name}").json() == settings
    walk("GET", f"{root}/calendar", params={"days": 7})
    walk("GET", f"{root}/calendar", params={"days": 400}, expect=422)
    walk("GET", f"{root}/appointments/explain", expect=404, params={"service": "none", "start": "2026-11-21T10:00:00Z"})
    walk("GET", f"{root}/waiting-list")
    nobody = {"service_id": "none", "customer_name": "Ann", "customer_phone": "+14155550101"}
    walk("POST", f"{root}/waiting-list", expect=422, json=nobody)
    walk("POST", f"{root}/waiting-list/{{id}}/take", "none", expect=404, headers=seen)
    walk("DELETE", f"{root}/waiting-list/{{id}}", "none", expect=404, headers=seen)
    feed = walk("POST", f"{root}/calendar-feeds", json={"label": "Desk"}).json()
    walk("GET", f"{root}/calendar-feeds")
    walk("GET", f"{root}/calendar.ics", key=None, params={"token": feed["url"].split("token=")[1]})
    walk("DELETE", f"{root}/calendar-feeds/{{id}}", feed["feed"]["id"], expect=204)


def walk_a_registration(walk: Walk) -> None:
    form = {"business": {"name": "Walk Step", "type": "restaurant", "email": "owner@walk.example"}, "subdomain": "walk-step"}
    begun = walk("POST", "/api/registrations", expect=201, key=None, json={"plan": "Starter"}).json()
    id, token = begun["registration"]["id"], begun["token"]
    walk("PATCH", "/api/registrations/{id}", id, key=token, json=form)
    walk("PATCH", "/api/registrations/{id}", id, key=token, expect=422, json={"subdomain": "www"})
    walk("POST", "/api/registrations/{id}/complete", id, key=token)
    walk("GET", "/api/registrations/{id}", id, key=token)
    walk("GET", "/api/registrations/{id}/events", id, key=token)
    walk("POST", "/api/address-verifications", expect=410, key=None, json={"token": "none"})
    root = "/api/business/{businessId}"
    walk("GET", f"{root}/address-verification")
    walk("POST", f"{root}/address-verification", expect=409)
    walk("POST", f"{root}/domains", expect=201, json={"domain": "voice.walk.example"})
    walk("GET", f"{root}/domains")
    walk("POST", f"{root}/domains/{{domain}}/check", expect=404)
    walk("DELETE", f"{root}/domains/{{domain}}", expect=404)
    walk("GET", "/api/subdomains/{name}")


def walk_the_subscription(walk: Walk) -> None:
    """What is charged, and when, is in test_billing."""
    root = "/api/business/{businessId}"
    assert walk("GET", f"{root}/subscription").json()["status"] == "trialing"
    preview = walk("GET", f"{root}/subscription/preview", params={"plan": "Professional"}).json()
    assert preview["total"] == {"minorUnits": 0, "currency": "USD"}
    wish = {"action": "subscribe", "plan": "Professional", "at": preview["at"]}
    assert walk("POST", f"{root}/subscription", json=wish).json()["collection"] == "invoice"
    walk("POST", f"{root}/subscription", expect=422, json={"action": "change", "plan": "Gold"})
    assert walk("GET", f"{root}/invoices").json() == {"data": [], "next_cursor": None}
    walk("GET", f"{root}/invoices/{{id}}", "INV-000001", expect=404)
    assert walk("GET", f"{root}/usage").json()["includedSessions"] == 500
    assert walk("GET", f"{root}/usage/sessions").json() == {"data": [], "next_cursor": None}


def walk_a_resource(walk: Walk, name: str, bodies: list[dict]) -> None:
    many, one = f"/api/business/{{businessId}}/{name}", f"/api/business/{{businessId}}/{name}/{{id}}"
    stored = [walk("POST", many, json=body).json() for body in bodies]
    for body, document in zip(bodies, stored, strict=True):
        without_options = body | {"option_groups": document.get("option_groups")} if "option_groups" in body else body
        assert document | without_options == document, "what was sent comes back"
        assert walk("GET", one, document["id"]).json() == document

    pages, cursor = [], None
    while cursor or not pages:
        page = walk("GET", many, params={"limit": 2} | ({"cursor": cursor} if cursor else {})).json()
        pages.append(page["data"])
        cursor = page["next_cursor"]
    assert [len(page) for page in pages] == [2, 1]
    listed = {document["id"]: document for page in pages for document in page}
    assert listed == {document["id"]: document for document in stored}

    changed = walk("PUT", one, stored[0]["id"], json=bodies[0] | {"name": "renamed"}).json()
    assert without_version(changed) == without_version(stored[0] | {"name": "renamed"})
    assert walk("GET", one, stored[0]["id"]).json() == changed
    walk("DELETE", one, stored[0]["id"], expect=204)
    for method in ("GET", "DELETE"):
        walk(method, one, stored[0]["id"], expect=404)
    walk("PUT", one, stored[0]["id"], expect=404, json=bodies[0])
    assert len(walk("GET", many).json()["data"]) == 2


def walk_webhooks(walk: Walk) -> None:
    many = "/api/business/{businessId}/webhooks"
    one = f"{many}/{{id}}"
    made = walk("POST", many, json={"url": "https://hooks.example.invalid/in", "events": ["order.created"]}).json()
    assert made.pop("secret").startswith("whsec_")
    assert walk("GET", many).json() == {"data": [made], "next_cursor": None}
    assert walk("GET", one, made["id"]).json() == made
    changed = walk("PUT", one, made["id"], json={"url": made["url"], "active": True}).json()
    assert changed == made | {"events": []}
    assert walk("POST", f"{one}/secret", made["id"]).json()["secret"].startswith("whsec_")
    sent = walk("POST", f"{one}/test", made["id"]).json()
    assert [found["id"] for found in walk("GET", f"{one}/deliveries", made["id"]).json()["data"]] == [sent["id"]]
    walk("POST", "/api/business/{businessId}/deliveries/{id}/resend", sent["id"], expect=409)
    walk("DELETE", one, made["id"], expect=204)
    walk("GET", one, made["id"], expect=404)


def test_every_operation_answers_as_it_is_documented(demo, document):
    walk = walk_as(demo, document, "walk-all")
    for name, bodies in RESOURCES.items():
        walk_a_resource(walk, name, bodies)

    hours = {"weekly": {"monday": ["09:00-12:00", "13:00-17:30"]}, "exceptions": {"2026-12-25": []}}
    template = "/api/business/{businessId}/hours"
    assert walk("PUT", template, json=hours).json() == hours
    assert walk("GET", template).json() == hours
    voice = {
        "greeting": "Roma, good evening!",
        "thresholds": {"accept": 0.8, "confirm": 0.5, "identity": 0.9},
        "handOffNumber": "+14155550123",
        "afterHours": "choice",
        "phoneMedium": "direct",
    }
    template = "/api/business/{businessId}/voice-config"
    assert walk("PUT", template, json=voice).json() == voice
    assert walk("GET", template).json() == voice
    del voice["thresholds"]["identity"]
    assert walk("PUT", template, json=voice).json()["thresholds"]["identity"] == 0.94
    profile = {"name": "Walk & Sons", "phone": "+14155550123", "timeZone": "America/Chicago"}
    template = "/api/business/{businessId}/profile"
    assert walk("PUT", template, json=profile).json() == profile
    assert walk("GET", template).json() == profile
    walk("PUT", template, expect=422, json=profile | {"timeZone": "Chicago"})
    for name in ("orders", "appointments", "tickets", "submissions", "deliveries"):
        assert walk("GET", f"/api/business/{{businessId}}/{name}").json() == {"data": [], "next_cursor": None}

    walk_the_office(walk)
    walk_a_registration(walk)
    walk_the_subscription(walk)

    assert walk("POST", "/api/business/{businessId}/webhook-secret").json()["secret"].startswith("whsec_")

    walk_webhooks(walk)
    notices = {"customers": ["order_confirmation"], "texts": False, "reminder_hours": 2, "owner": ["order"]}
    template = "/api/business/{businessId}/notifications"
    assert walk("PUT", template, json=notices).json() == notices
    assert walk("GET", template).json() == notices

    assert walk("GET", "/api/business/{businessId}/numbers").json() == {"data": [], "next_cursor": None}
    walk("POST", "/api/business/{businessId}/tickets/{id}/call-back", "none", expect=501)
    for name in ("voice", "answered", "line-ended", "ring-ended", "whisper", "taken", "chosen", "recorded", "status"):
        # What Twilio is answered is seen with its simulator.
        walk("POST", f"/webhook/twilio/{name}", expect=403, key=None, data={"CallSid": "CA0"})
    walk("POST", "/webhook/twilio/text", expect=403, key=None, data={"MessageSid": "SM0"})
    # What a proxy is told of a proven domain is seen in test_custom_domains.
    walk("GET", "/certificates/ask", expect=404, key=None, params={"domain": "none.example"})
    assert walk("GET", "/api/business/{businessId}/recordings").json() == {"data": []}
    for kind in ("recordings", "transcripts"):
        for method in ("GET", "DELETE"):
            walk(method, f"/api/business/{{businessId}}/{kind}/{{id}}", "none", expect=404)

    for method in ("GET", "POST"):
        walk(method, "/unsubscribe", expect=404, key=None, params={"token": "made.up"})
    walk("POST", "/webhook/sendgrid", expect=403, key=None, json=[])
    walk("GET", "/api/business/config")
    session = walk("POST", "/api/sessions", expect=201, json={"phone": "+1 415 555 0101"}).json()
    state = walk("GET", "/api/sessions/{id}", session["sessionId"], key=session["joinUrl"].split("token=")[1]).json()
    assert state == session | {"joinUrl": state["joinUrl"]}
    walk("POST", "/api/sessions", expect=422, json={"phone": "nobody"})
    nothing = dict.fromkeys(["business_name", "business_type", "subdomain", "email"], "")
    walk("POST", "/api/business/register", expect=422, json=nothing)
    pages = ("/", "/register", "/setup", "/staff", "/verify-email", "/voice-interface", "/operator", "/visit")
    staff = ("orders", "appointments", "waiting-list", "tickets", "requests", "customers")
    owners = ("/settings", "/settings/{section}", "/people", "/plan", "/calls", "/account")
    platform = ("/api/demo", "/api/plans", "/health", "/ready", "/metrics", "/openapi.json")
    for path in (*pages, *owners, *(f"/staff/{page}" for page in staff), *platform):
        walk("GET", path, key=None)
    for path in ("/webhook/{businessId}/ultravox", "/webhook/{businessId}/ultravox/tools/{tool}"):
        walk("POST", path, expect=401, key=None, json={})
    for path in ("/webhook/stripe", "/webhook/ultravox"):
        walk("POST", path, expect=401, key=None, json={})
    for name in ("checkout", "portal"):
        body = {"json": {"plan": "Starter"}} if name == "checkout" else {}
        walk("POST", f"/api/business/{{businessId}}/subscription/{name}", expect=501, **body)
    details = {"name": "Soup & Sons Ltd", "address": ["1 Long Lane", "London"], "taxNumber": "GB1"}
    assert walk("PUT", "/api/business/{businessId}/billing-details", json=details).json() == details
    assert walk("GET", "/api/business/{businessId}/billing-details").json() == details
    for name in ("invoices", "credit-notes"):
        for kind in ("html", "pdf"):
            walk("GET", f"/api/business/{{businessId}}/{name}/{{id}}.{kind}", "none", expect=404)

    configuration = "/api/business/{businessId}/configuration"
    for path in (configuration, f"{configuration}/draft", f"{configuration}/versions"):
        walk("GET", path)
    walk("PUT", f"{configuration}/draft", json={"branding": {"colour": "#8c1d18"}})
    assert walk("POST", f"{configuration}/draft/publish", json={"note": "Red"}).json()["changes"]
    walk("DELETE", f"{configuration}/draft", expect=204)
    walk("GET", f"{configuration}/versions/{{number}}", "1")
    walk("POST", f"{configuration}/versions/{{number}}/restore", "1")
    walk("POST", "/api/business/{businessId}/menu/import", json=[{"name": "Bread", "price": 2}])

    for path in ("/realtime", "/api/sessions/{id}/socket", "/webhook/twilio/media"):
        walk("GET", path, "none", expect=426, key=None)

    documented = {f"{method.upper()} {path}" for path, methods in document["paths"].items() for method in methods}
    walk("POST", "/api/account/visit", expect=403, key=None, json={"ticket": "none"})
    # The operator's are walked in test_operator.
    documented = {name for name in documented if "/api/operator/" not in name}
    for name in sorted(documented - walk.visited):
        assert any(part in name for part in ELSEWHERE), f"{name} is new: it needs a step in this walk"
        walk.refused(*name.split(" ", 1))
    assert not walk.untrue, "\n".join(walk.untrue)


@pytest.mark.parametrize(
    ("subdomain", "records", "lines"),
    [
        ("mario-pizza", "orders", ["two large margherita pizzas", "pickup, John Doe, 415 555 0101", "yes that is right"]),
        ("dr-smith", "appointments", ["a general consultation on tuesday", "the first one", "Jane Roe, 415 555 0102", "yes"]),
        ("techsupport", "tickets", ["my laptop has no wifi since this morning", "Sam Poe, 415 555 0103", "yes", "yes"]),
    ],
)
def test_a_record_is_listed_as_documented(demo, document, subdomain, records, lines):
    session = demo.new_session(subdomain)
    with CallSocket(session["socket"]) as line:
        line.until("form")
        for text in lines:
            line.say(text)
            if any(message["type"] == "record" for message in line.messages):
                break
        record = next(m for m in line.messages if m["type"] == "record")["record"]
    walk = Walk(demo, document, session["businessId"], demo.staff_key(subdomain))
    listed = walk("GET", f"/api/business/{{businessId}}/{records}").json()["data"]
    assert any(entry | record == entry for entry in listed)
    assert not walk.untrue, "\n".join(walk.untrue)


@pytest.mark.parametrize("path", ["/nope", "/api/nope", "/api/business", "/openapi.json/x", "/../../etc/passwd"])
def test_a_path_that_is_not_documented_is_not_found(demo, path):
    assert "not-found" in problem(demo.request("GET", path), 404)["type"]


def test_a_wrong_method_is_answered_with_the_right_ones(demo, document):
    for path, methods in document["paths"].items():
        known = {method.upper() for method in methods}
        if path == "/api/business/{businessId}/customers/{id}":
            continue
        for wrong in {"GET", "POST", "PUT", "PATCH", "DELETE"} - known:
            answer = demo.request(wrong, path.replace("{businessId}", "some-business").replace("{id}", "some"))
            problem(answer, 405)
            assert set(answer.headers["Allow"].split(", ")) >= known, path


def test_a_price_is_kept_to_the_cent(demo, document):
    walk = walk_as(demo, document, "price-kept")
    path = f"/api/business/{walk.business}/menu"
    plain = {"100.50": "100.5", "1.005e2": "100.5", "19.990": "19.99", "7.00": "7"}
    for sent in ("18.99", "0.1", "0.3", "0.29", "1.1", "8.2", "4.35", "0.07", "1234567.89", "0", *plain):
        stored = demo.request("POST", path, walk.key, data=f'{{"name": "Dish at {sent}", "price": {sent}}}')
        read = demo.request("GET", f"{path}/{stored.json()['id']}", walk.key)
        for answer in (stored, read):
            # Looked at as text, so that nothing is rounded here.
            assert f'"price":{plain.get(sent, sent)}}}' in answer.text, sent


def test_a_price_that_cannot_be_kept_exactly_is_refused_where_it_stands(demo, document):
    walk = walk_as(demo, document, "price-refused")
    path = f"/api/business/{walk.business}/menu"
    for price in ("18.999", "0.30000000000000004", "-1", "1e20"):
        answer = demo.request("POST", path, walk.key, data=f'{{"name": "Dish", "price": {price}}}')
        assert list(mistakes(answer)) == ["#/price"], price
    nested = {"name": "Dish", "price": 1, "option_groups": [{"name": "Size", "options": [{"name": "L", "price_delta": 0.001}]}]}
    answer = demo.request("POST", path, walk.key, json=nested)
    assert list(mistakes(answer)) == ["#/option_groups/0/options/0/price_delta"]
    assert demo.request("GET", path, walk.key).json()["data"] == []
