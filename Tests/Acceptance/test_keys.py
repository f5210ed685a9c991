"""A business's keys: made, replaced without a gap, bound to pages, limited, and good for one effect a request."""

from __future__ import annotations

import json
import uuid

import pytest
from conftest import Server, problem
from people import keyboard

KEYS = "/api/business/{}/keys"


@pytest.fixture(scope="module")
def shop(demo: Server) -> dict[str, str]:
    return demo.register("keys-shop")


def make(server: Server, shop: dict[str, str], **wish: object) -> dict:
    answer = server.request("POST", KEYS.format(shop["business_id"]), shop["api_key"], json={"label": "till"} | wish)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_key_is_shown_once_and_listed_without_its_text(demo, shop):
    made = make(demo, shop, kind="secret", scopes=["records:read"])
    assert made["key"].startswith("va_live_") and made["key"][:12] == made["prefix"]
    listed = demo.request("GET", KEYS.format(shop["business_id"]), shop["api_key"]).json()["data"]
    mine = next(key for key in listed if key["id"] == made["id"])
    assert "key" not in mine and mine["scopes"] == ["records:read"] and "lastUsedAt" not in mine
    assert demo.request("GET", f"/api/business/{shop['business_id']}/orders", made["key"]).status_code == 200
    listed = demo.request("GET", KEYS.format(shop["business_id"]), shop["api_key"]).json()["data"]
    assert "lastUsedAt" in next(key for key in listed if key["id"] == made["id"])


def test_a_replaced_key_works_on_and_a_revoked_one_does_not(demo, shop):
    old = make(demo, shop, kind="secret")
    path = f"{KEYS.format(shop['business_id'])}/{old['id']}"
    new = demo.request("POST", f"{path}/rotate", shop["api_key"], json={"overlapSeconds": 3600}).json()
    menu = f"/api/business/{shop['business_id']}/menu"
    assert [demo.request("GET", menu, key["key"]).status_code for key in (old, new)] == [200, 200]
    assert demo.request("DELETE", path, shop["api_key"]).status_code == 204
    assert [demo.request("GET", menu, key["key"]).status_code for key in (old, new)] == [401, 200]
    problem(demo.request("POST", f"{path}/rotate", shop["api_key"], json={}), 409)


def test_a_key_makes_none_that_is_good_for_more_than_itself(demo, shop):
    narrow = make(demo, shop, kind="secret", scopes=["administration"])["key"]
    path = KEYS.format(shop["business_id"])
    wider = {"kind": "secret", "label": "wider", "scopes": ["records:read"]}
    problem(demo.request("POST", path, narrow, json=wider), 403)
    same = demo.request("POST", path, narrow, json={"kind": "secret", "label": "same"}).json()
    assert same["scopes"] == ["administration"]
    first = next(key for key in demo.request("GET", path, narrow).json()["data"] if key["label"] != "same" and len(key["scopes"]) > 1)
    problem(demo.request("POST", f"{path}/{first['id']}/rotate", narrow, json={}), 403)


def test_a_key_for_the_menu_does_not_open_the_customers(demo, shop):
    menu = make(demo, shop, kind="secret", scopes=["configuration:read", "configuration:write"])["key"]
    books = make(demo, shop, kind="secret", scopes=["records:read"])["key"]
    customers = f"/api/business/{shop['business_id']}/customers"
    problem(demo.request("GET", customers, menu), 403)
    problem(demo.request("POST", customers, menu, json={"name": "Ada", "phone": "+14155552671"}), 403)
    assert demo.request("GET", customers, books).status_code == 200
    problem(demo.request("POST", customers, books, json={"name": "Ada", "phone": "+14155552671"}), 403)


def test_a_publishable_key_works_in_pages_of_its_origins_and_of_the_business(demo, shop):
    key = make(demo, shop, kind="publishable", origins=["https://www.roma.example"])["key"]

    def visit(origin: str | None) -> int:
        headers = demo.host("keys-shop") | ({"Origin": origin} if origin else {})
        return demo.request("GET", "/api/business/config", key, headers=headers).status_code

    assert [visit(origin) for origin in (None, "https://www.roma.example", f"http://keys-shop.localhost:{demo.port}")] == [200] * 3
    assert [visit(origin) for origin in ("https://roma.example", "https://www.roma.example.evil.example", "null")] == [403] * 3


def test_pages_of_declared_origins_may_read_the_answer_and_others_may_not(demo, shop):
    key = make(demo, shop, kind="publishable", origins=["https://www.roma.example"])["key"]
    asked = demo.request(
        "OPTIONS",
        "/api/sessions",
        headers={
            "Origin": "https://www.roma.example",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization, content-type",
        },
    )
    assert asked.status_code == 204
    assert {"authorization", "content-type"} <= set(asked.headers["Access-Control-Allow-Headers"].lower().split(", "))
    answer = demo.request("POST", "/api/sessions", key, json={}, headers={"Origin": "https://www.roma.example"})
    assert answer.status_code == 201 and answer.headers["Access-Control-Allow-Origin"] == "https://www.roma.example"
    assert "Access-Control-Allow-Credentials" not in answer.headers and "Origin" in answer.headers["Vary"]
    refused = demo.request("POST", "/api/sessions", key, json={}, headers={"Origin": "https://evil.example"})
    assert refused.status_code == 403 and "Access-Control-Allow-Origin" not in refused.headers
    secret = demo.request("GET", f"/api/business/{shop['business_id']}/menu", shop["api_key"], headers={"Origin": "https://www.roma.example"})
    assert "Access-Control-Allow-Origin" not in secret.headers


