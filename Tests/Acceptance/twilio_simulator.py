"""A telephone company for tests: it speaks Twilio's protocols as reference and documentation have them.

It signs its webhooks, follows the TwiML that they are answered with, opens media streams and carries sound at real pace, gives marks
back when what was before them was played, knows `clear`, sends keys and status reports. It can also do all of that wrongly.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
import time
import urllib.parse
import uuid
import xml.etree.ElementTree as ET
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import requests
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

ACCOUNT = "AC00112233445566778899aabbccddeeff"
TOKEN = "f0e1d2c3b4a5968778695a4b3c2d1e0f"
# Where the outside world reaches the server under test: nobody listens there, for only signatures know of it.
PUBLIC_URL = "https://voice.example.com"
FRAME = 0.02
SILENCE = b"\xff" * 160
Form = list[tuple[str, str]]


def settings(**more: str) -> dict[str, str]:
    """What the server under test has to be told."""
    return {"PUBLIC_URL": PUBLIC_URL, "TWILIO_ACCOUNT_SID": ACCOUNT, "TWILIO_AUTH_TOKEN": TOKEN} | more


def signature(url: str, form: Form = (), token: str = TOKEN) -> str:
    fields = "".join(name + value for name, value in sorted(set(form)))
    return base64.b64encode(hmac.new(token.encode(), (url + fields).encode(), hashlib.sha1).digest()).decode()


def decode(mu_law: bytes) -> list[int]:
    """G.711 to signed samples."""

    def sample(byte: int) -> int:
        value = ~byte & 0xFF
        magnitude = ((((value & 0x0F) << 3) + 0x84) << (value >> 4 & 7)) - 0x84
        return -magnitude if value & 0x80 else magnitude

    return [sample(byte) for byte in mu_law]


def encode(samples: list[int]) -> bytes:
    """Signed samples at 8 kHz to G.711."""

    def byte(sample: int) -> int:
        magnitude = min(abs(sample), 32_635) + 0x84
        exponent = magnitude.bit_length() - 8
        return ~((0x80 if sample < 0 else 0) | exponent << 4 | magnitude >> exponent + 3 & 0x0F) & 0xFF

    return bytes(byte(sample) for sample in samples)


class Stream:
    """A media stream, from Twilio's side: an ear and a mouth at 20 ms a piece."""

    def __init__(self, url: str, call: PhoneCall, parameters: dict[str, str], port: int, token: str = TOKEN, account: str = ACCOUNT):
        address = urllib.parse.urlsplit(url)
        # The server under test is reached beside its public address; anybody else at the address that was given.
        here = f"ws://127.0.0.1:{port}{address.path}" if url.startswith(PUBLIC_URL.replace("http", "ws")) else url
        self.id = "MZ" + uuid.uuid4().hex
        self.sequence = self.chunk = 0
        self.to_say: deque[bytes] = deque()
        self.queue: deque[tuple[str, object]] = deque()
        self.lock = threading.Lock()
        self.heard = bytearray()
        self.marks: list[str] = []
        self.clears = 0
        self.close_code: int | None = None
        self.is_over = threading.Event()
        self.last_sound = time.monotonic()
        self.lose_every = 0
        self.reads = threading.Event()
        self.reads.set()
        self.socket: ClientConnection = connect(
            here, additional_headers={"X-Twilio-Signature": signature(url, token=token)}, open_timeout=10
        ).__enter__()
        self._send(event="connected", protocol="Call", version="1.0.0")
        start = {
            "accountSid": account,
            "streamSid": self.id,
            "callSid": call.sid,
            "tracks": ["inbound"],
            "mediaFormat": {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1},
            "customParameters": parameters,
        }
        self._numbered(event="start", streamSid=self.id, start=start)

    def run(self) -> None:
        """Carries sound until either side has had enough."""
        reader = threading.Thread(target=self._read, daemon=True)
        reader.start()
        due = time.monotonic()
        while not self.is_over.is_set():
            self._say_frame()
            self._play_frame()
            due += FRAME
            time.sleep(max(0, due - time.monotonic()))
        reader.join(timeout=10)

    def press(self, digit: str) -> None:
        self._numbered(event="dtmf", streamSid=self.id, dtmf={"track": "inbound_track", "digit": digit})

    def say(self, samples: bytes) -> None:
        """Queues μ-law to be said, in frames."""
        self.to_say.extend(samples[start : start + 160].ljust(160, b"\xff") for start in range(0, len(samples), 160))

    def stop(self) -> None:
        """The caller hangs up."""
        self._numbered(event="stop", streamSid=self.id, stop={"accountSid": ACCOUNT})
        self.socket.close()

    def drop(self) -> None:
        """The connection is lost, without a word."""
        self.socket.socket.close()

    @property
    def is_playing(self) -> bool:
        return bool(self.queue)

    def _say_frame(self) -> None:
        frame = self.to_say.popleft() if self.to_say else SILENCE
        self.chunk += 1
        if self.lose_every and self.chunk % self.lose_every == 0:
            return
        media = {"track": "inbound", "chunk": str(self.chunk), "timestamp": str(self.chunk * 20), "payload": base64.b64encode(frame).decode()}
        self._numbered(event="media", streamSid=self.id, media=media)

    def _play_frame(self) -> None:
        """Plays twenty milliseconds of what came, and gives back the marks that are reached."""
        missing = 160
        with self.lock:
            while self.queue:
                kind, value = self.queue[0]
                if kind == "mark":
                    self.queue.popleft()
                    self._give_back(value)
                elif missing == 0:
                    break
                else:
                    piece = value[:missing]
                    self.heard += piece
                    missing -= len(piece)
                    self.last_sound = time.monotonic()
                    if len(piece) < len(value):
                        self.queue[0] = ("media", value[len(piece) :])
                    else:
                        self.queue.popleft()

    def _give_back(self, mark: str) -> None:
        self.marks.append(mark)
        self._numbered(event="mark", streamSid=self.id, mark={"name": mark})

    def _read(self) -> None:
        try:
            for frame in self.socket:
                self.reads.wait()
                assert isinstance(frame, str), "Twilio warns of binary frames (31950)"
                message = json.loads(frame)
                assert message["streamSid"] == self.id
                with self.lock:
                    if message["event"] == "media":
                        self.queue.append(("media", base64.b64decode(message["media"]["payload"], validate=True)))
                    elif message["event"] == "mark":
                        self.queue.append(("mark", message["mark"]["name"]))
                    elif message["event"] == "clear":
                        self.clears += 1
                        dropped = [value for kind, value in self.queue if kind == "mark"]
                        self.queue.clear()
                        for mark in dropped:
                            self._give_back(mark)
                    else:
                        raise AssertionError(f"malformed: {message}")
        except (ConnectionClosed, OSError):
            pass
        finally:
            self.close_code = self.socket.close_code
            self.is_over.set()

    def _numbered(self, **message: object) -> None:
        self.sequence += 1
        self._send(sequenceNumber=str(self.sequence), **message)

    def _send(self, **message: object) -> None:
        # Whoever reads notices why it is over.
        with suppress(ConnectionClosed, OSError):
            self.socket.send(json.dumps(message))


