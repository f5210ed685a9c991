"""People sign in, stay signed in and go, on a business's host and on the platform's; nobody else's page may use their cookie."""

from __future__ import annotations

import json
import socket

import pytest
from conftest import Server, problem
from people import PASSWORD, Person, app_code, keyboard, link_token, signed_in
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

OTHER_PASSWORD = "seven copper kettles"


@pytest.fixture(scope="module")
def roma(demo: Server) -> dict[str, str]:
    return demo.register("people-roma")


@pytest.fixture(scope="module")
def ada(demo: Server, roma: dict[str, str]) -> Person:
    return signed_in(demo, "ada", "people-roma", "owner")


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(demo, roma, ada):
    answer = ada.sign_in()
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("session=") and "Path=/" in cookie
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Domain" not in cookie and "Secure" not in cookie
    behind_tls = {"X-Forwarded-Proto": "https", "Origin": f"https://{ada.authority}"}
    answer = ada.request(
        "POST", "/api/account/sign-in", json={"email": ada.email, "password": PASSWORD}, headers=behind_tls
    )
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-session=") and "; Secure" in cookie and "HttpOnly" in cookie, cookie


def test_without_tls_nobody_signs_in_from_afar(demo, ada):
    answer = ada.request(
        "POST",
        "/api/account/sign-in",
        json={"email": ada.email, "password": PASSWORD},
        headers={"X-Forwarded-Host": "people-roma.voice.example", "Origin": "http://people-roma.voice.example"},
    )
    assert answer.status_code in (403, 404) and "Set-Cookie" not in answer.headers


def test_a_signed_in_owner_reads_and_changes_what_is_the_businesses(demo, roma, ada):
    path = f"/api/business/{roma['business_id']}/menu"
    added = ada.request("POST", path, json={"name": "Lasagne", "price": 14.5})
    assert added.status_code == 200, added.text
    assert [item["name"] for item in ada.request("GET", path).json()["data"]] == ["Lasagne"]
    last = ada.request("GET", f"/api/business/{roma['business_id']}/audit").json()["data"][0]
    assert (last["action"], last["subject"], last["actor"]["name"]) == ("menu-item.added", "Lasagne", "Ada")
    me = ada.request("GET", "/api/account").json()
    assert me["email"] == "ada@people.example" and not me["isOperator"]
    assert [(entry["subdomain"], entry["role"]) for entry in me["businesses"]] == [("people-roma", "owner")]


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "http://mario-pizza.localhost", "Sec-Fetch-Site": None},
        {"Origin": "null", "Sec-Fetch-Site": None},
        {"Origin": None, "Sec-Fetch-Site": None},
    ],
    ids=repr,
)
def test_no_other_page_changes_anything_with_the_cookie(demo, roma, ada, headers):
    path = f"/api/business/{roma['business_id']}/menu"
    before = ada.request("GET", path).json()
    for method, target in [("POST", path), ("POST", "/api/account/sign-out"), ("DELETE", "/api/account/sessions")]:
        problem(ada.request(method, target, json={"name": "Spam", "price": 1}, headers=headers), 403)
    assert ada.request("GET", path, headers=headers).json() == before


@pytest.mark.parametrize("path", ["sign-in", "forgotten-password", "reset-password", "invitation/accept"])
def test_no_other_page_signs_anybody_in(demo, ada, path):
    body = {"email": ada.email, "password": PASSWORD, "token": "x"}
    headers = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    problem(ada.request("POST", f"/api/account/{path}", json=body, headers=headers), 403)


def test_a_session_opens_the_business_where_it_was_begun_and_no_other(demo, roma):
    demo.register("people-napoli")
    ben = signed_in(demo, "ben", "people-roma", "owner")
    keyboard(demo, "user", "join", ben.email, "people-napoli", "--role", "owner")
    napoli = Person(demo, ben.email, "people-napoli")
    assert napoli.sign_in().status_code == 204
    businesses = {p.subdomain: p.request("GET", "/api/account").json()["businesses"][0]["businessId"] for p in (ben, napoli)}
    assert ben.request("GET", f"/api/business/{businesses['people-roma']}/staff").status_code == 200
    problem(ben.request("GET", f"/api/business/{businesses['people-napoli']}/staff"), 404)
    platform = Person(demo, ben.email, None)
    assert platform.sign_in().status_code == 204
    for business in businesses.values():
        assert platform.request("GET", f"/api/business/{business}/staff").status_code == 200


