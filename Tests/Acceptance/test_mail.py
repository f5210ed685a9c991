"""Letters and notices reach real mail servers, over TLS and with a password, once, whatever breaks on the way."""

from __future__ import annotations

import json
import re
import subprocess
import time
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
import requests
from call_socket import CallSocket
from conftest import BINARY, ROOT, Server
from mail_server import PASSWORD, USER, Certificate, FailingMailServer, Mailbox, a_mail_server
from test_workflows import a_receiver

SENDER = "Stimme für alle <no-reply@voice.example>"
BUSINESS = "Bäckerei „Zur Sonne“ & Söhne, die mit dem besonders langen Namen 🍞"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return Certificate.made_in(tmp_path_factory.mktemp("certificate"))


def settings(port: int, **more: str) -> dict[str, str]:
    return {"SMTP_URL": f"smtp://127.0.0.1:{port}", "MAIL_FROM": SENDER, "SPEECH_SERVER": "none"} | more


def with_password(port: int, certificate: Certificate, scheme: str = "smtp", password: str = PASSWORD) -> dict[str, str]:
    url = f"{scheme}://{USER}:{quote(password, safe='')}@localhost:{port}"
    return settings(port, SMTP_URL=url, SMTP_CA_FILE=str(certificate.certificate))


def voiceagent(*arguments: str, **environment: str) -> str:
    done = subprocess.run(
        [str(BINARY), *arguments], cwd=ROOT, capture_output=True, text=True, timeout=30, env={"PATH": "/usr/bin:/bin"} | environment
    )
    return done.stdout + done.stderr


def open_ticket(server: Server, subdomain: str, phone: str = "415 555 2671") -> None:
    with CallSocket(server.new_session(subdomain)["socket"]) as line:
        line.until("form")
        for text in ("the oven has been cold since Monday", f"John Doe, {phone}", "yes please"):
            line.say(text)
        assert any(message["type"] == "record" for message in line.messages)


def deliveries(server: Server, owner: dict[str, str]) -> list[dict]:
    return server.request("GET", f"/api/business/{owner['business_id']}/deliveries", owner["api_key"]).json()["data"]


def wait_for(found, seconds: float = 30):
    deadline = time.monotonic() + seconds
    while not (value := found()):
        assert time.monotonic() < deadline, "it did not come to pass"
        time.sleep(0.05)
    return value


def letter(mailbox: Mailbox, recipient: str, subject: str) -> EmailMessage:
    """The first letter to somebody whose subject begins so, once it has come."""
    return wait_for(lambda: [found for found in mailbox.to(recipient) if found["Subject"].startswith(subject)])[0]


def prove_address(server: Server, mailbox: Mailbox, recipient: str) -> None:
    """As the owner does with the link in the letter; all letters about the registration have arrived then."""
    token = re.search(r"#token=(\S+)", parts(letter(mailbox, recipient, "Confirm your address"))[0]).group(1)
    answer = server.request("POST", "/api/address-verifications", json={"token": unquote(token)})
    assert answer.status_code == 200, answer.text
    wait_for(lambda: "pending" not in voiceagent("mail", "list", "--data", str(server.data)))


