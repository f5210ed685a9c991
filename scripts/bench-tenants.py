#!/usr/bin/env python3
"""How long a registration takes, and how fast and how large the server starts, with many businesses present.

usage: bench-tenants.py BINARY [--tenants 10000] [--samples 500] [--keep FOLDER]

Businesses are registered through the server, as anybody would. A sample is one registration followed by the first request with its
key, one after the other.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import shutil
import signal
import socket
import statistics
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

CLIENTS = 4


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    def __init__(self, binary: Path, data: Path) -> None:
        self.binary, self.data, self.port = binary, data, free_port()

    def start(self) -> float:
        """Returns the seconds until it answered /ready."""
        environment = os.environ | {"SPEECH_ENGINES": "in-process", "LOG_LEVEL": "error"}
        begun = time.perf_counter()
        self.process = subprocess.Popen(
            [self.binary, "serve", "--data", self.data, "--port", str(self.port)],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        while True:
            try:
                if self.request("GET", "/ready")[0] == 200:
                    return time.perf_counter() - begun
            except OSError:
                if self.process.poll() is not None:
                    raise SystemExit("the server did not start") from None
                time.sleep(0.001)

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)

    def request(self, method: str, path: str, body: dict | None = None, key: str | None = None) -> tuple[int, dict]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {key}"} if key else {})
        connection.request(method, path, json.dumps(body) if body else None, headers)
        answer = connection.getresponse()
        text = answer.read()
        connection.close()
        return answer.status, json.loads(text) if text[:1] == b"{" else {}

    def register(self, name: str) -> dict:
        body = {"business_name": name, "business_type": "restaurant", "subdomain": name, "email": f"owner@{name}.example"}
        status, answer = self.request("POST", "/api/business/register", body)
        if status not in (200, 409):
            raise SystemExit(f"{name} was not registered: {status} {answer}")
        return answer

    def memory(self) -> str:
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        kilobytes = next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))
        files = len(os.listdir(f"/proc/{self.process.pid}/fd"))
        return f"{kilobytes / 1024:.1f} MiB resident, {files} open files"


def sample(server: Server, name: str) -> tuple[float, float]:
    """Milliseconds of a registration, and of it with the first request that uses its key."""
    begun = time.perf_counter()
    registered = server.register(name)
    answered = time.perf_counter()
    status, _ = server.request("GET", f"/api/business/{registered['business_id']}/menu", key=registered["api_key"])
    if status != 200:
        raise SystemExit(f"the key of {name} does not open it: {status}")
    return (answered - begun) * 1000, (time.perf_counter() - begun) * 1000


def show(what: str, values: list[float]) -> None:
    values.sort()
    p99 = values[min(len(values) - 1, int(len(values) * 0.99))]
    print(f"{what:<44} median {statistics.median(values):7.2f} ms   p99 {p99:7.2f} ms   worst {values[-1]:7.2f} ms")


def measure(server: Server, label: str, samples: int) -> None:
    times = [sample(server, f"{label}-{number:05}") for number in range(samples)]
    show(f"registration, {label}", [registration for registration, _ in times])
    show(f"registration and first use, {label}", [usable for _, usable in times])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", type=Path)
    parser.add_argument("--tenants", type=int, default=10_000)
    parser.add_argument("--samples", type=int, default=500)
    parser.add_argument("--keep", type=Path, help="a data folder to fill, or to go on with; without it a temporary one")
    options = parser.parse_args()
    data = options.keep or Path(tempfile.mkdtemp(prefix="voiceagent-tenants-"))
    server = Server(options.binary, data)
    try:
        print(f"load average {os.getloadavg()[0]:.1f}, {os.cpu_count()} processors")
        print(f"{'start, empty':<44} {server.start() * 1000:.0f} ms, {server.memory()}")
        if not options.keep or not (data / "filled").exists():
            measure(server, "alone", options.samples)
            begun = time.perf_counter()
            with ThreadPoolExecutor(CLIENTS) as pool:
                list(pool.map(lambda number: server.register(f"tenant-{number:05}"), range(options.tenants)))
            elapsed = time.perf_counter() - begun
            print(f"{options.tenants} registered by {CLIENTS} at once: {options.tenants / elapsed:.0f} a second")
            (data / "filled").touch()
        measure(server, f"beside-{options.tenants}-{int(time.time()) % 100_000}", options.samples)
        server.stop()
        print(f"load average {os.getloadavg()[0]:.1f}")
        starts = []
        for _ in range(5):
            starts.append(server.start() * 1000)
            memory = server.memory()
            server.stop()
        show(f"start to ready, {options.tenants} businesses", starts)
        print(f"{'then':<44} {memory}")
    finally:
        if server.process.poll() is None:
            server.stop()
        if not options.keep:
            shutil.rmtree(data, ignore_errors=True)


if __name__ == "__main__":
    main()
