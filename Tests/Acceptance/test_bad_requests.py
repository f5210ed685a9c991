"""Whatever is sent, the answer is a clear problem, and the server goes on."""

from __future__ import annotations

import contextlib
import re
import socket
import time
from collections.abc import Iterator

import pytest
import requests
from conftest import DOCUMENTED_CODES, ROOT, Server, mistakes, problem

REGISTER = "/api/business/register"
MENU = "/api/business/{businessId}/menu"


@pytest.fixture(scope="module")
def owner(demo: Server) -> dict[str, str]:
    return demo.register("bad-requests")


@pytest.fixture(autouse=True)
def the_server_is_alive_afterwards(demo: Server) -> Iterator[None]:
    process = demo.process
    yield
    assert process and process.poll() is None, "the server ended"
    assert demo.request("GET", "/health").status_code == 200


def post_menu(demo: Server, owner: dict[str, str], body: str | bytes) -> requests.Response:
    return demo.request("POST", MENU.replace("{businessId}", owner["business_id"]), owner["api_key"], data=body)


NOT_JSON = [b"", b" ", b"{", b'{"name": "x",}', b"not json", b"\xff\xfe\x00", b'{"name": "\xff"}', b"[" * 100_000, b"{} {}"]


@pytest.mark.parametrize("body", NOT_JSON, ids=lambda body: repr(body[:20]))
def test_a_body_that_is_not_json_is_malformed(demo, owner, body):
    for answer in (post_menu(demo, owner, body), demo.request("POST", REGISTER, data=body)):
        assert "malformed-request" in problem(answer, 400)["type"]


@pytest.mark.parametrize(
    ("body", "pointer", "words"),
    [
        ('{"name": 5, "price": 1}', "#/name", '"name" is not text.'),
        ('{"name": "x", "price": "1"}', "#/price", '"price" is not a number.'),
        ('{"name": "x", "price": true}', "#/price", '"price" is not a number.'),
        ('{"name": "x"}', "#/price", '"price" is missing.'),
        ('{"name": null, "price": 1}', "#/name", '"name" is null.'),
        ('{"name": "x", "price": 1, "available": "yes"}', "#/available", '"available" is not true or false.'),
        ('{"name": "x", "price": 1, "aliases": {}}', "#/aliases", '"aliases" is not a list.'),
        ('{"name": "x", "price": 1, "aliases": ["a", 2]}', "#/aliases/1", "Element 1 is not text."),
        ('{"name": "x", "price": 1, "option_groups": [3]}', "#/option_groups/0", "Element 0 is not an object."),
        ("[]", "#", "The body is not an object."),
        ("null", "#", None),
        ('"text"', "#", "The body is not an object."),
    ],
)
def test_a_wrong_type_is_named_in_plain_words_where_it_stands(demo, owner, body, pointer, words):
    found = mistakes(post_menu(demo, owner, body), 400)
    assert list(found) == [pointer]
    assert words in (None, found[pointer])


def test_members_that_nobody_knows_are_tolerated(demo, owner):
    stored = post_menu(demo, owner, '{"name": "Tolerated", "price": 1, "colour": {"deep": [1, null]}}')
    assert stored.status_code == 200 and "colour" not in stored.json()


def test_a_name_that_is_taken_is_a_conflict(demo, owner):
    for status in (200, 409):
        assert post_menu(demo, owner, '{"name": "Twice", "price": 1}').status_code == status
    again = {"business_name": "x", "business_type": "custom", "subdomain": "bad-requests", "email": "a@b.example"}
    answer = demo.request("POST", REGISTER, json=again)
    assert "bad-requests" in problem(answer, 409)["detail"]


