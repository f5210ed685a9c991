"""A caller and a member of staff in a real Chromium, and what the caller's microphone hears."""

from __future__ import annotations

import io
import re
import time
import wave
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import requests
from conftest import Server
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Playwright, WebSocket, expect

CHROMIUM = "/usr/bin/chromium"
MICROPHONE_RATE = 48_000
SPEECH_START_SECONDS = 60


@contextmanager
def chromium(playwright: Playwright, microphone: Path | None = None) -> Iterator[Browser]:
    """A browser; its microphone, opened without a question, plays the recording once from the moment it is opened."""
    arguments = ["--no-sandbox", "--autoplay-policy=no-user-gesture-required"]
    if microphone:
        arguments += [
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream",
            f"--use-file-for-fake-audio-capture={microphone}%noloop",
        ]
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
    try:
        yield browser
    finally:
        browser.close()


class Tab:
    """A page of a business, and everything that it did."""

    def __init__(self, context: BrowserContext, server: Server, subdomain: str):
        self.host = f"{subdomain}.localhost:{server.port}"
        self.complaints: list[str] = []
        self.hosts: set[str] = set()
        self.loads = 0
        self.received = bytearray()
        """All the sound that came from the server: 16-bit mono at 16 kHz."""
        self.page: Page = context.new_page()
        self.page.on("console", lambda m: self.complaints.append(m.text) if m.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc))
        self.page.on("websocket", self._listen)
        self.page.on("load", self._count_load)

    def _listen(self, socket: WebSocket) -> None:
        self.hosts.add(urlsplit(socket.url).netloc)
        socket.on("framereceived", lambda frame: self.received.extend(frame) if isinstance(frame, bytes) else None)

    def _count_load(self, _: Page) -> None:
        self.loads += 1

    def open(self, path: str) -> None:
        self.page.goto(f"http://{self.host}{path}")

    @property
    def loudest(self) -> float:
        """The loudest sample that came from the server; 1 is full scale."""
        samples = array("h", bytes(self.received[: len(self.received) // 2 * 2]))
        return max(map(abs, samples), default=0) / 32_768

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)


class Caller(Tab):
    """The page of a caller."""

    def open_calls(self) -> None:
        self.open("/voice-interface")

    @property
    def way_to_type(self) -> Locator:
        """The button that starts a call without a microphone: it has other words where nothing can hear and speak."""
        return self.page.get_by_role("button", name=re.compile("^(Type instead|Start by typing)$"))

    @property
    def form(self) -> Locator:
        return self.page.get_by_role("complementary").get_by_role("region", name="Your order")

    def expect_lines(self, *lines: tuple[int, str], timeout: float = 5_000) -> None:
        """The form's order lines become these, each a quantity and what begins with an item's name."""
        expect(self.form.locator("li .line-what")).to_contain_text([item for _, item in lines], timeout=timeout)
        expect(self.form.locator("li output")).to_have_text([str(quantity) for quantity, _ in lines])

    @property
    def total(self) -> Locator:
        return self.form.locator(".total strong")

    def start_typing(self) -> None:
        """Starts a call without a microphone; the form comes with the end of the greeting."""
        self.way_to_type.click()
        expect(self.form).to_be_visible()

    def type(self, text: str) -> None:
        """Types a line and waits until the agent has begun to answer it; a goodbye is folded away with the call."""
        self.page.get_by_label("Type instead of speaking").fill(text)
        self.page.keyboard.press("Enter")
        mine = self.page.locator(".bubble-user", has_text=text)
        expect(mine.locator("xpath=following-sibling::p[contains(@class, 'bubble-agent')]").first).to_be_attached()

    @property
    def end_card(self) -> Locator:
        return self.page.locator(".end-card")

    def order_number(self) -> str:
        """The number of the order on the end card."""
        heading = self.end_card.get_by_role("heading", name=re.compile(r"^Order \d+$"))
        return heading.inner_text()


class Staff(Tab):
    """The live page of a business's staff."""

    def open_live_page(self, key: str) -> None:
        self.open(f"/staff#key={key}")
        expect(self.page.get_by_role("status")).to_have_text("Live", timeout=15_000)

    @property
    def calls(self) -> Locator:
        return self.page.get_by_role("article", name=re.compile("^Call: "))

    def entry(self, title: str) -> Locator:
        """A record on any board, with its buttons."""
        return self.page.get_by_role("listitem").filter(has=self.page.get_by_role("heading", name=title, exact=True))

    def step(self, title: str, name: str) -> Locator:
        """The button of a record that says this."""
        return self.entry(title).get_by_role("button", name=name, exact=True)

    def order(self, number: str) -> Locator:
        return self.page.get_by_role("region", name="Orders").get_by_role("article").filter(
            has=self.page.get_by_role("heading", name=number, exact=True)
        )


class SpeechMissing(Exception):
    """Nothing here can hear and speak, and nothing will; says why."""


def wait_for_speech(server: Server) -> None:
    """Waits until the server's own voice can be asked for recordings."""
    deadline = time.monotonic() + SPEECH_START_SECONDS
    while time.monotonic() < deadline:
        speech = requests.get(f"{server.url}/health", timeout=5).json()["speech"]
        if server.speech_server_is_live():
            return
        if "not installed" in speech.get("notice", ""):
            raise SpeechMissing(speech["notice"])
        time.sleep(0.1)
    raise AssertionError(f"nothing here can hear and speak: {speech}")


def synthesise(server: Server, text: str) -> array:
    """Speech as samples for a microphone, from the server's own voice."""
    answer = requests.post(
        f"http://127.0.0.1:{server.speech_port}/v1/audio/speech",
        json={"input": text, "response_format": "wav"},
        timeout=30,
    )
    answer.raise_for_status()
    with wave.open(io.BytesIO(answer.content)) as recording:
        assert recording.getsampwidth() == 2 and recording.getnchannels() == 1
        rate = recording.getframerate()
    samples = array("h", answer.content[44 : 44 + (len(answer.content) - 44) // 2 * 2])
    assert MICROPHONE_RATE == 2 * rate, "the mean of each two samples is put between them"
    doubled = array("h", bytes(4 * len(samples)))
    doubled[::2] = samples
    doubled[1::2] = array("h", ((one + other) // 2 for one, other in zip(samples, samples[1:] + samples[-1:])))
    return doubled


def write_recording(path: Path, parts: list[float | array]) -> None:
    """A recording made of speech, and of silences given in seconds."""
    with wave.open(str(path), "wb") as recording:
        recording.setnchannels(1)
        recording.setsampwidth(2)
        recording.setframerate(MICROPHONE_RATE)
        for part in parts:
            recording.writeframes(bytes(2 * int(part * MICROPHONE_RATE)) if isinstance(part, float) else part.tobytes())
