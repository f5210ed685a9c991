"""Ultravox's calls: what goes over their sockets, and what their model does."""

from __future__ import annotations

import base64
import json
import math
import struct
import threading
import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import requests
from twilio_simulator import encode
from ultravox_shapes import MESSAGES, STAGE, objection
from ultravox_webhooks import now
from websockets.sync.server import ServerConnection

if TYPE_CHECKING:
    from ultravox_simulator import Ultravox

RATE = 16_000
FRAME = RATE // 50 * 2


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
    # The agent that it was made of, where there was one.
    agent: dict[str, Any] | None = None
    # What answers of tools have made of it, one after the other.
    stages: list[dict[str, Any]] = field(default_factory=list)
    history: list[dict[str, Any]] = field(default_factory=list)
    line: TelephoneLine | None = None

    @property
    def object(self) -> dict[str, Any]:
        return {
            "callId": self.id, "clientVersion": None, "created": now(), "joined": now() if self.socket else None,
            "ended": now() if self.end_reason else None, "endReason": self.end_reason, "billedDuration": "6s" if self.end_reason else None,
            "joinUrl": f"{self.simulator.socket_url}/calls/{self.id}/server_web_socket", "metadata": self.request.get("metadata", {}),
            "medium": self.request["medium"], "systemPrompt": self.request["systemPrompt"],
            "agent": self.agent and {"agentId": self.agent["agentId"], "name": self.agent["name"]},
            "agentId": self.agent and self.agent["agentId"], "billingStatus": "BILLING_STATUS_PENDING",
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
        kind = answer.headers.get("X-Ultravox-Response-Type")
        ends, text = kind == "hang-up", answer.text
        if kind == "new-stage":
            text = self.begin_stage(answer.json())
        use = ToolUse(tool, answer.status_code, text, ends)
        self.tools.append(use)
        self.remember("TOOL_RESULT", text, toolName=tool)
        if ends:
            self.hang_up("agent_hangup")
        return use

    def begin_stage(self, stage: dict[str, Any]) -> str:
        """Goes on as a tool's answer says; what it does not say stays. Returns what the model reads as the answer."""
        assert (found := objection(stage, STAGE)) is None, found
        self.stages.append(stage)
        text = stage.get("toolResultText") or "OK"
        self.request |= {key: value for key, value in stage.items() if key != "toolResultText" and value is not None}
        return text

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


def tone(seconds: float, hertz: int = 440) -> bytes:
    """A beep, 16-bit little-endian mono."""
    return b"".join(
        struct.pack("<h", int(6_000 * math.sin(2 * math.pi * hertz * n / RATE)) or 1) for n in range(int(seconds * RATE))
    )