def test_a_body_over_the_limit_is_refused_with_or_without_its_length(demo, owner):
    def chunks() -> Iterator[bytes]:
        yield from [b" " * 65_536] * 40

    for body in (b" " * (2**20 + 1), b" " * 5_000_000, chunks()):
        problem(demo.request("POST", REGISTER, data=body), 413)
    problem(post_menu(demo, owner, b" " * 2_000_000), 413)
    assert demo.request("POST", REGISTER, data=b" " * 2**20).status_code == 400, "the limit itself is allowed"


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "limit=-1", "limit=abc", "limit=", "limit=99999999999999999999"])
@pytest.mark.parametrize("list", ["menu", "customers", "orders"])
def test_a_limit_that_is_none_is_named(demo, owner, list, query):
    answer = demo.request("GET", f"/api/business/{owner['business_id']}/{list}?{query}", owner["api_key"])
    assert mistakes(answer).keys() == {"#/limit"}


@pytest.mark.parametrize("cursor", ["%00", "%ff%fe", "x' OR '1'='1", "9" * 5000, "../../etc/passwd"])
@pytest.mark.parametrize("list", ["menu", "customers", "orders", "tickets"])
def test_a_cursor_that_is_none_does_no_harm(demo, owner, list, cursor):
    answer = demo.request("GET", f"/api/business/{owner['business_id']}/{list}?cursor={cursor}", owner["api_key"])
    if answer.status_code != 200:
        assert mistakes(answer).keys() == {"#/cursor"}


@pytest.mark.parametrize("id", ["%00", "%ff", "..%2f..%2f", "' OR 1=1", "x" * 4000])
def test_an_id_that_is_none_is_not_found(demo, owner, id):
    for kind in ("menu", "services", "support-categories", "customers"):
        path = f"/api/business/{owner['business_id']}/{kind}/{id}"
        for method in ("GET", "DELETE"):
            problem(demo.request(method, path, owner["api_key"]), 404)


def test_text_with_a_null_character_is_refused(demo, owner):
    answer = post_menu(demo, owner, '{"name": "a\\u0000b", "price": 1}')
    assert answer.status_code in (400, 422) and problem(answer, answer.status_code)


@pytest.mark.parametrize("host", ["nobody.localhost", "NOBODY.LOCALHOST"])
def test_an_unknown_subdomain_is_not_found(demo, host):
    for method, path in (("GET", "/api/business/config"), ("POST", "/api/sessions")):
        answer = demo.request(method, path, headers={"Host": f"{host}:{demo.port}"}, json={})
        assert "not-found" in problem(answer, 404)["type"]


def test_a_registration_learns_all_its_mistakes_at_once(demo):
    wrong = {
        "business_name": " ",
        "business_type": "zoo",
        "subdomain": "-a_",
        "email": "nobody",
        "phone": "none",
        "plan": "gold",
        "time_zone": "Mars/Base",
        "currency": "dollars",
    }
    found = mistakes(demo.request("POST", REGISTER, json=wrong))
    assert found.keys() == {f"#/{name}" for name in wrong}
    assert all(re.fullmatch(r"[A-Z].*\.", sentence) for sentence in found.values())


@pytest.mark.parametrize("subdomain", ["www", "api", "admin", "xn--pple-43d", "a" * 64, "", "sub.domain", "пицца"])
def test_a_subdomain_that_nobody_may_have_is_refused(demo, subdomain):
    body = {"business_name": "x", "business_type": "custom", "subdomain": subdomain, "email": "a@b.example"}
    assert mistakes(demo.request("POST", REGISTER, json=body)).keys() == {"#/subdomain"}


def test_a_registration_that_fails_leaves_its_subdomain_free(demo):
    body = {"business_name": "x", "business_type": "custom", "subdomain": "left-free", "email": "wrong"}
    problem(demo.request("POST", REGISTER, json=body), 422)
    assert demo.register("left-free")["success"]


def test_hours_that_overlap_or_cannot_be_read_are_named(demo, owner):
    weekly = {"monday": ["09:00-12:00", "11:00-13:00"], "blursday": [], "friday": ["9 to 5"]}
    hours = {"weekly": weekly, "exceptions": {"soon": []}}
    answer = demo.request("PUT", f"/api/business/{owner['business_id']}/hours", owner["api_key"], json=hours)
    assert mistakes(answer).keys() == {"#/weekly/monday", "#/weekly/blursday", "#/weekly/friday/0", "#/exceptions/soon"}


