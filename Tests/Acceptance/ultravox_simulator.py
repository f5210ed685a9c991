"""Ultravox on loopback: its REST interface, its server WebSocket, its tools over HTTP and its signed webhooks. A test plays the model."""

from __future__ import annotations

import base64
import datetime
import hashlib
import hmac
import json
import math
import re
import struct
import threading
import time
import urllib.parse
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import requests
from twilio_simulator import encode
from websockets.exceptions import ConnectionClosed
from websockets.sync.server import Server as SocketServer
from websockets.sync.server import ServerConnection, serve

KEY = "simulate.d-key-of-thirty-two-characters-00"
RATE = 16_000
FRAME = RATE // 50 * 2

# What each message of the vendor's protocol may hold: anything else is refused, as protobuf's JSON does.
ANY: dict[str, Any] = {}
CALLBACK = {"url": ANY, "secrets": ANY}
PARAMETER = {"name": ANY, "location": ANY}
TOOL = {
    "toolId": ANY, "toolName": ANY, "nameOverride": ANY, "descriptionOverride": ANY, "authTokens": ANY, "parameterOverrides": ANY,
    "temporaryTool": {
        "modelToolName": ANY, "description": ANY, "timeout": ANY, "precomputable": ANY, "client": ANY, "dataConnection": ANY,
        "defaultReaction": ANY, "staticResponse": ANY, "requirements": {"httpSecurityOptions": {"options": ANY}, "requiredParameterOverrides": ANY},
        "dynamicParameters": PARAMETER | {"schema": ANY, "required": ANY}, "staticParameters": PARAMETER | {"value": ANY},
        "automaticParameters": PARAMETER | {"knownValue": ANY}, "http": {"baseUrlPattern": ANY, "httpMethod": ANY},
    },
}  # fmt: skip
CALL = {
    "systemPrompt": ANY, "model": ANY, "temperature": ANY, "voice": ANY, "voiceOverrides": ANY, "externalVoice": ANY, "languageHint": ANY,
    "initialMessages": {"role": ANY, "text": ANY, "medium": ANY}, "joinTimeout": ANY, "maxDuration": ANY, "timeExceededMessage": ANY,
    "inactivityMessages": {"duration": ANY, "message": ANY, "endBehavior": ANY}, "selectedTools": TOOL, "recordingEnabled": ANY,
    "medium": {
        "webRtc": ANY, "twilio": {"outgoing": ANY, "dtmfHandling": ANY}, "telnyx": ANY, "plivo": ANY, "exotel": ANY, "sip": ANY,
        "serverWebSocket": {
            "inputSampleRate": ANY, "outputSampleRate": ANY, "clientBufferSizeMs": ANY, "dataMessages": ANY, "mediaIdleTimeout": ANY,
        },
    },
    "initialOutputMedium": ANY, "metadata": ANY, "initialState": ANY, "dataConnection": ANY, "sharedSecrets": ANY, "retentionPolicy": ANY,
    "firstSpeakerSettings": {
        "agent": {"uninterruptible": ANY, "text": ANY, "prompt": ANY, "delay": ANY}, "user": {"fallback": ANY},
    },
    "vadSettings": {
        "turnEndpointDelay": ANY, "minimumTurnDuration": ANY, "minimumInterruptionDuration": ANY, "frameActivationThreshold": ANY,
    },
    "callbacks": {"joined": CALLBACK, "ended": CALLBACK, "billed": CALLBACK}, "experimentalSettings": ANY,
}  # fmt: skip
MESSAGES = {
    "user_text_message": {"type", "text", "urgency", "threadId"},
    "set_output_medium": {"type", "medium"},
    "hang_up": {"type", "message"},
    "ping": {"type", "timestamp"},
}
DURATIONS = {"joinTimeout", "maxDuration", "timeout", "duration", "turnEndpointDelay", "minimumTurnDuration", "minimumInterruptionDuration"}


