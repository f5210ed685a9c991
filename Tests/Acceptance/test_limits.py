"""Who asks too often is told when to come back; others do not notice."""

import json
import re

import pytest
import requests
from call_socket import CallSocket
from conftest import problem
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect


def visit(demo, address: str) -> requests.Response:
    """A page of the pizzeria asks for its facts, from an address that a proxy on this machine vouches for."""
    return demo.request(
        "GET", "/api/business/config", headers=demo.host("mario-pizza") | {"X-Forwarded-For": address}
    )


def test_an_address_that_visits_without_end_waits_and_others_do_not(demo):
    answers = [visit(demo, "203.0.113.7") for _ in range(140)]
    assert answers[0].status_code == 200
    refused = problem(answers[-1], 429)
    assert refused["type"].endswith("#too-many-requests")
    assert int(answers[-1].headers["Retry-After"]) >= 1
    assert visit(demo, "203.0.113.8").status_code == 200


def test_a_network_of_ipv6_is_one_address(demo):
    answers = [visit(demo, f"2001:db8:7:7:{number:x}::1") for number in range(140)]
    problem(answers[-1], 429)
    assert visit(demo, "2001:db8:7:8::1").status_code == 200


def test_every_answer_says_how_many_requests_are_left(demo):
    """As draft-ietf-httpapi-ratelimit-headers-11 has it."""
    first, second = (visit(demo, "203.0.113.77") for _ in range(2))
    assert first.headers["RateLimit-Policy"] == '"address";q=120;w=60'
    assert first.headers["RateLimit"] == '"address";r=119;t=1'
    assert int(re.fullmatch(r'"address";r=(\d+);t=\d+', second.headers["RateLimit"])[1]) <= 119
    refused = next(answer for answer in (visit(demo, "203.0.113.77") for _ in range(140)) if answer.status_code == 429)
    assert refused.headers["RateLimit"].startswith('"address";r=0;t=') and refused.headers["RateLimit-Policy"]
    roma = demo.register("limits-told")
    answer = demo.request("GET", f"/api/business/{roma['business_id']}/menu", roma["api_key"])
    assert answer.headers["RateLimit-Policy"] == '"business";q=1000;w=60, "key";q=600;w=60'
    missing = demo.request("GET", f"/api/business/{roma['business_id']}/menu/none", roma["api_key"])
    assert missing.status_code == 404 and '"key";r=598' in missing.headers["RateLimit"]
    assert "RateLimit" not in demo.request("GET", "/health").headers


def test_an_address_registers_only_so_many_businesses(demo):
    def register(number: int) -> requests.Response:
        return demo.request(
            "POST",
            "/api/business/register",
            headers={"X-Forwarded-For": "203.0.113.9"},
            json={
                "business_name": "Trattoria",
                "business_type": "restaurant",
                "subdomain": f"limited-{number}",
                "email": "ada@roma.example",
            },
        )

    assert [register(number).status_code for number in range(20)] == [200] * 20
    problem(register(20), 429)


def test_a_business_has_its_own_limit(new_server):
    server = new_server(API_RATE_LIMIT_PER_BUSINESS="5")
    roma, napoli = server.register("roma"), server.register("napoli")
    path = f"/api/business/{roma['business_id']}/menu"
    statuses = [server.request("GET", path, roma["api_key"]).status_code for _ in range(8)]
    assert statuses[:5] == [200] * 5 and 429 in statuses
    path = f"/api/business/{napoli['business_id']}/menu"
    assert server.request("GET", path, napoli["api_key"]).status_code == 200


def begin(server, subdomain: str, address: str, **headers: str) -> requests.Response:
    """A call that a page begins, from an address that a proxy on this machine vouches for."""
    headers = server.host(subdomain) | {"X-Forwarded-For": address} | headers
    return server.request("POST", "/api/sessions", headers=headers, json={})


def test_a_network_begins_only_so_many_calls_and_a_business_takes_only_so_many(new_server):
    server = new_server(CALL_RATE_LIMIT_PER_ADDRESS="4", CALL_RATE_LIMIT_PER_BUSINESS="6")
    roma = server.register("roma")
    # One household, whichever of its addresses it uses.
    statuses = [begin(server, "roma", f"2001:db8:1:2::{number}").status_code for number in range(5)]
    assert statuses[:4] == [201] * 4 and statuses[4] == 429
    assert int(begin(server, "roma", "2001:db8:1:2::9").headers["Retry-After"]) >= 1
    statuses = [begin(server, "roma", f"203.0.113.{number}").status_code for number in range(3)]
    assert statuses[:2] == [201] * 2 and statuses[2] == 429
    # Its own server is not a visitor.
    own = {"Authorization": f"Bearer {roma['api_key']}"}
    assert begin(server, "roma", "203.0.113.99", **own).status_code == 201


def test_a_network_opens_only_so_many_sockets(new_server):
    server = new_server(SOCKETS_PER_ADDRESS="1")
    server.register("roma")
    address = server.new_session("roma")["socket"]
    at_home, elsewhere = {"X-Forwarded-For": "203.0.113.7"}, {"X-Forwarded-For": "203.0.113.8"}
    with connect(address, additional_headers=at_home) as first:
        assert json.loads(first.recv(timeout=10))
        with connect(address, additional_headers=at_home) as second, pytest.raises(ConnectionClosed):
            second.recv(timeout=10)
        assert second.close_code == 4429
        with connect(address, additional_headers=elsewhere) as third:
            assert json.loads(third.recv(timeout=10))
    with connect(address, additional_headers=at_home) as again:
        assert json.loads(again.recv(timeout=10))


def test_a_caller_who_types_without_end_is_not_heard_and_the_call_goes_on(demo):
    with CallSocket(demo.new_session("mario-pizza")["socket"]) as line:
        line.until("form")
        for number in range(60):
            line.send(type="user_text_message", text=f"{number % 7 + 1} tiramisu")
        refused = line.until("error", code="too-many-messages")
        while "second" not in refused["message"]:
            refused = line.until("error", code="too-many-messages")
        line.send(type="ping", timestamp=7)
        line.until("pong")
        assert sum(role == "user" for role, _ in line.transcript) <= 40
        # One character, of any number of code points.
        line.send(type="user_text_message", text="\u1100" * 5_000 + "\u1161")
        line.until("error", code="invalid-text")
