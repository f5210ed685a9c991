"""What an operator does with data: backup and restore, export and import, deletion; beside a server that runs, and against kill -9."""

from __future__ import annotations

import json
import os
import random
import subprocess
import time

import pytest
from call_socket import CallSocket
from conftest import BINARY, ROOT, Server
from postgres_server import Postgres


def order(server: Server, subdomain: str = "mario-pizza") -> str:
    """Has a caller order a salad; the order's identifier."""
    session = server.new_session(subdomain)
    with CallSocket(session["socket"]) as line:
        line.until("form")
        line.say("a caesar salad, pickup, Ottilie Quast, 415 555 0177")
        line.say("yes that is right")
        return next(m for m in line.messages if m["type"] == "record")["record"]["id"]


def orders(server: Server, key: str, subdomain: str = "mario-pizza") -> list[str]:
    config = server.request("GET", "/api/business/config", headers=server.host(subdomain)).json()
    return [record["id"] for record in server.records(config["businessId"], "orders", key)]


@pytest.mark.parametrize("portable", [False, True])
def test_a_platform_backed_up_while_it_serves_is_restored_and_takes_calls(new_server, voiceagent, tmp_path, portable):
    server: Server = new_server("--demo")
    first, key = order(server), server.staff_key("mario-pizza")
    options = ["--portable"] if portable else []
    done = voiceagent("backup", "--data", server.data, "--to", tmp_path / "backups", "--json", *options)
    assert done.status == 0, done.errors
    assert json.loads(done.output)["businesses"] == 3
    lost = order(server)
    server.kill()

    again = tmp_path / "again"
    assert voiceagent("restore", "--from", tmp_path / "backups", "--data", again).status == 0
    restored: Server = new_server(data=again)
    assert orders(restored, key) == [first]
    second = order(restored)
    assert orders(restored, key) == [second, first] and lost not in (first, second)


def test_a_platform_on_postgres_is_restored_into_another_database_and_takes_calls(
    postgres: Postgres,  # noqa: F811
    new_server,
    voiceagent,
    tmp_path,
):
    server: Server = new_server("--demo", DATABASE_URL=postgres.new_database("before_the_fire"))
    first, key = order(server), server.staff_key("mario-pizza")
    here = {"DATABASE_URL": server.environment["DATABASE_URL"]}
    assert voiceagent("backup", "--data", server.data, "--to", tmp_path / "backups", settings=here).status == 0
    server.stop()

    there = {"DATABASE_URL": postgres.new_database("after_the_fire")}
    again = tmp_path / "again"
    done = voiceagent("restore", "--from", tmp_path / "backups", "--data", again, settings=there)
    assert done.status == 0, done.errors
    refused = voiceagent("restore", "--from", tmp_path / "backups", "--data", tmp_path / "third", settings=there)
    assert refused.status == 2 and "empty platform" in refused.errors
    restored: Server = new_server(data=again, **there)
    assert orders(restored, key) == [first]
    second = order(restored)
    assert orders(restored, key) == [second, first]


