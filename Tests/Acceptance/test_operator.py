"""The operator's endpoints, and that nobody else gets an answer from them."""

from __future__ import annotations

import hashlib
import secrets
import sqlite3
import time
import uuid
from pathlib import Path

import pytest
import requests
from conftest import Server, problem
from test_openapi import Walk

FOREVER = 4_000_000_000_000  # milliseconds since 1970: the year 2096


class Person:
    """Somebody who has signed in, on the platform's own host unless a business is named."""

    def __init__(self, server: Server, *, operator: bool, business: str | None = None, host: str | None = None) -> None:
        self.server, self.token, account = server, secrets.token_hex(16), str(uuid.uuid4())
        self.host = host or f"localhost:{server.port}"
        now = int(time.time() * 1000)
        with sqlite3.connect(server.data / "platform.sqlite", timeout=10) as platform:
            platform.execute(
                "INSERT INTO account (id, email, name, platform_operator, created_at) VALUES (?, ?, 'Ada', ?, ?)",
                (account, f"{account}@platform.example", int(operator), now),
            )
            platform.execute(
                "INSERT INTO account_session (id, hash, account_id, business_id, address, agent, created_at, last_seen_at, expires_at)"
                " VALUES (?, ?, ?, ?, '', '', ?, ?, ?)",
                (str(uuid.uuid4()), hashlib.sha256(self.token.encode()).hexdigest(), account, business, now, now, FOREVER),
            )
            if business:
                platform.execute(
                    "INSERT INTO membership (business_id, account_id, role, created_at) VALUES (?, ?, 'owner', ?)",
                    (business, account, now),
                )

    @property
    def headers(self) -> dict[str, str]:
        return {"Host": self.host, "Cookie": f"session={self.token}", "Origin": f"http://{self.host}"}

    def request(self, method: str, path: str, **options: object) -> requests.Response:
        return self.server.request(method, path, headers=self.headers, **options)


def operations(server: Server) -> list[tuple[str, str]]:
    paths = server.request("GET", "/openapi.json").json()["paths"]
    return [(method.upper(), path) for path, methods in paths.items() if path.startswith("/api/operator") for method in methods]


BODY = {"reason": "a test of the doors", "subdomain": "mario-pizza", "occasion": "none"}


def test_nobody_but_an_operator_gets_an_answer(new_server):
    server: Server = new_server("--demo")
    business = server.register("roma")
    owner = Person(server, operator=False, business=business["business_id"])
    nobody = Person(server, operator=False)
    confined = Person(server, operator=True, business=business["business_id"])
    assert len(operations(server)) >= 13
    for method, template in operations(server):
        path = template.replace("{id}", business["business_id"])
        body = BODY if method == "POST" else None
        problem(server.request(method, path, json=body), 401)
        problem(server.request(method, path, business["api_key"], json=body), 401)
        for person in (owner, nobody, confined):
            problem(person.request(method, path, json=body), 403)
    assert server.request("GET", f"/api/business/{business['business_id']}/menu", business["api_key"]).status_code == 200


def test_every_operation_answers_as_it_is_documented(new_server):
    server: Server = new_server("--demo")
    roma = server.register("roma")["business_id"]
    walk = Walk(server, server.request("GET", "/openapi.json").json())
    signed_in = {"headers": Person(server, operator=True).headers, "key": None}
    one = "/api/operator/businesses/{id}"
    for path in ("businesses", "failures", "audit", "analytics"):
        walk("GET", f"/api/operator/{path}", **signed_in)
    for path in (one, f"{one}/deletion", f"{one}/archive"):
        walk("GET", path, roma, **signed_in)
        walk("GET", path, "none", expect=404, **signed_in)
    reason = {"reason": "a walk through the document"}
    walk("POST", f"{one}/suspend", roma, json=reason, **signed_in)
    walk("POST", f"{one}/resume", roma, json=reason, **signed_in)
    walk("POST", f"{one}/impersonation", roma, json=reason, **signed_in)
    walk("DELETE", f"{one}/impersonation", roma, expect=204, **signed_in)
    walk("POST", "/api/operator/letters/resend", expect=404, json={"occasion": "none"}, **signed_in)
    walk("POST", f"{one}/deletion", roma, json=reason | {"subdomain": "roma"}, **signed_in)
    walk("GET", one, roma, **signed_in)
    assert walk.visited == {f"{method} {path}" for method, path in operations(server)}
    assert not walk.untrue, "\n".join(walk.untrue)


