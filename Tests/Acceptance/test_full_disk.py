"""A full disk is said clearly, leaves nothing half-written, and is forgotten once there is room again."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from call_socket import CallSocket
from conftest import Server, problem

DISK_MEGABYTES = 8


class Disk:
    """A small file system that can be filled to its last byte."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.filler = folder / "filler"

    def fill(self) -> None:
        with self.filler.open("ab", buffering=0) as file:
            for size in (65_536, 4096, 1):
                try:
                    while True:
                        file.write(b"\0" * size)
                except OSError:
                    continue

    def free(self) -> None:
        self.filler.unlink()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.geteuid() != 0:
        pytest.skip("only root may mount a small disk")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={DISK_MEGABYTES}m", "tmpfs", str(folder)], capture_output=True, text=True
    )
    if mounted.returncode != 0:
        pytest.skip(f"no small disk can be mounted here: {mounted.stderr.strip()}")
    yield Disk(folder)
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def server(disk: Disk, new_server) -> Server:
    return new_server("--demo", data=disk.folder / "data")


def test_a_turn_on_a_full_disk_places_nothing_and_is_taken_when_there_is_room(server, disk):
    session = server.new_session("mario-pizza")
    key = server.staff_key("mario-pizza")
    with CallSocket(session["socket"]) as line:
        line.until("form")
        line.say("three margherita pizzas and a caesar salad")
        line.say("pickup, John Doe, 415 555 0101")
        before = line.last_sequence
        disk.fill()
        line.send(type="user_text_message", text="yes that is right")
        told = line.until("error")
        assert told["code"] == "storage-full" and told["message"]
        assert line.last_sequence == before
        assert server.records(session["businessId"], "orders", key) == []
        assert server.request("GET", "/health").status_code == 200

        disk.free()
        line.say("yes that is right")
        record = next(m for m in line.messages if m["type"] == "record")["record"]
    assert [order["id"] for order in server.records(session["businessId"], "orders", key)] == [record["id"]]


def test_what_is_written_to_a_full_disk_is_answered_507_and_nothing_of_it_stays(server, disk):
    owner = server.register("before-full")
    menu = f"/api/business/{owner['business_id']}/menu"
    disk.fill()
    owner_of_none = {"business_name": "x", "business_type": "custom", "subdomain": "while-full", "email": "a@b.example"}
    for answer in (
        server.request("POST", "/api/business/register", json=owner_of_none),
        server.request("POST", menu, owner["api_key"], json={"name": "Soup", "price": 5, "description": "x" * 900}),
        server.request("POST", "/api/sessions", headers=server.host("mario-pizza"), json={}),
    ):
        assert "storage-full" in problem(answer, 507)["type"]
    assert server.request("GET", menu, owner["api_key"]).json()["data"] == []
    problem(server.request("GET", "/api/business/config", headers=server.host("while-full")), 404)

    disk.free()
    server.register("while-full")
    assert server.request("POST", menu, owner["api_key"], json={"name": "Soup", "price": 5}).status_code == 200
    server.new_session("mario-pizza")
