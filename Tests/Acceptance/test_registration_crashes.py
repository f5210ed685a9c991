"""A server killed before each of its changes to the disk, in the middle of a registration, ends where an unkilled one does.

Mail goes to a real SMTP server. A letter whose sending was cut off is sent again under the same Message-ID, for nobody can know whether it
was taken; so each letter is one by its Message-ID, and came twice only where the server died after it had begun to hand it over.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests
from conftest import ROOT, Server, free_port, problem
from mail_server import Mailbox, a_mail_server

REQUEST = {"business_name": "Roma", "business_type": "restaurant", "subdomain": "roma", "email": "ada@roma.example"}
IDEMPOTENCY_KEY = {"Idempotency-Key": "6a7c1de2-9c1e-4c0f-8d0c-3f0b7c1f9a11"}
# Before and after each change that lasts: a commit, a sync, a file or folder made or removed, a truncation. What is written between two
# of them does not count yet. With CRASH_PLACES=0 the server dies before every single change.
LASTING = set("ksctud")
EVERY_PLACE = os.environ.get("CRASH_PLACES") == "0"
AT_ONCE = 4


@pytest.fixture(scope="module")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    compiler = shutil.which("clang") or shutil.which("cc")
    if not compiler:
        pytest.skip("there is no C compiler")
    library = tmp_path_factory.mktemp("shim") / "crash_at_write.so"
    source = ROOT / "Tests/Acceptance/crash_at_write.c"
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-w", "-o", library, source, "-ldl"], check=True)
    return library


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder as a first start leaves it."""
    server = Server(tmp_path_factory.mktemp("prepared") / "data", free_port(), [], {"SPEECH_ENGINES": "in-process"})
    server.start()
    server.stop()
    return server.data


def rows(data: Path, query: str) -> list[tuple]:
    with sqlite3.connect(f"file:{data}/platform.sqlite?mode=ro", uri=True) as database:
        return database.execute(query).fetchall()


def outcome(data: Path) -> dict[str, object]:
    """All that a registration leaves, without what differs from one to the next."""
    return {
        "businesses": rows(data, "SELECT business_name, subdomain, active, erpnext_company FROM business"),
        "registrations": rows(data, "SELECT state, last_error FROM registration WHERE state <> 'abandoned'"),
        "names": rows(data, "SELECT label FROM subdomain_claim"),
        "steps": rows(data, "SELECT step, state FROM provisioning_step ORDER BY step"),
        "keys": rows(data, "SELECT kind, label, revoked_at FROM api_key ORDER BY kind"),
        "letters": rows(data, "SELECT recipient, state FROM letter ORDER BY key"),
        "people": rows(data, "SELECT role FROM membership"),
        "files": len(list((data / "tenants").glob("*/*.sqlite"))),
    }


def wait(condition, what: str, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, what
        time.sleep(0.1)


def letters_are_sent(server: Server) -> bool:
    return rows(server.data, "SELECT key FROM letter") != [] and rows(server.data, "SELECT key FROM letter WHERE state = 'pending'") == []


def crash(server: Server, shim: Path, place: int, headers: dict[str, str]) -> requests.Response | None:
    """Registers on a server that dies before its change number `place`, or once its letters are sent.

    Returns the answer, where it lived long enough to give one.
    """
    order = server.data.parent / f"{server.data.name}.order"
    server.environment |= {"LD_PRELOAD": str(shim), "CRASH_FOLDER": str(server.data), "CRASH_ORDER": str(order)}
    server.start()
    order.write_text(str(place))
    try:
        answer = requests.post(f"{server.url}/api/business/register", json=REQUEST, headers=headers, timeout=60)
        wait(lambda: server.process.poll() is not None or letters_are_sent(server), "no letter was sent")
        return answer
    except requests.ConnectionError:
        return None
    finally:
        server.kill()
        for name in ("LD_PRELOAD", "CRASH_FOLDER", "CRASH_ORDER"):
            del server.environment[name]


def copy_of(prepared: Path, folder: Path, name: str, mail_port: int) -> Server:
    data = folder / name
    shutil.copytree(prepared, data)
    mail = {"SMTP_URL": f"smtp://127.0.0.1:{mail_port}", "MAIL_FROM": "no-reply@voice.example"}
    return Server(data, free_port(), [], {"SPEECH_ENGINES": "in-process"} | mail)


def start_later(server: Server) -> None:
    """Starts a server that died, when whatever it had begun to send is due again."""
    with sqlite3.connect(server.data / "platform.sqlite") as database:
        database.execute("UPDATE letter SET due_at = 0 WHERE state = 'pending'")
    server.start()


def places(changes: str) -> list[int]:
    """Before which changes to die: the first is number 1."""
    if EVERY_PLACE:
        return list(range(1, len(changes) + 1))
    lasting = [place for place, kind in enumerate(changes, start=1) if kind in LASTING]
    # A commit is done with the page that follows its header.
    after = [place + (2 if changes[place - 1] == "k" else 1) for place in lasting]
    return sorted({1, *lasting, *after} & set(range(1, len(changes) + 1)))


@pytest.fixture(scope="module")
def unkilled(shim: Path, prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, object]]:
    """The kinds of changes that a registration makes, until its letter is sent, and what it leaves."""
    with a_mail_server() as (mailbox, port):
        server = copy_of(prepared, tmp_path_factory.mktemp("unkilled"), "data", port)
        answer = crash(server, shim, 1_000_000, IDEMPOTENCY_KEY)
        assert answer is not None and answer.status_code == 200
        assert len(mailbox.messages) == 1
    return (server.data.parent / "data.order.count").read_text(), outcome(server.data)