def objection(message: Any, shape: dict[str, Any], name: str = "StartCallRequest") -> str | None:
    """What protobuf's JSON parser has against a message; None when it takes it."""
    for part in message if isinstance(message, list) else [message]:
        if not isinstance(part, dict):
            return f'Message type "ultravox.v1.{name}" must be an object.'
        for key, value in part.items():
            if key not in shape:
                return f'Message type "ultravox.v1.{name}" has no field named "{key}"'
            if key in DURATIONS and not re.fullmatch(r"-?(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,9})?s", str(value)):
                return f"{key}: {value!r} is no duration"
            if shape[key] and value is not None and (found := objection(value, shape[key], key)):
                return found
    return None


@dataclass
class ToolUse:
    """A tool that the model has called, and what it was answered."""

    name: str
    status: int
    text: str
    ends: bool


@dataclass
class Conversation:
    """One call: what it was asked for with, and what went over its socket."""

    simulator: Ultravox
    request: dict[str, Any]
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    socket: ServerConnection | None = None
    heard_bytes: int = 0
    spoken_bytes: int = 0
    messages: list[dict[str, Any]] = field(default_factory=list)
    tools: list[ToolUse] = field(default_factory=list)
    end_reason: str | None = None
    ordinal: int = 0
    history: list[dict[str, Any]] = field(default_factory=list)
    line: TelephoneLine | None = None

    @property
    def object(self) -> dict[str, Any]:
        return {
            "callId": self.id, "clientVersion": None, "created": now(), "joined": now() if self.socket else None,
            "ended": now() if self.end_reason else None, "endReason": self.end_reason, "billedDuration": "6s" if self.end_reason else None,
            "joinUrl": f"{self.simulator.socket_url}/calls/{self.id}/server_web_socket", "metadata": self.request.get("metadata", {}),
            "medium": self.request["medium"], "systemPrompt": self.request["systemPrompt"],
        }  # fmt: skip

    # What the model does.

    def send(self, **message: Any) -> None:
        if message["type"] == "transcript" and message["final"]:
            self.remember(message["role"].upper(), message["text"], medium=f"MESSAGE_MEDIUM_{message['medium'].upper()}")
        if self.line:
            return
        assert self.socket
        self.socket.send(json.dumps(message))

    def remember(self, role: str, text: str, **more: Any) -> None:
        """Adds a message to what `GET /calls/{id}/messages` tells."""
        self.history.append({"role": f"MESSAGE_ROLE_{role}", "text": text, "callStageMessageIndex": len(self.history), **more})

    def speak(self, sound: bytes) -> None:
        self.spoken_bytes += len(sound)
        if self.line:
            self.line.speak(sound)
        else:
            assert self.socket
            self.socket.send(sound)

    def say(self, text: str, seconds: float = 0.2) -> None:
        """Speaks ahead of real time, as the vendor does, and tells the words as they are spoken."""
        self.send(type="state", state="speaking")
        words = text.split(" ")
        for position, word in enumerate(words):
            self.send(type="transcript", role="agent", medium="voice", delta=word + " ", final=False, ordinal=self.ordinal)
            if position == 0:
                self.speak(tone(seconds))
        self.send(type="transcript", role="agent", medium="voice", text=text, final=True, ordinal=self.ordinal)
        self.ordinal += 1
        self.send(type="state", state="listening")

    def tool(self, tool: str, token: str | None = None, **arguments: Any) -> ToolUse:
        """Calls a tool as its definition says. The conversation stands still meanwhile."""
        chosen = next(t for t in self.request["selectedTools"] if t["temporaryTool"]["modelToolName"] == tool)
        definition = chosen["temporaryTool"]
        known = {parameter["name"] for parameter in definition["dynamicParameters"]}
        assert set(arguments) <= known, f"{tool} has no {set(arguments) - known}"
        for parameter in definition.get("automaticParameters", []):
            assert parameter["knownValue"] == "KNOWN_PARAM_CALL_ID"
            arguments[parameter["name"]] = self.id
        (name, security), *_ = definition["requirements"]["httpSecurityOptions"]["options"][0]["requirements"].items()
        assert security == {"httpAuth": {"scheme": "Bearer"}}
        self.remember("TOOL_CALL", json.dumps(arguments), toolName=tool, invocationId=str(uuid.uuid4()))
        answer = requests.request(
            definition["http"]["httpMethod"], self.simulator.reached(definition["http"]["baseUrlPattern"]), json=arguments,
            headers={"Authorization": f"Bearer {token or chosen['authTokens'][name]}"}, timeout=float(definition["timeout"][:-1]),
        )  # fmt: skip
        ends = answer.headers.get("X-Ultravox-Response-Type") == "hang-up"
        use = ToolUse(tool, answer.status_code, answer.text, ends)
        self.tools.append(use)
        self.remember("TOOL_RESULT", answer.text, toolName=tool)
        if ends:
            self.hang_up("agent_hangup")
        return use

    def repeat(self, use: ToolUse) -> None:
        """Says what a tool's answer tells to say."""
        words = use.text.split('"')
        self.say(words[1] if len(words) > 2 else use.text)

    def hang_up(self, reason: str) -> None:
        self.end_reason = reason
        if self.line:
            self.line.wait_until_heard()
        assert self.socket
        self.socket.close()

    def die(self) -> None:
        """The socket breaks in mid-call, without a word."""
        self.end_reason = "system_error"
        assert self.socket
        self.socket.socket.shutdown(2)

    def take(self, message: dict[str, Any]) -> None:
        """A data message, however it came."""
        assert set(message) <= MESSAGES[message["type"]], f"the vendor knows no such message: {message}"
        self.messages.append(message)
        if message["type"] == "ping":
            self.send(type="pong", timestamp=message["timestamp"])
        elif message["type"] == "hang_up":
            self.hang_up("agent_hangup" if self.line else "hangup")
        elif message["type"] == "user_text_message" and message["urgency"] == "immediate":
            self.heard(message["text"], typed=True)

    # The telephone company's socket.

    def serve_telephone(self, socket: ServerConnection) -> None:
        self.socket = socket
        for frame in socket:
            message = json.loads(frame)
            match message["event"]:
                case "start":
                    assert message["start"]["customParameters"] == {}
                    self.line = TelephoneLine(socket, message["streamSid"])
                    if not self.simulator.is_mute:
                        self.say(self.request["firstSpeakerSettings"]["agent"]["text"])
                case "media":
                    assert self.line
                    if self.line.hears_end(base64.b64decode(message["media"]["payload"])):
                        self.heard(self.simulator.spoken.pop(0) if self.simulator.spoken else "", typed=False)
                case "mark":
                    assert self.line
                    self.line.is_heard.set()
                case "dtmf":
                    self.heard(message["dtmf"]["digit"], typed=True)

    # Our own socket.

    def serve(self, socket: ServerConnection) -> None:
        self.socket = socket
        self.send(type="call_started", callId=self.id)
        first = self.request.get("firstSpeakerSettings", {}).get("agent", {})
        if self.simulator.is_mute:
            pass
        elif "text" in first:
            self.say(first["text"])
        else:
            self.say("Sorry, we were cut off.")
        ear = Ear()
        for frame in socket:
            if isinstance(frame, bytes):
                self.heard_bytes += len(frame)
                if ear.hears_end(frame):
                    self.heard(self.simulator.spoken.pop(0) if self.simulator.spoken else "", typed=False)
                continue
            self.take(json.loads(frame))

    def heard(self, text: str, typed: bool) -> None:
        self.send(type="playback_clear_buffer")
        for event, name in (("userStartedSpeaking", "user_started_speaking"), ("userStoppedSpeaking", "user_stopped_speaking")):
            if self.request["medium"].get("serverWebSocket", {}).get("dataMessages", {}).get(event) and not typed:
                self.send(type=name)
        self.send(
            type="transcript", role="user", medium="text" if typed else "voice", text=text, final=True, ordinal=self.ordinal
        )
        self.ordinal += 1
        self.send(type="state", state="thinking")
        if not self.simulator.is_mute:
            self.simulator.model(self, text)