def test_one_key_does_not_use_up_what_the_others_need(new_server):
    server = new_server(API_RATE_LIMIT_PER_KEY="5")
    shop = server.register("busy")
    other = make(server, shop, kind="secret")["key"]
    path = f"/api/business/{shop['business_id']}/menu"
    answers = [server.request("GET", path, shop["api_key"]) for _ in range(8)]
    assert answers[-1].status_code == 429 and int(answers[-1].headers["Retry-After"]) >= 1
    assert server.request("GET", path, other).status_code == 200


def test_an_address_that_tries_keys_is_told_to_wait_and_who_has_one_is_not(new_server):
    server = new_server(API_RATE_LIMIT_PER_ADDRESS="5")
    shop = server.register("tried")
    path = f"/api/business/{shop['business_id']}/menu"
    eve, ann = {"X-Forwarded-For": "203.0.113.40"}, {"X-Forwarded-For": "203.0.113.41"}
    statuses = [server.request("GET", path, "va_live_" + "A" * 36, headers=eve).status_code for _ in range(8)]
    assert statuses[:5] == [401] * 5 and statuses[-1] == 429
    assert [server.request("GET", path, shop["api_key"], headers=ann).status_code for _ in range(8)] == [200] * 8


def test_unproven_webhooks_are_limited_by_address(new_server):
    server = new_server(WEBHOOK_RATE_LIMIT="5")
    shop = server.register("hooked")
    eve = {"X-Forwarded-For": "203.0.113.42"}
    path = f"/webhook/{shop['business_id']}/ultravox"
    statuses = [server.request("POST", path, headers=eve, json={}).status_code for _ in range(8)]
    assert statuses[:5] == [401] * 5 and statuses[-1] == 429


def test_what_is_created_with_an_idempotency_key_is_created_once(demo, shop):
    path = f"/api/business/{shop['business_id']}/menu"
    headers = {"Idempotency-Key": f'"{uuid.uuid4()}"'}
    first, second = (
        demo.request("POST", path, shop["api_key"], json={"name": "Once", "price": 1}, headers=headers) for _ in range(2)
    )
    assert first.status_code == second.status_code == 200 and first.json() == second.json()
    assert "Idempotency-Replayed" not in first.headers and second.headers["Idempotency-Replayed"] == "true"
    other = demo.request("POST", path, shop["api_key"], json={"name": "Twice", "price": 1}, headers=headers)
    assert problem(other, 422)["type"].endswith("#key-reused")
    names = [item["name"] for item in demo.request("GET", path, shop["api_key"]).json()["data"]]
    assert names.count("Once") == 1 and "Twice" not in names
    problem(demo.request("POST", path, shop["api_key"], json={}, headers={"Idempotency-Key": '""'}), 400)


def test_a_new_keys_text_is_repeated_to_who_asked_for_it_and_stored_nowhere(new_server):
    server = new_server()
    shop = server.register("sealed")
    headers = {"Idempotency-Key": "make-a-key-once"}
    wish = {"kind": "secret", "label": "till"}
    first, second = (
        server.request("POST", KEYS.format(shop["business_id"]), shop["api_key"], json=wish, headers=headers).json()
        for _ in range(2)
    )
    assert first["key"] == second["key"]
    server.stop()
    for file in server.data.rglob("*"):
        if file.is_file():
            assert first["key"].encode() not in file.read_bytes(), file


def test_keys_are_made_at_the_keyboard_too(demo, shop, voiceagent):
    issued = keyboard(demo, "key", "issue", "keys-shop", "--label", "desk", "--scope", "records:read", "--days", "30")
    id, key = issued.split()
    assert demo.request("GET", f"/api/business/{shop['business_id']}/orders", key).status_code == 200
    problem(demo.request("GET", f"/api/business/{shop['business_id']}/menu", key), 403)
    _, replacement = keyboard(demo, "key", "rotate", "keys-shop", id, "--hours", "0").split()
    problem(demo.request("GET", f"/api/business/{shop['business_id']}/orders", key), 401)
    keys = [json.loads(line) for line in keyboard(demo, "key", "list", "keys-shop", "--json").splitlines()]
    assert next(entry for entry in keys if entry["id"] == id)["state"] == "expired"
    keyboard(demo, "key", "revoke", "keys-shop", next(e["id"] for e in keys if replacement.startswith(e["prefix"])))
    problem(demo.request("GET", f"/api/business/{shop['business_id']}/orders", replacement), 401)
    missing = voiceagent("key", "revoke", "keys-shop", "va_live_none", "--data", demo.data)
    assert missing.status == 2 and len(missing.errors.splitlines()) == 1