def parts(message: EmailMessage) -> tuple[str, str]:
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    return text.get_content().replace("\r\n", "\n"), html.get_content().replace("\r\n", "\n")


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_a_letter_arrives_as_it_was_written_over_tls_and_with_a_password(new_server, certificate, scheme):
    with a_mail_server(certificate, implicit=scheme == "smtps") as (mailbox, port), a_receiver() as receiver:
        environment = with_password(port, certificate, scheme)
        server = new_server(**environment)
        owner = server.register("sonne", "custom", business_name=BUSINESS)
        receiver.statuses = [410]
        webhook = server.request(
            "POST", f"/api/business/{owner['business_id']}/webhooks", owner["api_key"], json={"url": receiver.url}
        ).json()
        server.request("POST", f"/api/business/{owner['business_id']}/webhooks/{webhook['id']}/test", owner["api_key"])
        wait_for(lambda: [m for m in mailbox.to("owner@sonne.example") if m["Subject"].startswith("A webhook of")])
        [index] = [n for n, (_, _, m) in enumerate(mailbox.messages) if m["Subject"].startswith("A webhook of")]
        sender, recipient, message = mailbox.messages[index]

        assert (sender, recipient) == ("no-reply@voice.example", "owner@sonne.example")
        assert message["From"].addresses[0].display_name == "Stimme für alle"
        assert message["Subject"] == f"A webhook of {BUSINESS} was given up"
        assert re.fullmatch(r"<[0-9a-f]{32}@voice\.example>", message["Message-ID"])
        assert abs(message["Date"].datetime.timestamp() - time.time()) < 60
        assert message["Auto-Submitted"] == "auto-generated"
        assert message["List-Unsubscribe"] is None
        assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
        assert not message.defects and all(not part.defects for part in message.walk())

        text, html = parts(message)
        listed = voiceagent("mail", "list", "--json", "--data", str(server.data), **environment)
        occasion = next(json.loads(line)["occasion"] for line in listed.splitlines() if "webhook-failing" in line)
        shown = voiceagent("mail", "show", occasion, "--data", str(server.data), MAIN_PLATFORM_PORT=str(server.port), **environment)
        assert text == shown, "what arrives is what was written, to the letter"
        assert receiver.url in text and receiver.url in html
        assert "Söhne" in html and "&amp; Söhne" in html

        assert all(len(line) <= 1000 for raw in mailbox.raw for line in raw.split(b"\r\n"))
        assert all(byte < 0x80 for raw in mailbox.raw for byte in raw)
        log = server.log.read_text()
        assert PASSWORD not in log and quote(PASSWORD, safe="") not in log


def test_a_password_is_not_said_to_whom_it_is_not_meant_for(new_server, certificate, tmp_path):
    with a_mail_server(certificate) as (mailbox, port):
        environment = with_password(port, certificate)
        assert "Taken by localhost" in voiceagent("mail", "test", "ada@example.com", "--data", str(tmp_path / "a"), **environment)
        assert len(mailbox.messages) == 1
        stranger = environment | {"SMTP_CA_FILE": ""}
        assert "No TLS that can be trusted" in voiceagent("mail", "test", "ada@example.com", "--data", str(tmp_path / "a"), **stranger)
        wrong = with_password(port, certificate, password="wrong")
        answer = voiceagent("mail", "test", "ada@example.com", "--data", str(tmp_path / "a"), **wrong)
        assert "did not take it: 535" in answer and "wrong" not in answer
        assert len(mailbox.messages) == 1


def test_whatever_breaks_each_notice_arrives_and_a_repeat_can_be_known(new_server):
    faults = [*FailingMailServer.STEPS, ("RCPT", "450 4.2.1 try later"), ("message", "451 4.3.0 disk full"), ("MAIL", "421 going down")]
    mail = FailingMailServer()
    server = new_server(**settings(mail.port))
    owner = server.register("sonne", "custom")
    prove_address(server, mail.mailbox, "owner@sonne.example")
    mail.faults = list(faults)
    for _ in faults:
        open_ticket(server, "sonne")

    def delivered() -> bool:
        states = [found["state"] for found in deliveries(server, owner) if found["kind"] == "owner.ticket"]
        return states == ["delivered"] * len(faults)

    wait_for(delivered, seconds=60)
    tickets = [message["Message-ID"] for message in mail.mailbox.to("owner@sonne.example") if "cold since" in message["Subject"]]
    assert len(set(tickets)) == len(faults), "each has one Message-ID, however often it was handed over"
    assert len(tickets) <= len(faults) + 1, "only what was in doubt was handed over again"
    assert mail.connections >= 2 * len(faults)
    mail.close()


def test_an_address_that_refuses_mail_is_not_written_to_again(new_server):
    mail = FailingMailServer()
    server = new_server(**settings(mail.port))
    owner = server.register("refused", "custom")
    prove_address(server, mail.mailbox, "owner@refused.example")
    mail.faults = [("RCPT", "550 5.1.1 no such user")]
    path = f"/api/business/{owner['business_id']}"
    server.request("POST", f"{path}/customers", owner["api_key"], json={"name": "Ada", "phone": "+14155552671", "email": "ada@example.com"})
    settings_of_notices = {"customers": ["ticket_opened"], "texts": False, "reminder_hours": 24, "owner": []}
    assert server.request("PUT", f"{path}/notifications", owner["api_key"], json=settings_of_notices).status_code == 200
    for _ in range(2):
        open_ticket(server, "refused")
    wait_for(lambda: len([d for d in deliveries(server, owner) if d["state"] == "failed"]) == 2)
    errors = {d["last_error"] for d in deliveries(server, owner)}
    assert errors == {"550 5.1.1 no such user", "The recipient's address takes no mail, or wants none of this kind."}
    assert mail.mailbox.to("ada@example.com") == []
    mail.close()