class TelephoneLine:
    """A media stream of a telephone company: μ-law at 8 kHz, and marks that come back when what is before them was heard."""

    def __init__(self, socket: ServerConnection, stream: str) -> None:
        self.socket = socket
        self.stream = stream
        self.ear = Ear()
        self.is_heard = threading.Event()

    def send(self, **message: Any) -> None:
        self.socket.send(json.dumps(message | {"streamSid": self.stream}))

    def speak(self, sound: bytes) -> None:
        samples = [sample for (sample,) in struct.iter_unpack("<h", sound)][::2]
        self.send(event="media", media={"payload": base64.b64encode(encode(samples)).decode()})

    def hears_end(self, mu_law: bytes) -> bool:
        # A frame of ours has four times the bytes: silence is the same in both.
        return self.ear.hears_end((b"\0" if set(mu_law) <= {0xFF, 0x7F} else b"\1") * FRAME)

    def wait_until_heard(self) -> None:
        """Plays to its end what was said, as the vendor does before it hangs up."""
        self.is_heard.clear()
        self.send(event="mark", mark={"name": "last"})


class Ear:
    """Tells when somebody has spoken and stopped. What is not silence is speech."""

    def __init__(self) -> None:
        self.is_hearing = False
        self.quiet = 0

    def hears_end(self, frame: bytes) -> bool:
        assert len(frame) == FRAME, f"20 ms are {FRAME} bytes, not {len(frame)}"
        if any(frame):
            self.is_hearing, self.quiet = True, 0
            return False
        self.quiet += 1
        ends = self.is_hearing and self.quiet >= 15
        self.is_hearing = self.is_hearing and not ends
        return ends


