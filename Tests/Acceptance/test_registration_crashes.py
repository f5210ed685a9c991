"""A server killed before each of its changes to the disk, in the middle of a registration, ends where an unkilled one does."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import time
from pathlib import Path

import pytest
import requests
from conftest import ROOT, Server, free_port, problem

REQUEST = {"business_name": "Roma", "business_type": "restaurant", "subdomain": "roma", "email": "ada@roma.example"}
IDEMPOTENCY_KEY = {"Idempotency-Key": "6a7c1de2-9c1e-4c0f-8d0c-3f0b7c1f9a11"}
# How many of the places are tried; 0 tries each.
PLACES = int(os.environ.get("CRASH_PLACES", "24"))


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


def outcome(data: Path) -> dict[str, object]:
    """All that a registration leaves, without what differs from one to the next."""
    with sqlite3.connect(f"file:{data}/platform.sqlite?mode=ro", uri=True) as database:

        def rows(query: str) -> list[tuple]:
            return database.execute(query).fetchall()

        return {
            "businesses": rows("SELECT business_name, subdomain, active, erpnext_company FROM business"),
            "registrations": rows("SELECT state, attempts, last_error FROM registration WHERE state <> 'abandoned'"),
            "names": rows("SELECT label FROM subdomain_claim"),
            "steps": rows("SELECT step, state FROM provisioning_step ORDER BY step"),
            "keys": rows("SELECT kind, label, revoked_at FROM api_key ORDER BY kind"),
            "letters": rows("SELECT recipient, state FROM letter ORDER BY key"),
            "people": rows("SELECT role FROM membership"),
            "files": len(list((data / "tenants").glob("*/*.sqlite"))),
        }


def crash(server: Server, shim: Path, place: int, headers: dict[str, str]) -> requests.Response | None:
    """Registers on a server that dies before its change number `place`.

    Returns the answer, where it lived long enough to give one.
    """
    order = server.data.parent / f"{server.data.name}.order"
    server.environment |= {"LD_PRELOAD": str(shim), "CRASH_FOLDER": str(server.data), "CRASH_ORDER": str(order)}
    server.start()
    order.write_text(str(place))
    try:
        return requests.post(f"{server.url}/api/business/register", json=REQUEST, headers=headers, timeout=30)
    except requests.ConnectionError:
        return None
    finally:
        server.kill()
        for name in ("LD_PRELOAD", "CRASH_FOLDER", "CRASH_ORDER"):
            del server.environment[name]


def copy_of(prepared: Path, folder: Path, name: str) -> Server:
    data = folder / name
    shutil.copytree(prepared, data)
    return Server(data, free_port(), [], {"SPEECH_ENGINES": "in-process"})


def places(total: int) -> list[int]:
    step = max(1, total // PLACES) if PLACES else 1
    return list(range(1, total + 1, step))


@pytest.fixture(scope="module")
def unkilled(shim: Path, prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[int, dict[str, object]]:
    """How many changes a registration makes, and what it leaves."""
    server = copy_of(prepared, tmp_path_factory.mktemp("unkilled"), "data")
    answer = crash(server, shim, 1_000_000, IDEMPOTENCY_KEY)
    assert answer is not None and answer.status_code == 200
    total = (server.data.parent / "data.order.count").stat().st_size
    return total, outcome(server.data)


def test_a_repeated_request_ends_as_if_the_server_had_lived(shim, prepared, unkilled, tmp_path):
    total, expected = unkilled
    assert total > 20, "a registration has many places to be interrupted at"
    for place in places(total):
        server = copy_of(prepared, tmp_path, f"place-{place}")
        assert crash(server, shim, place, IDEMPOTENCY_KEY) is None, f"{place} of {total}: it did not die"
        server.start()
        try:
            answers = [
                requests.post(f"{server.url}/api/business/register", json=REQUEST, headers=IDEMPOTENCY_KEY, timeout=30)
                for _ in range(2)
            ]
            assert [answer.status_code for answer in answers] == [200, 200], f"{place} of {total}: {answers[0].text}"
            assert answers[0].json() == answers[1].json(), f"{place} of {total}"
            registered = answers[0].json()
            menu = server.request("GET", f"/api/business/{registered['business_id']}/menu", registered["api_key"])
            assert menu.status_code == 200, f"{place} of {total}: {menu.text}"
            assert outcome(server.data) == expected, f"{place} of {total}"
        finally:
            server.stop()
        shutil.rmtree(server.data)


@pytest.mark.parametrize("share", [0.15, 0.4, 0.65, 0.9])
def test_without_a_repeat_the_server_itself_finishes_or_takes_back(shim, prepared, unkilled, tmp_path, share):
    total, expected = unkilled
    for kind, headers in [("repeatable", IDEMPOTENCY_KEY), ("once", {})]:
        server = copy_of(prepared, tmp_path, kind)
        crash(server, shim, int(total * share), headers)
        begun = outcome(server.data)["registrations"]
        server.start()
        try:
            deadline = time.monotonic() + 60
            while any(state != "complete" for state, *_ in outcome(server.data)["registrations"]):
                assert time.monotonic() < deadline, f"it did not come to rest: {outcome(server.data)}"
                time.sleep(0.25)
            if kind == "repeatable" and begun:
                assert outcome(server.data) == expected
            elif not outcome(server.data)["businesses"]:
                # Nothing is left, and the name is free.
                assert outcome(server.data)["files"] == 0 and outcome(server.data)["names"] == []
                assert server.register("roma")["success"]
        finally:
            server.stop()


def test_a_registration_that_failed_too_often_is_the_operators(shim, prepared, unkilled, tmp_path, voiceagent):
    total, expected = unkilled
    for decision in ("retry", "abandon"):
        server = copy_of(prepared, tmp_path, decision)
        crash(server, shim, total // 2, IDEMPOTENCY_KEY)
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
                assert outcome(server.data) == expected
            else:
                assert (outcome(server.data)["businesses"], outcome(server.data)["files"]) == ([], 0)
                assert server.register("roma")["success"]
            again = voiceagent("registration", "retry", id, "--data", server.data)
            assert (again.status, len(again.errors.splitlines())) == (2, 1)
        finally:
            server.stop()
