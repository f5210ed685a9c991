"""A language model's server, as small as can be: speaks the OpenAI-compatible protocol on loopback and answers what a test scripted."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = list[str] | int


def chunk(delta: dict[str, Any], finish: str | None = None) -> str:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return json.dumps({"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "small", "choices": [choice]})


def saying(*pieces: str) -> Answer:
    """The model says something, in these pieces."""
    return [*(chunk({"content": piece}) for piece in pieces), chunk({}, "stop"), "[DONE]"]


def calling(name: str, arguments: dict[str, Any]) -> Answer:
    """The model calls a tool, its arguments cut into fragments."""
    text = json.dumps(arguments)
    first = {"index": 0, "id": "call_1", "type": "function", "function": {"name": name, "arguments": ""}}
    fragments = [text[start : start + 9] for start in range(0, len(text), 9)]
    deltas = [{"tool_calls": [first]}] + [{"tool_calls": [{"index": 0, "function": {"arguments": part}}]} for part in fragments]
    usage = {"prompt_tokens": 640, "completion_tokens": 21, "total_tokens": 661}
    return [*map(chunk, deltas), chunk({}, "tool_calls"), json.dumps({"choices": [], "usage": usage}), "[DONE]"]


def broken() -> Answer:
    """The stream ends in the middle of a call."""
    whole = calling("write_down", {"customer_name": "Ada Byron"})
    assert isinstance(whole, list)
    return whole[:3]


class ModelServer(ThreadingHTTPServer):
    """Answers one prepared answer after another; without one it says 503."""

    daemon_threads = True

    def __init__(self, answers: list[Answer]):
        super().__init__(("127.0.0.1", 0), ModelHandler)
        self.answers = answers
        self.received: list[dict[str, Any]] = []
        self.keys: list[str | None] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


class ModelHandler(BaseHTTPRequestHandler):
    server: ModelServer

    def do_GET(self) -> None:
        self.answer(200, "application/json", [b'{"object":"list","data":[{"id":"small","object":"model"}]}'])

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        assert self.path == "/v1/chat/completions" and body["stream"] is True
        self.server.received.append(body)
        self.server.keys.append(self.headers["Authorization"])
        answer = self.server.answers.pop(0) if self.server.answers else 503
        if isinstance(answer, int):
            error = json.dumps({"error": {"message": "not now", "type": "api_error", "param": None, "code": None}})
            self.answer(answer, "application/json", [error.encode()])
        else:
            self.answer(200, "text/event-stream", [f"data: {event}\n\n".encode() for event in answer])

    def answer(self, status: int, content_type: str, pieces: list[bytes]) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Connection", "close")
        self.end_headers()
        for piece in pieces:
            self.wfile.write(piece)
            self.wfile.flush()

    def log_message(self, *arguments: Any) -> None:
        """Nothing: what was asked is in `received`."""


@contextmanager
def model_server(*answers: Answer) -> Iterator[ModelServer]:
    server = ModelServer(list(answers))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