class Ultravox:
    """The whole service. `model` plays the model: it gets each utterance of the caller."""

    def __init__(self, model: Callable[[Conversation, str], None]):
        self.model = model
        self.conversations: list[Conversation] = []
        self.requests: list[tuple[str, str]] = []
        # What the caller says aloud, in order: each stretch of sound is the next of these.
        self.spoken: list[str] = []
        # A status, or "never": how calls are refused.
        self.refusal: int | str | None = None
        self.retry_after: str | None = None
        self.is_mute = False
        # What was said cannot be read back.
        self.hides_messages = False
        # Where a public address leads, by how it begins.
        self.public: dict[str, str] = {}
        # Calls are to be joined at another port than the one where somebody answers.
        self.socket_port: int | None = None
        self.is_stopping = threading.Event()
        self.webhooks: list[requests.Response] = []
        service = self

        class Handler(RestHandler):
            ultravox = service

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.sockets: SocketServer = serve(self.join, "127.0.0.1", 0, compression=None, close_timeout=1)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.http.server_port}/api"

    @property
    def socket_url(self) -> str:
        return f"ws://127.0.0.1:{self.socket_port or self.sockets.socket.getsockname()[1]}"

    def reached(self, url: str) -> str:
        """Where an address that the server has given out is to be reached here."""
        for public, here in self.public.items():
            url = here + url.removeprefix(public) if url.startswith(public) else url
        return url

    @property
    def call(self) -> Conversation:
        return self.conversations[-1]

    def join(self, socket: ServerConnection) -> None:
        assert socket.request
        id = socket.request.path.split("/")[2]
        conversation = next(c for c in self.conversations if c.id == id)
        assert conversation.socket is None, "a call is joined once"
        is_telephone = "twilio" in conversation.request["medium"]
        assert is_telephone or socket.request.path.endswith("?apiVersion=1")
        try:
            conversation.serve_telephone(socket) if is_telephone else conversation.serve(socket)
        except (ConnectionClosed, OSError):
            pass
        conversation.end_reason = conversation.end_reason or "hangup"
        for event, callback in conversation.request.get("callbacks", {}).items():
            self.webhooks.append(webhook(self.reached(callback["url"]), callback["secrets"], f"call.{event}", conversation.object))


