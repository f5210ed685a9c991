"""After a day's use neither the data nor the log holds a password, a key, a code, a session's token or a card's number."""

from __future__ import annotations

import re

from call_socket import CallSocket
from conftest import Server
from people import PASSWORD, Person, app_code, link_token, signed_in

CARD = "4111 1111 1111 1111"
OTHER_PASSWORD = "seven copper kettles"


def holders(server: Server, secret: str) -> list[str]:
    """The files that hold a secret, as it is or without its spaces."""
    forms = {secret.encode(), secret.replace(" ", "").encode()}
    # The key that the platform was given to keep is no tenant's secret: it has a file of its own, readable by its owner alone.
    files = [file for file in [*server.data.rglob("*"), server.log] if file.is_file() and file.name != "platform.key"]
    return [str(file) for file in files if any(form in file.read_bytes() for form in forms)]


def test_no_secret_is_left_anywhere(new_server):
    server = new_server(LOG_LEVEL="trace")
    shop = server.register("discreet")
    business = f"/api/business/{shop['business_id']}"
    secrets = {"password": PASSWORD, "secret key": shop["api_key"], "publishable key": shop["publishable_key"]}

    ada = signed_in(server, "ada", "discreet", "owner")
    secrets["session"] = ada.cookies["session"]
    begun = ada.request("POST", "/api/account/second-factor", json={"password": PASSWORD}).json()
    secrets["second factor"] = begun["secret"]
    codes = ada.request("POST", "/api/account/second-factor/confirm", json={"code": app_code(begun["secret"])}).json()
    secrets |= {f"recovery code {number}": code for number, code in enumerate(codes["recoveryCodes"])}
    assert ada.sign_in(code=codes["recoveryCodes"][0]).status_code == 204
    # Typed into the wrong field, as people do.
    Person(server, PASSWORD, "discreet").sign_in("x")

    headers = {"Idempotency-Key": "till-key-once"}
    wish = {"kind": "secret", "label": "till"}
    key = server.request("POST", f"{business}/keys", shop["api_key"], json=wish, headers=headers).json()
    secrets["another key"] = key["key"]
    rotated = ada.request("POST", f"{business}/keys/{key['id']}/rotate", json={"overlapSeconds": 0}).json()
    secrets["its successor"] = rotated["key"]
    secrets["webhook secret"] = server.request("POST", f"{business}/webhook-secret", shop["api_key"]).json()["secret"]

    ada.request("POST", f"{business}/invitations", json={"email": "ben@people.example", "role": "staff"})
    secrets["invitation"] = link_token(server, "invitation", "invitation")
    ben = Person(server, "ben@people.example", None)
    acceptance = {"token": secrets["invitation"], "name": "Ben", "password": OTHER_PASSWORD}
    assert ben.request("POST", "/api/account/invitation/accept", json=acceptance).status_code == 200
    ben.request("POST", "/api/account/forgotten-password", json={"email": ben.email})
    secrets["reset"] = link_token(server, "password-reset", "password_reset")
    secrets["new password"] = OTHER_PASSWORD

    assert server.request("POST", f"{business}/menu", shop["api_key"], json={"name": "Lasagne", "price": 14}).status_code == 200
    session = server.new_session("discreet")
    secrets["call token"] = session["socket"].split("token=")[1]
    with CallSocket(session["socket"]) as line:
        line.until("form")
        line.say("one lasagne please")
        line.say(f"my card is {CARD}")
        line.say("pickup, John Doe, 415 555 0101")
        line.say("four one one one one one one one one one one one one one one one is the card")
        line.say("yes that is right")
    secrets["card"] = CARD
    server.request("GET", f"{business}/menu", "va_live_" + "A" * 36)

    server.stop()
    found = {name: where for name, secret in secrets.items() if (where := holders(server, secret))}
    assert not found
    spoken = b"four one one one one one"
    assert not any(spoken in file.read_bytes() for file in server.data.rglob("*") if file.is_file())
    for file in server.data.rglob("*"):
        if file.is_file() and file.suffix == ".sqlite":
            assert not re.search(rb"(va|pk)_live_[0-9A-Za-z]{36}", file.read_bytes()), file
            assert file.stat().st_mode & 0o077 == 0, f"{file} is open to others"