def test_a_backup_that_is_killed_leaves_the_one_before_it_usable(new_server, voiceagent, tmp_path):
    server: Server = new_server("--demo")
    backups = tmp_path / "backups"
    assert voiceagent("backup", "--data", server.data, "--to", backups).status == 0
    before = sorted(path.name for path in backups.iterdir() if not path.name.startswith("."))
    chance = random.Random(5)
    halves = 0
    for _ in range(12):
        order(server)
        command = [BINARY, "backup", "--data", server.data, "--to", backups]
        running = subprocess.Popen(list(map(str, command)), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while running.poll() is None and not (backups / ".partial").exists():
            time.sleep(0.001)
        time.sleep(chance.uniform(0, 0.05))
        running.kill()
        running.wait()
        halves += (backups / ".partial").exists()
        checked = voiceagent("restore", "--from", backups, "--check")
        assert checked.status == 0, checked.errors
    assert halves > 0, "no run was killed in the middle"
    assert voiceagent("backup", "--data", server.data, "--to", backups).status == 0
    assert not (backups / ".partial").exists()
    assert voiceagent("restore", "--from", backups / before[0], "--data", tmp_path / "oldest").status == 0


def test_a_damaged_backup_is_refused_in_one_line_and_leaves_nothing(new_server, voiceagent, tmp_path):
    server: Server = new_server("--demo")
    backups = tmp_path / "backups"
    voiceagent("backup", "--data", server.data, "--to", backups)
    file = next(backups.rglob("tenants/*/*.sqlite"))
    content = bytearray(file.read_bytes())
    content[5000] ^= 1
    file.write_bytes(content)
    refused = voiceagent("restore", "--from", backups, "--data", tmp_path / "again")
    assert refused.status == 2 and refused.errors.count("\n") == 1 and "is not what it was" in refused.errors
    assert not (tmp_path / "again").exists()


def test_nobody_else_can_read_what_an_operator_writes(new_server, voiceagent, tmp_path):
    server: Server = new_server("--demo")
    voiceagent("backup", "--data", server.data, "--to", tmp_path / "backups")
    voiceagent("export", "mario-pizza", "--data", server.data, "--to", tmp_path / "mario.tar")
    for path in [tmp_path / "mario.tar", *(tmp_path / "backups").rglob("*")]:
        assert path.stat().st_mode & 0o077 == 0, path


def test_a_business_is_exported_from_a_server_and_imported_into_another_while_both_serve(new_server, voiceagent, tmp_path):
    here: Server = new_server("--demo")
    there: Server = new_server()
    first = order(here)
    archive = tmp_path / "mario.tar"
    assert voiceagent("export", "mario-pizza", "--data", here.data, "--to", archive).status == 0
    done = voiceagent("import", archive, "--data", there.data, "--json")
    assert done.status == 0, done.errors
    imported = json.loads(done.output)
    assert orders(there, imported["api_key"]) == [first]
    second = order(there)
    assert orders(there, imported["api_key"]) == [second, first]
    assert orders(here, here.staff_key("mario-pizza")) == [first]


def test_a_deleted_business_is_gone_from_a_server_that_runs(new_server, voiceagent, tmp_path):
    server: Server = new_server("--demo")
    order(server)
    key, subdomain = server.staff_key("mario-pizza"), "mario-pizza"
    shown = voiceagent("business", "delete", subdomain, "--data", server.data)
    assert shown.status == 0 and "goes\tvoice_restaurant_order\t1" in shown.output
    assert orders(server, key), "nothing is deleted by looking"
    done = voiceagent("business", "delete", subdomain, "--reason", "asked for it", "--yes", "--data", server.data)
    assert done.status == 0, done.errors
    assert server.request("POST", "/api/sessions", headers=server.host(subdomain), json={}).status_code == 404
    assert server.request("GET", "/api/business/none/orders", key).status_code == 401
    assert subdomain not in voiceagent("business", "list", "--data", server.data).output
    for file in server.data.rglob("*"):
        if file.is_file():
            assert b"Ottilie" not in file.read_bytes() and b"4155550177" not in file.read_bytes(), file


@pytest.mark.parametrize(
    "arguments",
    [
        ["export", "nobody", "--to", "x.tar"],
        ["export", "mario-pizza"],
        ["export", "mario-pizza", "--to", "/none/x.tar"],
        ["import", "/none/x.tar"],
        ["import", os.devnull],
        ["restore", "--from", "/none"],
        ["backup", "--to", "x", "--keep", "0"],
        ["business", "delete", "nobody"],
        ["business", "delete", "mario-pizza", "--yes"],
    ],
    ids=" ".join,
)
def test_bad_input_is_answered_with_one_line_and_status_2(demo, voiceagent, arguments):
    options = [] if arguments[0] == "restore" else ["--data", demo.data]
    done = voiceagent(*arguments, *options)
    assert done.status == 2 and done.output == "", done
    assert done.errors.startswith("Error: ") and done.errors.count("\n") == 1
