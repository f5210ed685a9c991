"""Mail servers on this machine: aiosmtpd with TLS and passwords, and one that fails as it is told to."""

from __future__ import annotations

import email
import email.policy
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

USER, PASSWORD = "voice", "p@ss:w/rd ß"


@dataclass
class Mailbox:
    """What arrived: envelope and message."""

    messages: list[tuple[str, str, EmailMessage]] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)

    def take(self, sender: str, recipient: str, content: bytes) -> None:
        self.raw.append(content)
        self.messages.append((sender, recipient, email.message_from_bytes(content, policy=email.policy.default)))

    def wait_for(self, count: int, seconds: float = 30) -> list[EmailMessage]:
        deadline = time.monotonic() + seconds
        while len(self.messages) < count:
            assert time.monotonic() < deadline, f"{len(self.messages)} of {count} messages came"
            time.sleep(0.05)
        return [message for _, _, message in self.messages]

    def to(self, recipient: str) -> list[EmailMessage]:
        return [message for _, to, message in self.messages if to == recipient]


@dataclass
class Certificate:
    certificate: Path
    key: Path

    @staticmethod
    def made_in(folder: Path) -> Certificate:
        made = Certificate(folder / "mail.pem", folder / "mail.key")
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
            + ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
            + ["-keyout", str(made.key), "-out", str(made.certificate)],
            check=True, capture_output=True,
        )
        return made

    def context(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, self.key)
        return context


class Handler:
    def __init__(self, mailbox: Mailbox) -> None:
        self.mailbox = mailbox

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802
        self.mailbox.take(envelope.mail_from, envelope.rcpt_tos[0], envelope.content)
        return "250 2.0.0 taken"


def authenticate(server, session, envelope, mechanism, data) -> AuthResult:
    right = isinstance(data, LoginPassword) and (data.login, data.password) == (USER.encode(), PASSWORD.encode())
    # Not handled: the server itself says that it is wrong.
    return AuthResult(success=right, handled=False)


@contextmanager
def a_mail_server(certificate: Certificate | None = None, implicit: bool = False, **options: object) -> Iterator[tuple[Mailbox, int]]:
    """aiosmtpd; with a certificate it wants STARTTLS (or TLS at once) and a password before anything else."""
    mailbox = Mailbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    if certificate:
        tls = {"ssl_context": certificate.context()} if implicit else {"tls_context": certificate.context(), "require_starttls": True}
        options |= tls | {"auth_required": True, "authenticator": authenticate, "auth_require_tls": not implicit}
    controller = Controller(Handler(mailbox), hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        yield mailbox, port
    finally:
        controller.stop()


class FailingMailServer:
    """Speaks SMTP in the clear. Each connection meets the next fault: a step at which it breaks, or an answer to give there."""

    STEPS = ["greeting", "EHLO", "MAIL", "RCPT", "DATA", "message"]

    def __init__(self, *faults: str | tuple[str, str] | None) -> None:
        self.faults = list(faults)
        self.mailbox = Mailbox()
        self.connections = 0
        self._lock = threading.Lock()
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._socket.close()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with self._lock:
                self.connections += 1
                fault = self.faults.pop(0) if self.faults else None
            threading.Thread(target=self._meet, args=(connection, fault), daemon=True).start()

    def _meet(self, connection: socket.socket, fault: str | tuple[str, str] | None) -> None:
        try:
            self._serve(connection, fault)
        except OSError:
            pass  # The client has gone: it does not wait to be told goodbye.

    def _serve(self, connection: socket.socket, fault: str | tuple[str, str] | None) -> None:
        step, answer = fault if isinstance(fault, tuple) else (fault, None)
        with connection, connection.makefile("rwb") as stream:

            def say(at: str, line: str) -> bool:
                """Whether the conversation goes on after this step."""
                if step == at and answer is None:
                    return False
                stream.write((answer if step == at else line).encode() + b"\r\n")
                stream.flush()
                return True

            if not say("greeting", "220 mail.example ready"):
                return
            sender = recipient = ""
            while line := stream.readline():
                verb, _, rest = line.decode().strip().partition(" ")
                address = rest.partition("<")[2].partition(">")[0]
                if verb == "EHLO":
                    goes_on = say("EHLO", "250-mail.example\r\n250 SIZE 1000000")
                elif verb == "MAIL":
                    sender, goes_on = address, say("MAIL", "250 sender ok")
                elif verb == "RCPT":
                    recipient, goes_on = address, say("RCPT", "250 recipient ok")
                elif verb == "DATA":
                    goes_on = say("DATA", "354 go on")
                    content = b""
                    while goes_on and (line := stream.readline()) and line != b".\r\n":
                        assert len(line) <= 1000 and line.endswith(b"\r\n")
                        content += line.removeprefix(b".")
                    if goes_on and (step != "message" or answer is None or answer.startswith("2")):
                        # What breaks after this was taken all the same.
                        self.mailbox.take(sender, recipient, content)
                    goes_on = goes_on and say("message", "250 taken")
                else:
                    goes_on = say("other", "221 goodbye" if verb == "QUIT" else "250 ok")
                if not goes_on:
                    return
