"""Customers without an address of mail get a text: over HTTP, from a simulated Twilio that fails and refuses as the real one may."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from call_socket import CallSocket
from conftest import Server
from test_phone import number
from twilio_simulator import PUBLIC_URL, TwilioAPI, settings

OURS, CUSTOMER = "+14155550177", "+14155552671"
FIRST_WAIT = 5.0
"""Seconds after a first failure until the second attempt (docs/webhooks.md)."""


@dataclass
class Office:
    """A server whose business has a number, and the telephone company that it sends texts through."""

    server: Server
    api: TwilioAPI
    id: str
    key: str

    def deliveries(self) -> list[dict]:
        all = self.server.request("GET", f"/api/business/{self.id}/deliveries", self.key).json()["data"]
        return [each for each in all if each["channel"] == "sms"]

    def order(self) -> None:
        """A caller orders and confirms."""
        with CallSocket(self.server.new_session("roma")["socket"]) as line:
            line.until("form")
            line.say("a lasagne, pickup, John Doe, 415 555 2671")
            line.say("yes that is right")
            assert any(message["type"] == "record" for message in line.messages)

    def until(self, is_so, seconds: float = 30):
        deadline = time.monotonic() + seconds
        while not (found := is_so()):
            assert time.monotonic() < deadline, (self.deliveries(), self.server.log.read_text()[-2000:])
            time.sleep(0.05)
        return found

    def hurry(self) -> None:
        """As if the time until the next attempt had passed, for the business and for who looks after all."""
        [file] = self.server.data.glob("tenants/*/*.sqlite")
        for path, table in [(file, "outbox"), (self.server.data / "platform.sqlite", "webhook_business")]:
            with sqlite3.connect(path, timeout=10) as database:
                database.execute(f"UPDATE {table} SET due_at = 0 WHERE due_at IS NOT NULL")


@pytest.fixture
def office(new_server) -> Iterator[Office]:
    api = TwilioAPI(OURS)
    server = new_server(**settings(TWILIO_API_URL=api.url))
    business = server.register("roma", phone="+14155550188")
    menu = f"/api/business/{business['business_id']}/menu"
    assert server.request("POST", menu, business["api_key"], json={"name": "Lasagne", "price": 14.5}).status_code == 200
    assert number(server, "assign", "roma", OURS).returncode == 0
    yield Office(server, api, business["business_id"], business["api_key"])
    api.close()


def test_a_confirmed_order_becomes_one_text_and_what_becomes_of_it_is_told(office):
    office.order()
    [(text, status)] = office.until(lambda: office.api.texts)
    assert (text["To"], text["From"], status) == (CUSTOMER, OURS, 201)
    assert text["Body"].startswith("Roma: Thank you! Order ") and "$14.50" in text["Body"]
    [delivery] = office.until(lambda: [each for each in office.deliveries() if each["state"] == "delivered"])
    assert text["StatusCallback"] == f"{PUBLIC_URL}/webhook/twilio/text?message={delivery['id']}"

    port = office.server.port
    assert office.api.report(port, text, "sent").status_code == 204
    assert office.api.report(port, text, "undelivered", ErrorCode="30006", token="0" * 32).status_code == 403, "not signed"
    assert office.deliveries()[0]["state"] == "delivered"
    assert office.api.report(port, text, "undelivered", ErrorCode="30006").status_code == 204
    assert (office.deliveries()[0]["state"], office.deliveries()[0]["last_error"]) == ("failed", "The text did not arrive: Twilio's error 30006.")
    assert len(office.api.texts) == 1


@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_twilio_cannot_do_now_is_tried_again_later(office, status):
    office.api.answers_to_texts = [(status, {"code": 20429, "message": "Too Many Requests", "status": status})] * 2
    office.order()
    [waiting] = office.until(lambda: [each for each in office.deliveries() if each["attempts"] == 1])
    assert (waiting["state"], waiting["last_status"]) == ("pending", status)
    # Five seconds, and up to a tenth more.
    office.until(lambda: len(office.api.texts) == 2, seconds=FIRST_WAIT + 15)
    office.until(lambda: office.deliveries()[0]["attempts"] == 2)
    office.hurry()
    office.until(lambda: office.deliveries()[0]["state"] == "delivered", seconds=60)
    assert [status for _, status in office.api.texts] == [status, status, 201]
    assert len({text["StatusCallback"] for text, _ in office.api.texts}) == 1, "one message, whatever it took"


def test_a_number_that_twilio_refuses_is_given_up_and_shown_with_its_words(office):
    words = f"Invalid 'To' Phone Number: {CUSTOMER}"
    office.api.answers_to_texts = [(400, {"code": 21211, "message": words, "status": 400})]
    office.order()
    [failed] = office.until(lambda: [each for each in office.deliveries() if each["state"] == "failed"])
    assert (failed["attempts"], failed["last_status"]) == (1, 400)
    assert failed["last_error"].startswith("Twilio refused it: ") and "Invalid 'To'" in failed["last_error"]
    assert len(office.api.texts) == 1
    log = office.server.log.read_text()
    assert "A message was given up" in log and CUSTOMER not in log, "the log names the message, not the customer"