def webhook(
    url: str, secrets: list[str], event: str | None, call: dict[str, Any], body: dict[str, Any] | None = None, age: float = 0
) -> requests.Response:
    """Tells a URL what became of a call, signed with each secret."""
    data = json.dumps(body or {"event": event, "call": call}).encode()
    timestamp = now(age)
    signatures = [hmac.new(secret.encode(), data + timestamp.encode(), hashlib.sha256).hexdigest() for secret in secrets]
    headers = {
        "Content-Type": "application/json", "X-Ultravox-Webhook-Timestamp": timestamp, "X-Ultravox-Webhook-Signature": ",".join(signatures),
    }  # fmt: skip
    return requests.post(url, data=data, headers=headers, timeout=10)


class RestHandler(BaseHTTPRequestHandler):
    ultravox: Ultravox

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        conversation = self.named(path.removesuffix("/messages"))
        if not conversation:
            return
        if not path.endswith("/messages"):
            return self.answer(200, conversation.object)
        assert dict(urllib.parse.parse_qsl(query))["mode"] == "in_call"
        if self.ultravox.hides_messages:
            return self.answer(503, {"detail": "Not now."})
        self.answer(200, {"next": None, "previous": None, "results": conversation.history, "total": len(conversation.history)})

    def do_DELETE(self) -> None:
        if self.named(self.path):
            self.answer(204)

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path.endswith("/send_data_message"):
            if conversation := self.named(self.path.removesuffix("/send_data_message")):
                if conversation.end_reason:
                    return self.answer(422, {"detail": "The call is not active."})
                conversation.take(body)
                self.answer(204)
            return
        if not self.is_admitted():
            return
        if self.path != "/api/calls":
            self.answer(404, {"detail": "Not found."})
        elif self.ultravox.refusal == "never":
            self.ultravox.is_stopping.wait()
        elif isinstance(self.ultravox.refusal, int):
            self.answer(self.ultravox.refusal, {"detail": "Not now."})
        elif found := objection(body, CALL):
            self.answer(400, {"detail": found})
        else:
            conversation = Conversation(self.ultravox, body)
            self.ultravox.conversations.append(conversation)
            self.answer(201, conversation.object)

    def named(self, path: str) -> Conversation | None:
        if not self.is_admitted():
            return None
        found = next((c for c in self.ultravox.conversations if path == f"/api/calls/{c.id}"), None)
        if not found:
            self.answer(404, {"detail": "Not found."})
        return found

    def is_admitted(self) -> bool:
        self.ultravox.requests.append((self.command, self.path))
        if self.headers["X-API-Key"] == KEY:
            return True
        self.answer(401, {"detail": "Invalid API key."})
        return False

    def answer(self, status: int, body: dict[str, Any] | None = None) -> None:
        data = json.dumps(body).encode() if body else b""
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        if self.ultravox.retry_after:
            self.send_header("Retry-After", self.ultravox.retry_after)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *arguments: Any) -> None:
        """Nothing: what was asked is in `requests`."""


def now(age: float = 0) -> str:
    return (datetime.datetime.now(datetime.UTC) - datetime.timedelta(seconds=age)).isoformat()


def tone(seconds: float, hertz: int = 440) -> bytes:
    """A beep, 16-bit little-endian mono."""
    return b"".join(
        struct.pack("<h", int(6_000 * math.sin(2 * math.pi * hertz * n / RATE)) or 1) for n in range(int(seconds * RATE))
    )


@contextmanager
def ultravox(model: Callable[[Conversation, str], None]) -> Iterator[Ultravox]:
    service = Ultravox(model)
    threads = [threading.Thread(target=target, daemon=True) for target in (service.http.serve_forever, service.sockets.serve_forever)]
    for thread in threads:
        thread.start()
    try:
        yield service
    finally:
        service.is_stopping.set()
        service.http.shutdown()
        service.http.server_close()
        service.sockets.shutdown()


def wait_until(condition: Callable[[], Any], seconds: float = 10) -> Any:
    """Waits for something that another thread or process does."""
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.01)
    return found