class PhoneCall:
    """A call to one of the numbers, from the ring to the last report."""

    def __init__(self, port: int, to: str, caller: str = "+14155550101", sid: str | None = None, direction: str = "inbound"):
        self.port = port
        self.sid = sid or "CA" + uuid.uuid4().hex
        self.fields = [
            *(("CallSid", self.sid), ("AccountSid", ACCOUNT), ("From", caller), ("To", to), ("Caller", caller), ("Called", to)),
            *(("Direction", direction), ("ApiVersion", "2010-04-01"), ("FromCity", ""), ("CallerName", "Zoë & Co")),
        ]
        self.status = "ringing"
        self.said: list[str] = []
        self.dialled: list[str] = []
        self.streams: list[Stream] = []
        self.verbs: list[str] = []
        # What the people and machines at the other end do.
        self.on_stream: Callable[[Stream], None] = lambda stream: None
        self.key: str | None = None
        self.message: dict[str, str] | None = None
        self.person_presses: str | None = None

    # Webhooks

    def post(self, url: str, token: str = TOKEN, **more: str) -> requests.Response:
        """Asks as Twilio does: signed over the public address, sent to where the server really is."""
        form = [*self.fields, ("CallStatus", self.status), *more.items()]
        parts = urllib.parse.urlsplit(url)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        return requests.post(
            f"http://127.0.0.1:{self.port}{path}",
            data=form,
            headers={"X-Twilio-Signature": signature(url, form, token), "User-Agent": "TwilioProxy/1.1"},
            timeout=15,
        )

    def ring(self, **more: str) -> requests.Response:
        return self.post(f"{PUBLIC_URL}/webhook/twilio/voice", **more)

    def report(self, status: str, sequence: int, **more: str) -> requests.Response:
        self.status = status
        return self.post(f"{PUBLIC_URL}/webhook/twilio/status", SequenceNumber=str(sequence), CallbackSource="call-progress-events", **more)

    # What the answers say

    def hold(self) -> None:
        """The whole call: rings, does what it is told until there is nothing more to do, reports the end."""
        self.follow(self.ring())
        self.report("completed", 3, CallDuration="42", Duration="1")

    def follow(self, answer: requests.Response) -> None:
        for _ in range(30):
            verbs = self.verbs_of(answer)
            self.status = "in-progress"
            following = None
            for verb in verbs:
                self.verbs.append(verb.tag)
                following = self.do(verb)
                if following is not None or verb.tag == "Hangup":
                    break
            if following is None or self.status == "completed":
                return
            answer = following
        raise AssertionError(f"the call goes round in a circle: {self.verbs}")

    @staticmethod
    def verbs_of(answer: requests.Response) -> list[ET.Element]:
        assert answer.status_code == 200, answer.text
        assert answer.headers["Content-Type"].startswith("text/xml"), "anything else is error 12300"
        root = ET.fromstring(answer.content)
        assert root.tag == "Response"
        return list(root)

    def do(self, verb: ET.Element) -> requests.Response | None:
        """What comes after a verb; nil when the next one does."""
        match verb.tag:
            case "Say":
                self.said.append(verb.text or "")
            case "Connect":
                return self._connect(verb)
            case "Dial":
                return self._dial(verb)
            case "Gather":
                self.said += [say.text or "" for say in verb.findall("Say")]
                if self.key:
                    return self.post(verb.attrib["action"], Digits=self.key)
            case "Record":
                if self.message:
                    return self.post(verb.attrib["action"], **self.message)
            case "Hangup" | "Pause":
                pass
            case other:
                raise AssertionError(f"{other} is no verb")
        return None

    def _connect(self, verb: ET.Element) -> requests.Response:
        [element] = verb.findall("Stream")
        url = element.attrib["url"]
        # A simulated service on this machine has no certificate.
        assert url.startswith(("wss://", "ws://127.0.0.1:")) and "?" not in url, "anything else is error 31922, and a query is dropped"
        parameters = {parameter.attrib["name"]: parameter.attrib["value"] for parameter in element.findall("Parameter")}
        assert all(len(name) + len(value) < 500 for name, value in parameters.items())
        stream = Stream(url, self, parameters, self.port)
        self.streams.append(stream)
        script = threading.Thread(target=self.on_stream, args=[stream], daemon=True)
        script.start()
        stream.run()
        script.join(timeout=10)
        return self.post(verb.attrib["action"], StreamSid=stream.id)

    def _dial(self, verb: ET.Element) -> requests.Response:
        [number] = verb.findall("Number")
        self.dialled.append(number.text or "")
        leg = PhoneCall(self.port, to=number.text or "", caller=dict(self.fields)["From"], direction="outbound-dial")
        is_joined = False
        if self.person_presses is not None:
            leg.key = self.person_presses or None
            leg.status = "in-progress"
            leg.follow(leg.post(number.attrib["url"]))
            self.said += leg.said
            is_joined = leg.verbs[-1:] == ["Gather"]
        status = "completed" if is_joined else "no-answer"
        return self.post(verb.attrib["action"], DialCallStatus=status, DialCallSid=leg.sid)