def letters(mailbox: Mailbox) -> Counter[str]:
    """How often each letter came, by its Message-ID."""
    return Counter(message["Message-ID"] for _, _, message in mailbox.messages)


def test_a_repeated_request_ends_as_if_the_server_had_lived(shim, prepared, unkilled, tmp_path):
    changes, expected = unkilled
    tried = places(changes)
    assert len(tried) > 20, "a registration has many places to be interrupted at"
    assert expected["letters"] and expected["letters"][0][1] == "sent"

    def die_at(place: int) -> str | None:
        """What is wrong afterwards."""
        where = f"{place} of {len(changes)}"
        with a_mail_server() as (mailbox, port):
            server = copy_of(prepared, tmp_path, f"place-{place}", port)
            first = crash(server, shim, place, IDEMPOTENCY_KEY)
            start_later(server)
            try:
                register = f"{server.url}/api/business/register"
                answers = [requests.post(register, json=REQUEST, headers=IDEMPOTENCY_KEY, timeout=60) for _ in range(2)]
                if [answer.status_code for answer in answers] != [200, 200]:
                    return f"{where}: {answers[0].text}"
                if len({answer.text for answer in [*answers, *([first] if first else [])]}) != 1:
                    return f"{where}: the answers differ"
                registered = answers[0].json()
                menu = server.request("GET", f"/api/business/{registered['business_id']}/menu", registered["api_key"])
                if menu.status_code != 200:
                    return f"{where}: {menu.text}"
                wait(lambda: letters_are_sent(server), f"{where}: no letter was sent")
                if outcome(server.data) != expected:
                    return f"{where}: {outcome(server.data)}"
                came = letters(mailbox)
                # What was answered before it died had been on its way.
                if len(came) != 1 or came.total() > (2 if first else 1):
                    return f"{where}: the letter came {came}"
            finally:
                server.stop()
            shutil.rmtree(server.data)
        return None

    with ThreadPoolExecutor(AT_ONCE) as pool:
        assert [wrong for wrong in pool.map(die_at, tried) if wrong] == []


@pytest.mark.parametrize("share", [0.15, 0.4, 0.65, 0.9])
def test_without_a_repeat_the_server_itself_finishes_or_takes_back(shim, prepared, unkilled, tmp_path, share):
    changes, expected = unkilled
    for kind, headers in [("repeatable", IDEMPOTENCY_KEY), ("once", {})]:
        with a_mail_server() as (mailbox, port):
            server = copy_of(prepared, tmp_path, kind, port)
            crash(server, shim, int(len(changes) * share), headers)
            begun = outcome(server.data)["registrations"]
            start_later(server)
            try:
                wait(
                    lambda: all(state == "complete" for state, *_ in outcome(server.data)["registrations"]),
                    f"it did not come to rest: {outcome(server.data)}",
                )
                if kind == "repeatable" and begun:
                    wait(lambda: letters_are_sent(server), "no letter was sent")
                    assert outcome(server.data) == expected
                elif not outcome(server.data)["businesses"]:
                    # Nothing is left, nobody was written to, and the name is free.
                    assert outcome(server.data)["files"] == 0 and outcome(server.data)["names"] == []
                    assert mailbox.messages == []
                    assert server.register("roma")["success"]
                assert len(letters(mailbox)) <= 1
            finally:
                server.stop()


@pytest.fixture
def mail() -> Iterator[int]:
    """The port of a mail server."""
    with a_mail_server() as (_, port):
        yield port


def test_a_registration_that_failed_too_often_is_the_operators(shim, prepared, unkilled, mail, tmp_path, voiceagent):
    changes, expected = unkilled
    for decision in ("retry", "abandon"):
        server = copy_of(prepared, tmp_path, decision, mail)
        crash(server, shim, len(changes) // 2, IDEMPOTENCY_KEY)
        with sqlite3.connect(server.data / "platform.sqlite") as database:
            database.execute("UPDATE registration SET state = 'quarantined', last_error = 'The disk is full.', due_at = NULL")
        server.start()
        try:
            repeated = requests.post(f"{server.url}/api/business/register", json=REQUEST, headers=IDEMPOTENCY_KEY, timeout=30)
            assert "registration-stopped" in problem(repeated, 410)["type"]
            listed = voiceagent("registration", "list", "--data", server.data)
            id = listed.output.split("\t")[0]
            assert "The disk is full." in listed.output and "roma" in listed.output
            entry = json.loads(voiceagent("registration", "list", "--json", "--data", server.data).output)[0]
            assert (entry["id"], entry["state"], len(entry["steps"])) == (id, "quarantined", 7)
            reason = ["--reason", "a test"] if decision == "abandon" else []
            done = voiceagent("registration", decision, id, *reason, "--data", server.data)
            assert done.status == 0, done.errors
            if decision == "retry":
                repeated = requests.post(f"{server.url}/api/business/register", json=REQUEST, headers=IDEMPOTENCY_KEY, timeout=30)
                assert repeated.status_code == 200, repeated.text
                wait(lambda: letters_are_sent(server), "no letter was sent")
                assert outcome(server.data) == expected
            else:
                assert (outcome(server.data)["businesses"], outcome(server.data)["files"]) == ([], 0)
                assert server.register("roma")["success"]
            again = voiceagent("registration", "retry", id, "--data", server.data)
            assert (again.status, len(again.errors.splitlines())) == (2, 1)
        finally:
            server.stop()
