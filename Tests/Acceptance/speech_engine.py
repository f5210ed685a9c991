"""A speech service elsewhere, as small as can be: speaks OpenAI's audio protocol on loopback, each answer after a while.

`python3 speech_engine.py PORT MILLISECONDS` serves until it is stopped: what it hears is always the same sentence, what it says is
a tone as long as the text takes to say.
"""

from __future__ import annotations

import array
import json
import math
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

RATE = 24_000
SECONDS_A_CHARACTER = 0.06
SENTENCE = "Two pepperoni pizzas and a tiramisu, please."


def tone(seconds: float) -> bytes:
    second = array.array("h", (int(6_000 * math.sin(2 * math.pi * 220 * n / RATE)) for n in range(RATE)))
    whole, rest = divmod(int(seconds * RATE), RATE)
    return second.tobytes() * whole + second[:rest].tobytes()


class SpeechEngine(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, port: int = 0, seconds: float = 0.3):
        super().__init__(("127.0.0.1", port), SpeechHandler)
        self.seconds = seconds

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Nothing: who no longer wants an answer goes away."""


class SpeechHandler(BaseHTTPRequestHandler):
    server: SpeechEngine
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.answer("application/json", json.dumps({"object": "list", "data": [{"id": "whisper-1"}, {"id": "tts-1"}]}).encode())

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        time.sleep(self.server.seconds)
        if self.path.endswith("/audio/transcriptions"):
            segment = {"id": 0, "text": SENTENCE, "avg_logprob": -0.1, "no_speech_prob": 0.01}
            answer = {"text": SENTENCE, "language": "en", "duration": 2.0, "segments": [segment]}
            self.answer("application/json", json.dumps(answer).encode())
        else:
            self.answer("audio/pcm", tone(len(json.loads(body)["input"]) * SECONDS_A_CHARACTER))

    def answer(self, content_type: str, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: Any) -> None:
        """Nothing."""


if __name__ == "__main__":
    SpeechEngine(int(sys.argv[1]), int(sys.argv[2]) / 1000).serve_forever()