class TwilioAPI:
    """Twilio's REST interface, as far as it is used: numbers that are configured, calls that are made."""

    def __init__(self, *numbers: str):
        self.numbers = {number: {"sid": "PN" + uuid.uuid4().hex, "phone_number": number, "voice_url": ""} for number in numbers}
        self.calls: list[dict[str, str]] = []
        # What was asked to be texted, with what it was answered with; the next ones are answered with these.
        self.texts: list[tuple[dict[str, str], int]] = []
        self.answers_to_texts: list[tuple[int, dict]] = []
        self.refuse_with: tuple[int, dict] | None = None
        api = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:  # noqa: N802
                query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(self.path).query))
                found = [entry for number, entry in api.numbers.items() if number == query.get("PhoneNumber")]
                self.answer(200, {"incoming_phone_numbers": found})

            def do_POST(self) -> None:  # noqa: N802
                form = urllib.parse.parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode(), keep_blank_values=True)
                if api.refuse_with:
                    return self.answer(*api.refuse_with)
                if self.path.endswith("/Messages.json"):
                    taken = (201, {"sid": "SM" + uuid.uuid4().hex, "status": "queued", "error_code": None})
                    status, body = api.answers_to_texts.pop(0) if api.answers_to_texts else taken
                    api.texts.append((dict(form) | {"sid": body.get("sid", "")}, status))
                    return self.answer(status, body)
                if self.path.endswith("/Calls.json"):
                    call = dict(form) | {"sid": "CA" + uuid.uuid4().hex, "status": "queued"}
                    api.calls.append(call)
                    return self.answer(201, call)
                [entry] = [entry for entry in api.numbers.values() if entry["sid"] in self.path]
                entry.update({"voice_url": dict(form)["VoiceUrl"], "status_callback": dict(form)["StatusCallback"]})
                return self.answer(200, entry)

            def answer(self, status: int, body: dict) -> None:
                expected = "Basic " + base64.b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()
                if self.headers["Authorization"] != expected:
                    status, body = 401, {"code": 20003, "message": "Authenticate", "status": 401}
                content = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def report(self, port: int, text: dict[str, str], status: str, token: str = TOKEN, **more: str) -> requests.Response:
        """Tells at the address that came with a text what has become of it; the server is reached beside its public address."""
        form = [("MessageSid", text["sid"]), ("MessageStatus", status), ("AccountSid", ACCOUNT), ("From", text["From"]), ("To", text["To"])]
        form += list(more.items())
        url = text["StatusCallback"]
        assert url.startswith(PUBLIC_URL)
        here = url.replace(PUBLIC_URL, f"http://127.0.0.1:{port}")
        headers = {"X-Twilio-Signature": signature(url, form, token), "Content-Type": "application/x-www-form-urlencoded"}
        return requests.post(here, data=urllib.parse.urlencode(form), headers=headers, timeout=10)

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
