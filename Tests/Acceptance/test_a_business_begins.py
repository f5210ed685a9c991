"""A business from its form to its first invoice, on either engine: registered, proven, signed in to, configured, called, billed."""

from __future__ import annotations

import re
from email.message import EmailMessage
from urllib.parse import unquote

import pytest
from call_socket import CallSocket
from conftest import Server, on_both_engines, problem
from mail_server import Mailbox, a_mail_server
from people import PASSWORD, Person
from test_mail import parts, wait_for

OWNER = "ada@roma.example"


def token(mailbox: Mailbox, page: str) -> str:
    """What opens the link to a page in a letter to the owner, once it has come."""

    def link(message: EmailMessage) -> re.Match[str] | None:
        return re.search(rf"/{page}#token=(\S+)", parts(message)[0])

    return unquote(next(found for found in wait_for(lambda: [link(m) for m in mailbox.to(OWNER) if link(m)]))[1])


def register(server: Server) -> tuple[str, str]:
    """Fills in the form. Returns the business's path and its key."""
    business = {"name": "Roma", "type": "restaurant", "email": OWNER, "currency": "EUR", "timeZone": "Europe/Rome"}
    begun = server.request("POST", "/api/registrations", json={"business": business, "subdomain": "roma"}).json()
    form = f"/api/registrations/{begun['registration']['id']}"
    menu = [{"name": "Lasagne", "price": 14.5}, {"name": "Tiramisu", "price": 7}]
    assert server.request("PATCH", form, begun["token"], json={"menu": menu, "plan": "Starter"}).status_code == 200
    registered = server.request("POST", f"{form}/complete", begun["token"])
    assert registered.status_code == 200, registered.text
    return f"/api/business/{registered.json()['business_id']}", registered.json()["api_key"]


@on_both_engines
def test_from_the_form_to_the_first_invoice(database, new_server):
    with a_mail_server() as (mailbox, port):
        mail = {"SMTP_URL": f"smtp://127.0.0.1:{port}", "MAIL_FROM": "no-reply@voice.example"}
        server: Server = new_server(TRIAL_PERIOD_DAYS="0", **mail, **database)
        root, key = register(server)

        def ask(method: str, path: str, expected: int = 200, **options: object) -> dict:
            answer = server.request(method, f"{root}/{path}", key, **options)
            assert answer.status_code == expected, answer.text
            return answer.json() if answer.content else {}

        # The proof makes its address the owner's, who chooses a password and signs in.
        assert ask("GET", "staff")["data"] == []
        proof = server.request("POST", "/api/address-verifications", json={"token": token(mailbox, "verify-email")})
        assert proof.status_code == 200, proof.text
        ada = Person(server, OWNER, "roma")
        chosen = {"token": token(mailbox, "reset-password"), "password": PASSWORD}
        assert ada.request("POST", "/api/account/reset-password", json=chosen).status_code == 204
        assert ada.sign_in().status_code == 204
        assert [(member["email"], member["role"]) for member in ada.request("GET", f"{root}/staff").json()["data"]] == [(OWNER, "owner")]

        # Keys: one for the till, which is good for what it was given, and is rotated.
        till = ask("POST", "keys", json={"kind": "secret", "label": "till", "scopes": ["records:read"]})
        assert server.request("GET", f"{root}/orders", till["key"]).status_code == 200
        problem(server.request("GET", f"{root}/voice-config", till["key"]), 403)
        rotated = ask("POST", f"keys/{till['id']}/rotate", json={"overlapSeconds": 0})
        problem(server.request("GET", f"{root}/orders", till["key"]), 401)
        assert server.request("GET", f"{root}/orders", rotated["key"]).status_code == 200

        # Billing: charged at once, for there is no trial.
        assert ask("POST", "subscription", json={"action": "subscribe", "plan": "Starter"})["standing"] == "active"
        [invoice] = ask("GET", "invoices")["data"]
        assert (invoice["number"], invoice["status"], invoice["total"]["minorUnits"]) == ("INV-000001", "open", 9900)

        # A call keeps the menu that it began with, through a publication and the server's end.
        session = server.new_session("roma")
        with CallSocket(session["socket"]) as line:
            line.until("form")
            line.say("two lasagne please")
            item = ask("GET", "menu")["data"][0]
            ask("PUT", "configuration/draft", json={"menu": [item | {"price": 20}, {"name": "Panettone", "price": 12}]})
            assert "menu, Tiramisu: removed" in ask("POST", "configuration/draft/publish", json={})["changes"]
            line.say("and a tiramisu")
            line.say("pickup, John Doe, 415 555 0101")
            sequence = line.last_sequence
            server.kill()
        server.start()
        with CallSocket(session["socket"], after=sequence) as line:
            line.say("yes that is right")
            order = next(message for message in line.messages if message["type"] == "record")["record"]
        assert order["total"]["minorUnits"] == 2 * 1450 + 700
        with CallSocket(server.new_session("roma")["socket"]) as line:
            line.until("form")
            line.say("one lasagne, pickup, Jane Smith, 415 555 0102")
            line.say("yes that is right")
            assert next(m for m in line.messages if m["type"] == "record")["record"]["total"]["minorUnits"] == 2000
        assert ask("POST", "configuration/versions/1/restore")["number"] == 3
        assert [entry["name"] for entry in ask("GET", "menu")["data"]] == ["Lasagne", "Tiramisu"]

        # A domain of its own is asked for; and none of it is anybody else's.
        assert ask("POST", "domains", 201, json={"domain": "voice.roma.example"})["domain"] == "voice.roma.example"
        stranger = server.register("milano")["api_key"]
        for path in ("menu", "invoices", "staff", "keys", "configuration", "domains"):
            problem(server.request("GET", f"{root}/{path}", stranger), 404)
