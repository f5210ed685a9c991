"""People who sign in: made at the server's keyboard, as their browser would go on."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import sqlite3
import struct
import subprocess
import time
from dataclasses import dataclass, field

import requests
from conftest import BINARY, ROOT, Server

PASSWORD = "four wooden spoons"


@dataclass
class Person:
    """Somebody with an account, and the cookies of their browser."""

    server: Server
    email: str
    #: The business on whose host they sign in; None for the platform's own.
    subdomain: str | None
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def authority(self) -> str:
        return f"{self.subdomain}.localhost:{self.server.port}" if self.subdomain else f"localhost:{self.server.port}"

    def request(self, method: str, path: str, **options: object) -> requests.Response:
        """As a page of the host asks."""
        headers = {"Host": self.authority, "Origin": f"http://{self.authority}", "Sec-Fetch-Site": "same-origin"}
        headers |= {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())} if self.cookies else {}
        headers |= dict(options.pop("headers", {}))
        return requests.request(method, self.server.url + path, headers=headers, timeout=30, **options)

    def sign_in(self, password: str = PASSWORD, **fields: str) -> requests.Response:
        answer = self.request("POST", "/api/account/sign-in", json={"email": self.email, "password": password} | fields)
        if answer.status_code == 204:
            self.cookies = {cookie.name: cookie.value for cookie in answer.cookies}
        return answer


def keyboard(server: Server, *arguments: str, line: str = "") -> str:
    """What a command prints that works on a server's data beside it."""
    done = subprocess.run(
        [str(BINARY), *arguments, "--data", str(server.data)],
        cwd=ROOT, input=f"{line}\n", capture_output=True, text=True, timeout=60, env=os.environ | server.environment,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def signed_in(server: Server, name: str, subdomain: str | None, role: str | None = None) -> Person:
    """A new person of a business, or without one a new operator, who has signed in."""
    person = Person(server, f"{name}@people.example", subdomain)
    belongs = ["--business", subdomain, "--role", role] if subdomain and role else ["--operator"]
    keyboard(server, "user", "create", person.email, "--name", name.title(), *belongs, line=PASSWORD)
    assert person.sign_in().status_code == 204
    return person


def link_token(server: Server, purpose: str, table: str) -> str:
    """The token in the newest letter's link: read as the platform makes it, for there is no mail in these tests."""
    with sqlite3.connect(server.data / "platform.sqlite") as database:
        (identifier,) = database.execute(f"SELECT id FROM {table} ORDER BY created_at DESC, id DESC LIMIT 1").fetchone()
    key = (server.data / "platform.key").read_text().strip().encode()
    code = hmac.new(key, f"link.{purpose}.{identifier}".encode(), hashlib.sha256).digest()
    return f"{identifier}.{base64.urlsafe_b64encode(code).decode().rstrip('=')}"


def app_code(secret: str, steps: int = 0) -> str:
    """What an authenticator app shows now, or so many steps later (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30 + steps), hashlib.sha1).digest()
    offset = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[offset : offset + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"