@pytest.mark.parametrize(
    ("thresholds", "pointer"),
    [
        ({"accept": 0.4, "confirm": 0.6}, "#/thresholds/confirm"),
        ({"accept": 1.5, "confirm": 0.4}, "#/thresholds/accept"),
        ({"accept": 0.6, "confirm": 0.4, "identity": 1.1}, "#/thresholds/identity"),
        ({"accept": 0.6, "confirm": 0.4, "identity": 0.5}, "#/thresholds/identity"),
    ],
)
def test_thresholds_that_make_no_sense_are_refused(demo, owner, thresholds, pointer):
    path = f"/api/business/{owner['business_id']}/voice-config"
    before = demo.request("GET", path, owner["api_key"]).json()
    assert mistakes(demo.request("PUT", path, owner["api_key"], json={"thresholds": thresholds})).keys() == {pointer}
    assert demo.request("GET", path, owner["api_key"]).json() == before


def test_every_code_in_the_sources_is_documented():
    sources = (ROOT / "Sources").rglob("*.swift")
    codes = {code for source in sources for code in re.findall(r'code: "([a-z-]+)", status', source.read_text())}
    assert codes == DOCUMENTED_CODES


def raw(server: Server, sent: bytes, *, leave: bool = False) -> bytes:
    """What comes back for bytes, until the server closes; with `leave`, we end our side after sending."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=3) as connection:
        received = b""
        with contextlib.suppress(ConnectionError):
            connection.sendall(sent)
            if leave:
                connection.shutdown(socket.SHUT_WR)
            while piece := connection.recv(65_536):
                received += piece
        return received


HEAD = b"GET /health HTTP/1.1\r\nHost: localhost\r\n"
POST = b"POST /api/business/register HTTP/1.1\r\nHost: localhost\r\n"
JUNK = {
    "binary": b"\x00\x01\xff\xfe\r\n\r\n",
    "tls": bytes.fromhex("160301020001") + b"\x00" * 512,
    "huge header": HEAD + b"X-Big: " + b"a" * 500_000 + b"\r\n\r\n",
    "many headers": HEAD + b"".join(b"X-%d: a\r\n" % number for number in range(50_000)) + b"\r\n",
    "long path": b"GET /" + b"a" * 500_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "negative length": POST + b"Content-Length: -5\r\n\r\n",
    "two lengths": POST + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "wrong chunk": POST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
    "junk after a request": HEAD + b"\r\n\x00\x01\xff\r\n\r\n",
}


@pytest.mark.parametrize("sent", JUNK.values(), ids=JUNK)
def test_bytes_that_are_not_http_end_that_connection_only(new_server, sent):
    server: Server = new_server()
    answer = raw(server, sent)
    assert answer == b"" or re.match(rb"HTTP/1.1 (200|4\d\d) ", answer)
    assert server.request("GET", "/health").status_code == 200


HALF = {
    "half a request line": b"GET /hea",
    "half a head": HEAD,
    "half a body": POST + b'Content-Length: 500\r\n\r\n{"a',
    "half a chunked body": POST + b"Transfer-Encoding: chunked\r\n\r\n5\r\nab",
    "half an upgrade": HEAD.replace(b"/health", b"/realtime") + b"Connection: upgrade\r\nUpgrade: websocket\r\n\r\n",
}


@pytest.mark.parametrize("sent", HALF.values(), ids=HALF)
def test_who_leaves_in_the_middle_of_a_request_takes_nobody_along(new_server, sent):
    server: Server = new_server()
    raw(server, sent, leave=True)
    assert server.request("GET", "/health").status_code == 200


def test_requests_that_never_end_do_not_hold_up_others(new_server):
    server: Server = new_server()
    with contextlib.ExitStack() as stack:
        for number in range(200):
            connection = stack.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=5))
            connection.sendall(list(HALF.values())[number % 4])
        started = time.monotonic()
        for _ in range(20):
            assert server.request("GET", "/ready").status_code == 200
        assert time.monotonic() - started < 5
