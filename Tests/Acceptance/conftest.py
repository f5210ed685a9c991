"""The real binary, started for the tests that need it: one server a worker with the demo businesses, and fresh ones on demand."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import requests
from ports import free_port
from postgres_server import Postgres

ROOT = Path(__file__).resolve().parents[2]
BINARY = Path(os.environ.get("VOICEAGENT", ROOT / ".build/debug/voiceagent"))
START_SECONDS = 60


@dataclass
class Server:
    """A running server with a data folder of its own."""

    data: Path
    port: int
    arguments: list[str] = field(default_factory=list)
    environment: dict[str, str] = field(default_factory=dict)
    speech_port: int = field(default_factory=free_port)
    process: subprocess.Popen[str] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        return self.data.parent / f"{self.data.name}.log"

    def start(self) -> None:
        command = [BINARY, "serve", "--data", self.data, "--port", str(self.port), *self.arguments]
        environment = os.environ | {"SPEECH_PORT": str(self.speech_port)} | self.environment
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                list(map(str, command)), cwd=ROOT, stdout=log, stderr=log, text=True, env=environment
            )
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            try:
                if requests.get(f"{self.url}/ready", timeout=1).status_code == 200:
                    return
            except requests.ConnectionError:
                pass
            time.sleep(0.02)
        raise AssertionError(f"the server did not start:\n{self.log.read_text()[-4000:]}")

    def wait_for_speech(self) -> None:
        """Until the local speech server answers; skips the test where it is not installed."""
        where = subprocess.run([ROOT / "speech/install.sh", "--where"], capture_output=True, text=True, check=True)
        if not Path(where.stdout.strip()).exists():
            pytest.skip("the local speech server is not installed: run speech/install.sh")
        deadline = time.monotonic() + START_SECONDS
        while not self.speech_server_is_live():
            assert time.monotonic() < deadline, f"the speech server did not start:\n{self.log.read_text()[-2000:]}"
            time.sleep(0.1)

    def speech_server_is_live(self) -> bool:
        """Whether the local speech server hears and speaks, and not another engine in its place."""
        engines = requests.get(f"{self.url}/health", timeout=5).json()["speech"]["engines"]
        return any(engine["kind"] == "server" and "notice" not in engine for engine in engines)

    def kill(self) -> None:
        assert self.process
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(timeout=20)

    def host(self, subdomain: str) -> dict[str, str]:
        """The headers that address a business by its subdomain."""
        return {"Host": f"{subdomain}.localhost:{self.port}"}

    def staff_key(self, subdomain: str) -> str:
        """The key in the staff link that the server printed at its last start with `--demo`."""
        links = [line for line in self.log.read_text().splitlines() if subdomain in line and "#key=" in line]
        return links[-1].split("#key=")[1].split()[0]

    def records(self, business: str, kind: str, key: str) -> list[dict]:
        """A business's orders, appointments or tickets, newest first."""
        answer = requests.get(
            f"{self.url}/api/business/{business}/{kind}", headers={"Authorization": f"Bearer {key}"}, timeout=5
        )
        assert answer.status_code == 200, answer.text
        return answer.json()["data"]

    def request(self, method: str, path: str, key: str | None = None, **options: object) -> requests.Response:
        """Sends a request, with a business's key or without one."""
        headers = dict(options.pop("headers", {})) | ({"Authorization": f"Bearer {key}"} if key else {})
        return requests.request(method, self.url + path, headers=headers, timeout=10, **options)

    def register(self, subdomain: str, kind: str = "restaurant", **fields: str) -> dict[str, str]:
        answer = requests.post(
            f"{self.url}/api/business/register",
            json={
                "business_name": subdomain.title(),
                "business_type": kind,
                "subdomain": subdomain,
                "email": f"owner@{subdomain}.example",
            }
            | fields,
            timeout=10,
        )
        assert answer.status_code == 200, answer.text
        return answer.json()

    def new_session(self, subdomain: str, **body: str) -> dict[str, str]:
        answer = requests.post(f"{self.url}/api/sessions", headers=self.host(subdomain), json=body, timeout=10)
        assert answer.status_code == 201, answer.text
        session = answer.json()
        session["socket"] = session["joinUrl"].replace(f"{subdomain}.localhost", "127.0.0.1")
        return session


DOCUMENTED_CODES = set(re.findall(r"^\| `([a-z-]+)` \|", (ROOT / "docs/errors.md").read_text(), re.MULTILINE))


def problem(answer: requests.Response, status: int) -> dict:
    """The problem details of an answer, which has to be complete, documented and discreet."""
    assert answer.status_code == status, answer.text[:500]
    assert answer.headers["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert {"type", "title", "status", "detail", "instance", "request_id"} <= problem.keys()
    assert problem["status"] == status
    assert problem["request_id"] == answer.headers["X-Request-Id"]
    assert problem["type"].split("#")[1] in DOCUMENTED_CODES, f"{problem['type']} is not in docs/errors.md"
    assert not re.search(r"\.swift|\.sqlite|/home/|/root/|/tmp/|Storage\.|NIO|SELECT ", answer.text), answer.text
    return problem


def mistakes(answer: requests.Response, status: int = 422) -> dict[str, str]:
    """What an answer finds wrong, by the pointer to the place."""
    return {error["pointer"]: error["detail"] for error in problem(answer, status)["errors"]}


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL for the tests of one worker: each makes a database of its own."""
    server = Postgres.create()
    yield server
    server.stop()
    shutil.rmtree(server.folder)


# For a test whose SQL is to be tried on both engines: it takes `database`.
on_both_engines = pytest.mark.parametrize("database", ["sqlite", "postgres"], indirect=True)


@pytest.fixture
def database(request: pytest.FixtureRequest) -> dict[str, str]:
    """The settings that say where a server keeps its data: SQLite, unless the test is marked otherwise."""
    if getattr(request, "param", "sqlite") == "sqlite":
        return {}
    name = "".join(letter if letter.isalnum() else "_" for letter in request.node.name.lower())[-60:]
    return {"DATABASE_URL": request.getfixturevalue("postgres").new_database(f"d{name}")}


@pytest.fixture
def new_server(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Starts servers on fresh data folders; stops them after the test."""
    servers: list[Server] = []

    def start(*arguments: str, data: Path | None = None, **environment: str) -> Server:
        server = Server(data or tmp_path / f"data-{len(servers)}", free_port(), list(arguments), environment)
        servers.append(server)
        server.start()
        return server

    yield start
    for server in servers:
        server.stop()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with the three demo businesses, shared by the tests of one worker: they must not mind each other."""
    server = Server(tmp_path_factory.mktemp("demo") / "data", free_port(), ["--demo"])
    server.start()
    yield server
    server.stop()


@dataclass
class Finished:
    """A command that has ended."""

    status: int
    output: str
    errors: str

    @property
    def events(self) -> list[dict]:
        return [json.loads(line) for line in self.output.splitlines()]


@pytest.fixture(scope="session")
def voiceagent() -> Callable[..., Finished]:
    """Runs a command of the binary to its end."""

    def run(
        *arguments: object, lines: list[str] | None = None, timeout: float = 120, settings: dict[str, str] | None = None
    ) -> Finished:
        done = subprocess.run(
            [str(BINARY), *map(str, arguments)],
            cwd=ROOT,
            input="".join(f"{line}\n" for line in lines or []),
            capture_output=True,
            text=True,
            timeout=timeout,
            env=os.environ | {"SPEECH_PORT": str(free_port())} | (settings or {}),
        )
        return Finished(done.returncode, done.stdout, done.stderr)

    return run