def test_an_operator_finds_a_business_and_decides_about_it(new_server):
    server: Server = new_server("--demo")
    roma = server.register("roma")
    ada = Person(server, operator=True)
    found = ada.request("GET", "/api/operator/businesses?q=rom&limit=10").json()["data"]
    assert [business["subdomain"] for business in found] == ["roma"]
    path = f"/api/operator/businesses/{roma['business_id']}"
    page = ada.request("GET", path).json()
    assert page["business"]["email"] == "owner@roma.example" and page["provisioning"]

    problem(ada.request("POST", f"{path}/suspend", json={"reason": ""}), 422)
    assert ada.request("POST", f"{path}/suspend", json={"reason": "misuse"}).json() == {"standing": "suspended"}
    resumed = ada.request("POST", f"{path}/resume", json={"reason": "settled"})
    assert resumed.json()["standing"] in ("trialing", "active")

    preview = ada.request("GET", f"{path}/deletion").json()
    assert preview["subdomain"] == "roma" and preview["records"]["api_key"] == 2
    problem(ada.request("POST", f"{path}/deletion", json={"reason": "a mistake", "subdomain": "mario-pizza"}), 422)
    gone = ada.request("POST", f"{path}/deletion", json={"reason": "contract ended", "subdomain": "roma"})
    assert gone.status_code == 200 and gone.json()["subdomain"] == "roma"
    problem(server.request("GET", f"/api/business/{roma['business_id']}/menu", roma["api_key"]), 401)

    log = ada.request("GET", f"/api/operator/audit?business={roma['business_id']}&q=suspended").json()["data"]
    assert log and all(entry["actor"]["name"] == "Ada" for entry in log)
    problem(ada.request("GET", "/api/operator/businesses/none"), 404)
    problem(ada.request("GET", "/api/operator/businesses?standing=happy"), 422)


def test_an_archive_is_fetched_and_nothing_of_it_stays_on_the_server(new_server, voiceagent, tmp_path: Path):
    server: Server = new_server("--demo")
    ada = Person(server, operator=True)
    [mario] = ada.request("GET", "/api/operator/businesses?q=mario").json()["data"]
    answer = ada.request("GET", f"/api/operator/businesses/{mario['business_id']}/archive")
    assert answer.headers["Content-Type"] == "application/x-tar" and "mario-pizza.tar" in answer.headers["Content-Disposition"]
    archive = tmp_path / "mario.tar"
    archive.write_bytes(answer.content)
    assert voiceagent("import", archive, "--subdomain", "mario-two", "--data", server.data).status == 0
    assert list((server.data / "exports").iterdir()) == []


def test_an_operator_visits_a_business_with_a_reason_and_leaves_it(new_server):
    server: Server = new_server("--demo")
    ada = Person(server, operator=True)
    [mario] = ada.request("GET", "/api/operator/businesses?q=mario").json()["data"]
    path = f"/api/operator/businesses/{mario['business_id']}/impersonation"
    url = ada.request("POST", path, json={"reason": "ticket 4711"}).json()["url"]
    host, ticket = url.split("/")[2], url.split("#ticket=")[1]
    assert host.startswith("mario-pizza.")

    own_page = {"Host": host, "Origin": f"http://{host}"}
    foreign = requests.post(
        f"{server.url}/api/account/visit", json={"ticket": ticket}, headers=own_page | {"Origin": "http://evil.example"}, timeout=10
    )
    problem(foreign, 403)
    begun = requests.post(f"{server.url}/api/account/visit", json={"ticket": ticket}, headers=own_page, timeout=10)
    assert begun.status_code == 204, begun.text
    cookie = {"Cookie": begun.headers["Set-Cookie"].split(";")[0]}
    menu = requests.get(f"{server.url}/api/business/{mario['business_id']}/menu", headers=own_page | cookie, timeout=10)
    assert menu.status_code == 200 and menu.json()["data"]
    problem(requests.get(f"{server.url}/api/operator/businesses", headers=own_page | cookie, timeout=10), 403)
    again = requests.post(f"{server.url}/api/account/visit", json={"ticket": ticket}, headers=own_page, timeout=10)
    problem(again, 409)

    assert ada.request("DELETE", path).status_code == 204
    problem(requests.get(f"{server.url}/api/business/{mario['business_id']}/menu", headers=own_page | cookie, timeout=10), 401)


def test_analytics_sum_up_days(new_server):
    server: Server = new_server("--demo")
    ada = Person(server, operator=True)
    sums = ada.request("GET", "/api/operator/analytics").json()
    assert len(sums["days"]) == 30 and sums["days"][-1]["new_businesses"] == 3
    assert sum(sums["standings"].values()) == 3
    assert len(ada.request("GET", "/api/operator/analytics?from=2026-01-01&through=2026-01-31").json()["days"]) == 31
    for query in ("from=yesterday", "from=2026-02-01&through=2026-01-01", "from=2020-01-01&through=2026-01-01"):
        problem(ada.request("GET", f"/api/operator/analytics?{query}"), 422)


@pytest.mark.parametrize("command", ["suspend", "resume"])
def test_the_command_line_wants_a_reason(demo: Server, voiceagent, command):
    done = voiceagent("business", command, "mario-pizza", "--reason", " ", "--data", demo.data)
    assert done.status == 2 and done.errors.count("\n") == 1
