"""A business is found under a domain of its own once a real name server proves that it is its own."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
import requests
from call_socket import CallSocket
from conftest import Server, free_port, mistakes, problem
from dnslib import QTYPE, RCODE, RR, TXT, DNSRecord
from dnslib.server import BaseResolver, DNSHandler, DNSServer

LARGE = 4000  # Bytes of other TXT records: more than UDP carries.


class Handler(DNSHandler):
    """Cuts what is too long for UDP (RFC 1035, section 4.2.1)."""

    udplen = 512


@dataclass
class Zone(BaseResolver):
    """Answers for what the test put in, over UDP and TCP."""

    texts: dict[str, list[str]] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    code: int = 0
    asked: list[tuple[str, str]] = field(default_factory=list)

    def resolve(self, request: DNSRecord, handler: object) -> DNSRecord:
        reply, name = request.reply(), str(request.q.qname).rstrip(".").lower()
        self.asked.append((name, handler.protocol))
        if self.code:
            reply.header.rcode = self.code
        elif name not in self.texts:
            reply.header.rcode = RCODE.NXDOMAIN
        else:
            for text in self.texts[name]:
                reply.add_answer(RR(request.q.qname, QTYPE.TXT, rdata=TXT([text[i : i + 255] for i in range(0, len(text), 255)])))
        return reply


@pytest.fixture(scope="module")
def zone() -> Iterator[Zone]:
    zone = Zone()
    servers = [DNSServer(zone, "127.0.0.1", zone.port, tcp=tcp, handler=Handler) for tcp in (False, True)]
    for server in servers:
        server.start_thread()
    yield zone
    for server in servers:
        server.stop()
        server.server.server_close()


@pytest.fixture(scope="module")
def server(zone: Zone, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    settings = {"DNS_SERVER": f"127.0.0.1:{zone.port}", "SPEECH_ENGINES": "in-process"}
    server = Server(tmp_path_factory.mktemp("domains") / "data", free_port(), [], settings)
    server.start()
    yield server
    server.stop()


@dataclass
class Business:
    server: Server
    id: str
    key: str

    def __call__(self, method: str, path: str = "", **options: object) -> requests.Response:
        return self.server.request(method, f"/api/business/{self.id}/domains{path}", self.key, **options)

    def add(self, domain: str) -> dict:
        answer = self("POST", json={"domain": domain})
        assert answer.status_code == 201, answer.text
        return answer.json()

    def check(self, domain: str) -> dict:
        return self("POST", f"/{domain}/check").json()


def business(server: Server, subdomain: str) -> Business:
    registered = server.register(subdomain)
    return Business(server, registered["business_id"], registered["api_key"])


def proof(shown: dict) -> tuple[str, str]:
    record = next(record for record in shown["records"] if record["type"] == "TXT")
    return record["name"], record["value"]


def name_at(server: Server, host: str) -> str | None:
    """The business that is found at a host."""
    answer = requests.get(f"{server.url}/api/business/config", headers={"Host": f"{host}:{server.port}"}, timeout=10)
    return answer.json()["name"] if answer.status_code == 200 else None


def age(server: Server, domain: str) -> None:
    """Lets an owner look again at once."""
    with sqlite3.connect(server.data / "platform.sqlite") as database:
        database.execute("UPDATE custom_domain SET checked_at = 0, due_at = NULL WHERE domain = ?", (domain,))


def test_both_names_are_served_from_the_proof_on(server, zone):
    roma = business(server, "domain-roma")
    shown = roma.add("Voice.Roma.Example")
    assert shown["domain"] == "voice.roma.example" and shown["state"] == "pending"
    assert {"type": "CNAME", "name": "voice.roma.example", "value": "domain-roma.localhost"}.items() <= shown["records"][1].items()
    age(server, "voice.roma.example")
    missing = roma.check("voice.roma.example")
    assert missing["state"] == "pending" and "TXT" in missing["detail"]
    assert name_at(server, "voice.roma.example") is None

    name, value = proof(shown)
    zone.texts[name] = ["somebody else's", value]
    age(server, "voice.roma.example")
    assert roma.check("voice.roma.example")["state"] == "verified"
    assert name_at(server, "voice.roma.example") == name_at(server, "domain-roma.localhost") == "Domain-Roma"
    assert roma.add("voice.roma.example")["state"] == "verified", "naming it again changes nothing"

    page = requests.get(server.url, headers={"Host": "voice.roma.example"}, timeout=10)
    assert "connect-src 'self'" in page.headers.get("Content-Security-Policy", "connect-src 'self'")
    host = {"Host": f"voice.roma.example:{server.port}"}
    session = requests.post(f"{server.url}/api/sessions", headers=host, json={}, timeout=10).json()
    assert f"://voice.roma.example:{server.port}/" in session["joinUrl"], "the page may talk to its own host alone"
    with CallSocket(session["joinUrl"].replace("wss:", "ws:").replace("voice.roma.example", "127.0.0.1")) as line:
        line.until("form")

    assert roma("DELETE", "/voice.roma.example").status_code == 204
    assert name_at(server, "voice.roma.example") is None
    assert name_at(server, "domain-roma.localhost") == "Domain-Roma"


def may_have_a_certificate(server: Server, domain: str, **headers: str) -> bool:
    answer = requests.get(f"{server.url}/certificates/ask", params={"domain": domain}, headers=headers, timeout=10)
    if answer.status_code != 200:
        problem(answer, 404)
    return answer.status_code == 200


def test_a_certificate_may_be_had_for_a_domain_that_is_proven_and_for_no_other(server, zone):
    roma = business(server, "domain-secure")
    name, value = proof(roma.add("secure.example"))
    assert not may_have_a_certificate(server, "secure.example")
    zone.texts[name] = [value]
    age(server, "secure.example")
    assert roma.check("secure.example")["state"] == "verified"
    assert may_have_a_certificate(server, "secure.example") and may_have_a_certificate(server, "SECURE.example")
    for other in ("", "www.secure.example", "localhost", "domain-secure.localhost", "secure.example' OR '1'='1"):
        assert not may_have_a_certificate(server, other)
    assert not may_have_a_certificate(server, "secure.example", **{"X-Forwarded-For": "203.0.113.9"}), "who comes through the proxy is told nothing"
    roma("DELETE", "/secure.example")
    assert not may_have_a_certificate(server, "secure.example")


def test_a_domain_is_one_businesses_and_proven_by_its_own_token(server, zone):
    first, second = business(server, "domain-first"), business(server, "domain-second")
    ours, theirs = first.add("shop.example"), second.add("shop.example")
    zone.texts[proof(ours)[0]] = [proof(ours)[1]]
    for who in (first, second):
        age(server, "shop.example")
        state = who.check("shop.example")["state"]
        assert state == ("verified" if who is first else "pending")
    zone.texts[proof(ours)[0]].append(proof(theirs)[1])
    age(server, "shop.example")
    taken = second.check("shop.example")
    assert taken["state"] == "pending" and "Another business" in taken["detail"]
    assert name_at(server, "shop.example") == "Domain-First"
    problem(second("DELETE", "/none.example"), 404)


def test_an_answer_that_does_not_fit_is_asked_for_over_tcp(server, zone):
    roma = business(server, "domain-large")
    name, value = proof(roma.add("large.example"))
    zone.texts[name] = ["x" * LARGE, value]
    age(server, "large.example")
    zone.asked.clear()
    assert roma.check("large.example")["state"] == "verified"
    assert {protocol for asked, protocol in zone.asked if asked == name} == {"udp", "tcp"}


def test_a_name_server_that_fails_proves_nothing_either_way(server, zone):
    roma = business(server, "domain-failing")
    name, value = proof(roma.add("failing.example"))
    zone.texts[name] = [value]
    age(server, "failing.example")
    assert roma.check("failing.example")["state"] == "verified"
    zone.code = RCODE.SERVFAIL
    try:
        age(server, "failing.example")
        assert roma.check("failing.example")["state"] == "verified"
    finally:
        zone.code = 0
    assert name_at(server, "failing.example") == "Domain-Failing"


@pytest.fixture(scope="module")
def refused(server: Server) -> Business:
    return business(server, "domain-refused")


@pytest.mark.parametrize(
    "domain",
    ["", "roma", "roma.localhost", "localhost", "127.0.0.1", "-a.example", "a..example", "a b.example", "x" * 300 + ".example", "1.2"],
)
def test_what_no_business_could_own_is_refused(refused, domain):
    assert "#/domain" in mistakes(refused("POST", json={"domain": domain}))
    assert refused("GET").json()["data"] == []