def test_an_appointment_comes_with_a_file_for_the_calendar(new_server):
    with a_mail_server() as (mailbox, port):
        server = new_server(**settings(port))
        owner = server.register("salute", "appointment")
        prove_address(server, mailbox, "owner@salute.example")
        path = f"/api/business/{owner['business_id']}"
        key = owner["api_key"]
        assert server.request("POST", f"{path}/services", key, json={"name": "Checkup", "duration": 30, "price": 80}).status_code == 200
        customer = {"name": "Zoë Ångström", "phone": "+14155552671", "email": "zoe@example.com"}
        assert server.request("POST", f"{path}/customers", key, json=customer).status_code == 200
        with CallSocket(server.new_session("salute")["socket"]) as line:
            line.until("form")
            for text in ("a checkup on tuesday", "the first one", "Zoe Angstrom, 415 555 2671", "yes", "yes"):
                line.say(text)
                if any(message["type"] == "record" for message in line.messages):
                    break
            record = next(message["record"] for message in line.messages if message["type"] == "record")
        message = wait_for(lambda: mailbox.to("zoe@example.com"))[0]
        assert message["Reply-To"].addresses[0].addr_spec == "owner@salute.example"
        assert message["From"].addresses[0].display_name == "Salute"
        [calendar] = list(message.iter_attachments())
        assert calendar.get_content_type() == "text/calendar"
        assert calendar.get_param("method") == "PUBLISH"
        text = calendar.get_content()
        start = record["start"].replace("-", "").replace(":", "")
        assert f"DTSTART:{start}" in text and f"UID:{record['id']}@" in text
        wait_for(lambda: mailbox.to("owner@salute.example"))


def test_one_click_ends_mail_of_a_kind_and_opening_the_link_does_not(new_server):
    with a_mail_server() as (mailbox, port):
        server = new_server(**settings(port))
        assert requests.get(f"{server.url}/unsubscribe", params={"token": "made.up"}, timeout=5).status_code == 404
        assert requests.post(f"{server.url}/unsubscribe", timeout=5).status_code == 404
        server.register("sonne", "custom")
        prove_address(server, mailbox, "owner@sonne.example")
        welcome = letter(mailbox, "owner@sonne.example", "Sonne is ready")
        link = welcome["List-Unsubscribe"].strip("<>")
        assert welcome["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        here = server.url + link[link.index("/unsubscribe") :]
        for _ in range(2):
            page = requests.get(here, timeout=5)
            assert page.status_code == 200 and "owner@sonne.example" in page.text and "<form" in page.text
        answer = requests.post(here, data={"List-Unsubscribe": "One-Click"}, timeout=5)
        assert answer.status_code == 200 and "gets no more" in answer.text


def test_without_a_mail_server_nothing_is_lost(new_server, tmp_path: Path):
    server = new_server(SPEECH_SERVER="none")
    owner = server.register("kept", "custom")
    with a_receiver() as receiver:
        receiver.statuses = [410]
        path = f"/api/business/{owner['business_id']}/webhooks"
        webhook = server.request("POST", path, owner["api_key"], json={"url": receiver.url}).json()
        server.request("POST", f"{path}/{webhook['id']}/test", owner["api_key"])
        wait_for(lambda: "owner@kept.example" in voiceagent("mail", "list", "--state", "withheld", "--data", str(server.data)))
    assert "nothing sends mail here" in server.log.read_text()
    assert "letters are withheld" in voiceagent("doctor", "--data", str(server.data))
    server.stop()
    with a_mail_server() as (mailbox, port):
        server.environment |= settings(port)
        server.start()
        assert "on their way" in voiceagent("mail", "release", "--data", str(server.data))
        wait_for(lambda: mailbox.to("owner@kept.example"))


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("SMTP_URL", "mail.example", "SMTP_URL: it is not like"),
        ("SMTP_URL", "smtp://mail.example", "MAIL_FROM: say whose name"),
        ("MAIL_FROM", "nobody", 'MAIL_FROM: "nobody" is not like'),
        ("SENDGRID_WEBHOOK_KEY", "nothing", "SENDGRID_WEBHOOK_KEY: this is not"),
    ],
)
def test_a_wrong_setting_says_what_is_wrong(tmp_path, name, value, says):
    assert says in voiceagent("doctor", "--data", str(tmp_path / "data"), **{name: value})