def test_who_is_none_of_the_businesses_is_not_let_in_there(demo, roma, ada):
    demo.register("people-milano")
    problem(Person(demo, ada.email, "people-milano").sign_in(), 403)
    wrong = problem(Person(demo, ada.email, "people-milano").sign_in("wrong"), 401)
    unknown = problem(Person(demo, "nobody@people.example", "people-milano").sign_in("wrong"), 401)
    assert wrong["type"].endswith("#wrong-credentials") and wrong["detail"] == unknown["detail"]


def test_signing_out_ends_the_session_and_not_only_the_cookie(demo, roma):
    person = signed_in(demo, "cleo", "people-roma", "staff")
    stolen = Person(demo, person.email, person.subdomain, dict(person.cookies))
    answer = person.request("POST", "/api/account/sign-out")
    assert answer.status_code == 204 and "Max-Age=0" in answer.headers["Set-Cookie"]
    problem(stolen.request("GET", "/api/account"), 401)


def test_sessions_are_listed_and_ended(demo, roma):
    here = signed_in(demo, "dora", "people-roma", "staff")
    there = Person(demo, here.email, here.subdomain)
    assert there.sign_in().status_code == 204
    sessions = here.request("GET", "/api/account/sessions").json()["data"]
    assert [session["isThisOne"] for session in sessions] == [False, True]
    assert here.request("DELETE", f"/api/account/sessions/{sessions[0]['id']}").status_code == 204
    problem(there.request("GET", "/api/account"), 401)
    problem(here.request("DELETE", f"/api/account/sessions/{sessions[0]['id']}"), 404)
    assert there.sign_in().status_code == 204
    assert here.request("DELETE", "/api/account/sessions").status_code == 204
    problem(there.request("GET", "/api/account"), 401)
    assert here.request("GET", "/api/account").status_code == 200


def test_a_second_factor_is_asked_for_once_it_is_confirmed(demo, roma):
    person = signed_in(demo, "eve", "people-roma", "staff")
    problem(person.request("POST", "/api/account/second-factor", json={"password": "wrong"}), 422)
    begun = person.request("POST", "/api/account/second-factor", json={"password": PASSWORD}).json()
    assert begun["uri"].startswith("otpauth://totp/localhost:eve@people.example?")
    code = app_code(begun["secret"])
    confirmed = person.request("POST", "/api/account/second-factor/confirm", json={"code": code})
    codes = confirmed.json()["recoveryCodes"]
    assert len(set(codes)) == 10
    assert problem(person.sign_in(), 401)["type"].endswith("#second-factor-needed")
    assert problem(person.sign_in(code=code), 401)["type"].endswith("#wrong-code"), "used before"
    assert person.sign_in(code=app_code(begun["secret"], steps=1)).status_code == 204
    assert person.sign_in(code=codes[3]).status_code == 204
    problem(person.sign_in(code=codes[3]), 401)
    keyboard(demo, "user", "remove-second-factor", person.email)
    assert person.sign_in().status_code == 204


def test_a_forgotten_password_is_chosen_anew_over_the_link_of_a_letter(demo, roma):
    person = signed_in(demo, "flo", "people-roma", "staff")
    platform = Person(demo, person.email, None)
    answers = [
        platform.request("POST", "/api/account/forgotten-password", json={"email": email})
        for email in (person.email, "nobody@people.example", "no address")
    ]
    assert [(answer.status_code, answer.text) for answer in answers] == [(202, "")] * 3
    token = link_token(demo, "password-reset", "password_reset")
    weak = platform.request("POST", "/api/account/reset-password", json={"token": token, "password": "flo"})
    assert "#/password" in {error["pointer"] for error in problem(weak, 422)["errors"]}
    body = {"token": token, "password": OTHER_PASSWORD}
    assert platform.request("POST", "/api/account/reset-password", json=body).status_code == 204
    assert problem(platform.request("POST", "/api/account/reset-password", json=body), 410)["type"].endswith("#dead-link")
    problem(person.request("GET", "/api/account"), 401)
    assert person.sign_in(OTHER_PASSWORD).status_code == 204


