"""A client of the call socket, as contract/README.md describes it."""

from __future__ import annotations

import json
from typing import Any

from websockets.sync.client import ClientConnection, connect

Message = dict[str, Any]


class CallSocket:
    """Keeps what it saw, and knows the last sequence number for resuming."""

    def __init__(self, url: str, after: int | None = None):
        suffix = "" if after is None else f"&after={after}"
        self.socket = connect(url + suffix, open_timeout=10, max_size=1 << 20)
        self.messages: list[Message] = []
        self.audio = bytearray()

    def __enter__(self) -> CallSocket:
        self.connection: ClientConnection = self.socket.__enter__()
        return self

    def __exit__(self, *error: Any) -> None:
        self.socket.__exit__(*error)

    @property
    def last_sequence(self) -> int:
        return max((message["sequence"] for message in self.messages if "sequence" in message), default=0)

    @property
    def transcript(self) -> list[tuple[str, str]]:
        return [(m["role"], m["text"]) for m in self.messages if m["type"] == "transcript"]

    @property
    def form(self) -> Message:
        return [m["form"] for m in self.messages if m["type"] == "form"][-1]

    def send(self, **message: Any) -> None:
        self.connection.send(json.dumps(message))

    def receive(self, timeout: float = 10) -> Message | None:
        frame = self.connection.recv(timeout=timeout)
        if isinstance(frame, bytes):
            self.audio += frame
            return None
        message = json.loads(frame)
        self.messages.append(message)
        return message

    def until(self, type: str, timeout: float = 10, **members: Any) -> Message:
        """The next message of that type with those members."""
        while True:
            message = self.receive(timeout)
            if message and message["type"] == type and all(message.get(k) == v for k, v in members.items()):
                return message

    def say(self, text: str) -> list[Message]:
        """Types a line and returns what came until the form that closes the turn."""
        self.send(type="set_output_medium", medium="text")
        self.send(type="user_text_message", text=text)
        first = len(self.messages)
        self.until("form")
        return self.messages[first:]
