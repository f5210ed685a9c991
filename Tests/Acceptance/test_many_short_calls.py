"""Calls leave nothing behind: after two thousand of them the server holds what it held after a few hundred."""

import re
import time
from pathlib import Path

from call_socket import CallSocket
from websockets.exceptions import ConnectionClosed

WARM_UP = 400
CALLS = 2_000
# Housekeeping lets go of sessions that are over every 15 seconds.
TIDYING = 60


def held(pid: int) -> tuple[int, int]:
    """Private memory in KiB, and open descriptors."""
    status = Path(f"/proc/{pid}/status").read_text().splitlines()
    anonymous = next(int(line.split()[1]) for line in status if line.startswith("RssAnon:"))
    return anonymous, len(list(Path(f"/proc/{pid}/fd").iterdir()))


def let_go(server) -> None:
    """Until no session is in memory any more."""
    deadline = time.monotonic() + TIDYING
    while True:
        metrics = server.request("GET", "/metrics").text
        if float(re.search(r"^voiceagent_calls_in_memory (\S+)$", metrics, re.MULTILINE)[1]) == 0:
            return
        assert time.monotonic() < deadline, "sessions that are over are held"
        time.sleep(0.2)


def call(server) -> None:
    with CallSocket(server.new_session("brief")["socket"]) as line:
        line.send(type="set_output_medium", medium="text")
        line.until("form")
        line.send(type="hang_up")
        try:
            while True:
                line.receive()
        except ConnectionClosed:
            return


def test_two_thousand_short_calls_leave_memory_and_descriptors_flat(new_server):
    server = new_server()
    server.register("brief")
    for _ in range(WARM_UP):
        call(server)
    let_go(server)
    before = held(server.process.pid)
    for _ in range(CALLS):
        call(server)
    let_go(server)
    after = held(server.process.pid)
    print(f"private memory {before[0]} KiB -> {after[0]} KiB, descriptors {before[1]} -> {after[1]}")
    # Two thousand calls that each left 4 KiB would be eight MiB.
    assert after[0] - before[0] < 8_192, (before, after)
    assert after[1] - before[1] <= 8, (before, after)