def test_an_invited_person_chooses_a_password_and_is_let_in(demo, roma, ada):
    path = f"/api/business/{roma['business_id']}/invitations"
    invited = ada.request("POST", path, json={"email": "gus@people.example", "role": "staff"})
    assert invited.status_code == 200 and invited.json()["invitedBy"] == "Ada"
    assert [entry["email"] for entry in ada.request("GET", path).json()["data"]] == ["gus@people.example"]
    gus = Person(demo, "gus@people.example", None)
    token = link_token(demo, "invitation", "invitation")
    offer = gus.request("POST", "/api/account/invitation", json={"token": token}).json()
    assert offer["businessName"] == "People-Roma" and offer["role"] == "staff" and not offer["hasPassword"]
    body = {"token": token, "name": "Gus", "password": OTHER_PASSWORD}
    assert gus.request("POST", "/api/account/invitation/accept", json=body).status_code == 200
    problem(gus.request("POST", "/api/account/invitation/accept", json=body), 410)
    gus.subdomain = "people-roma"
    assert gus.sign_in(OTHER_PASSWORD).status_code == 204
    problem(gus.request("GET", path), 403)

    people = ada.request("GET", f"/api/business/{roma['business_id']}/staff").json()["data"]
    id = next(person["id"] for person in people if person["email"] == "gus@people.example")
    member = f"/api/business/{roma['business_id']}/staff/{id}"
    assert ada.request("PUT", member, json={"role": "owner"}).json()["role"] == "owner"
    assert gus.request("GET", path).status_code == 200
    assert ada.request("DELETE", member).status_code == 204
    problem(gus.request("GET", path), 401)
    audit = ada.request("GET", f"/api/business/{roma['business_id']}/audit").json()["data"]
    done = [(entry["action"], entry["subject"]) for entry in audit if entry["subject"] == "gus@people.example"]
    assert [action for action, _ in done] == [
        "member.removed", "member.changed", "invitation.accepted", "invitation.sent",
    ]  # fmt: skip


def test_who_is_wrong_too_often_waits(demo, roma):
    person = signed_in(demo, "hal", "people-roma", "staff")
    # The first waits are short, and a guess takes a while of its own.
    answers = [person.sign_in("wrong") for _ in range(10)]
    assert [answer.status_code for answer in answers[:5]] == [401] * 5
    barred = next(answer for answer in answers if answer.status_code != 401)
    problem(barred, 429)
    assert int(barred.headers["Retry-After"]) >= 1


def test_an_operator_is_one_on_the_platforms_own_host(demo, roma):
    joan = signed_in(demo, "joan", None)
    assert joan.request("GET", "/api/account").json()["isOperator"]
    problem(joan.request("GET", f"/api/business/{roma['business_id']}/menu"), 404)
    keyboard(demo, "user", "operator", joan.email, "--off")
    problem(joan.request("GET", "/api/account"), 401)
    accounts = [json.loads(line) for line in keyboard(demo, "user", "list", "--json").splitlines()]
    assert next(account for account in accounts if account["email"] == joan.email)["isOperator"] is False


def test_the_feed_opens_to_who_signed_in_on_the_businesses_host(demo, roma, ada):
    def subscribe(person: Person, origin: str | None = None):
        return connect(
            f"ws://{person.authority}/realtime",
            sock=socket.create_connection(("127.0.0.1", demo.port)),
            additional_headers={"Cookie": f"session={person.cookies.get('session', '')}"},
            origin=origin or f"http://{person.authority}",
            open_timeout=10,
        )

    with subscribe(ada) as feed:
        feed.send(json.dumps({"type": "subscribe"}))
        assert json.loads(feed.recv(timeout=10))["businessId"] == roma["business_id"]
    stranger = Person(demo, ada.email, "mario-pizza", dict(ada.cookies))
    nobody = Person(demo, ada.email, "people-roma")
    for person in (stranger, nobody):
        with subscribe(person) as feed, pytest.raises(ConnectionClosed) as closed:
            feed.send(json.dumps({"type": "subscribe"}))
            feed.recv(timeout=10)
        assert closed.value.rcvd.code == 4401
    with pytest.raises(Exception, match="rejected|426"):
        subscribe(ada, origin="https://evil.example").close()


def test_passwords_that_are_tried_first_are_not_taken(demo, voiceagent):
    for password in ("short", "password1234", "ivo@people.example", "aaaaaaaaaaaaa"):
        refused = voiceagent(
            "user", "create", "ivo@people.example", "--name", "Ivo", "--data", demo.data, lines=[password]
        )
        assert refused.status == 2 and len(refused.errors.splitlines()) == 1, refused.errors
    assert "ivo@" not in keyboard(demo, "user", "list")


@pytest.mark.parametrize("host", ["forgotten.example", "www.localhost", "192.0.2.7:3000"])
def test_a_host_that_is_nobodys_is_not_the_platforms(demo, ada, host):
    """A session begun under a name that somebody else may get tomorrow would open everything to them."""
    headers = {"Host": host}
    answer = demo.request("POST", "/api/account/sign-in", json={"email": ada.email, "password": PASSWORD}, headers=headers)
    problem(answer, 404)
    assert "Set-Cookie" not in answer.headers
    problem(demo.request("GET", "/api/account", headers=headers | {"Cookie": "session=none"}), 401)
