"""Ultravox on loopback: its REST interface here, its sockets, shapes and webhooks in files of their own. A test plays the model."""

from __future__ import annotations

import json
import threading
import time
import urllib.parse
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import requests
from ultravox_calls import FRAME, RATE, Conversation, ToolUse, tone
from ultravox_shapes import AGENT, AGENT_CALL, CALL, WEBHOOK, filled_in, misfit, objection
from ultravox_webhooks import Deliverer, account_webhook, now, webhook
from websockets.exceptions import ConnectionClosed
from websockets.sync.server import Server as SocketServer
from websockets.sync.server import ServerConnection, serve

__all__ = ["FRAME", "KEY", "RATE", "Conversation", "ToolUse", "Ultravox", "tone", "ultravox", "wait_until", "webhook"]

KEY = "simulate.d-key-of-thirty-two-characters-00"
# A page of a list is shorter than anybody asks for, so that everybody has to turn pages.
PAGE = 2


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
        self.refusal_words = "Not now."
        # What the account has, and a status with which all about agents is refused.
        self.agents: list[dict[str, Any]] = []
        self.agent_refusal: int | None = None
        self.account = Deliverer()
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
        self.account.tell("call.joined", conversation.object, self.reached)
        try:
            conversation.serve_telephone(socket) if is_telephone else conversation.serve(socket)
        except (ConnectionClosed, OSError):
            pass
        conversation.end_reason = conversation.end_reason or "hangup"
        for event in ("call.billed", "call.ended"):
            self.account.tell(event, conversation.object, self.reached)
        for event, callback in conversation.request.get("callbacks", {}).items():
            self.webhooks.append(webhook(self.reached(callback["url"]), callback["secrets"], f"call.{event}", conversation.object))


class RestHandler(BaseHTTPRequestHandler):
    ultravox: Ultravox

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        asked = dict(urllib.parse.parse_qsl(query))
        lists = {"/api/agents": self.ultravox.agents, "/api/webhooks": [hook.object for hook in self.ultravox.account.webhooks]}
        if path in lists:
            if self.is_admitted():
                self.answer_page(lists[path], asked)
            return
        conversation = self.named(path.removesuffix("/messages"))
        if not conversation:
            return
        if not path.endswith("/messages"):
            return self.answer(200, conversation.object)
        assert asked["mode"] == "in_call"
        if self.ultravox.hides_messages:
            return self.answer(503, {"detail": "Not now."})
        self.answer(200, {"next": None, "previous": None, "results": conversation.history, "total": len(conversation.history)})

    def answer_page(self, items: list[Any], asked: dict[str, str]) -> None:
        start = int(asked.get("cursor", 0))
        end = start + min(PAGE, int(asked.get("pageSize", PAGE)))
        following = f"{self.ultravox.url}{self.path.partition('?')[0]}?cursor={end}" if end < len(items) else None
        self.answer(200, {"next": following, "previous": None, "results": items[start:end], "total": len(items)})

    def do_DELETE(self) -> None:
        _, _, kind, id = self.path.split("/")
        if kind == "calls":
            if self.named(self.path):
                self.answer(204)
        elif self.is_admitted():
            kept: list[Any] = self.ultravox.agents if kind == "agents" else self.ultravox.account.webhooks
            found = next((item for item in kept if self.id(item) == id), None)
            if found is None:
                return self.answer(404, {"detail": "Not found."})
            kept.remove(found)
            self.answer(204)

    @staticmethod
    def id(item: Any) -> str:
        return item["agentId"] if isinstance(item, dict) else item.id

    def do_PATCH(self) -> None:
        body = self.body()
        _, _, kind, id = self.path.split("/")
        if not self.is_admitted():
            return
        if kind == "agents":
            agent = next((agent for agent in self.ultravox.agents if agent["agentId"] == id), None)
            if agent is None:
                return self.answer(404, {"detail": "Not found."})
            if self.refuses_agent(body):
                return
            agent |= body | {"publishedRevisionId": str(uuid.uuid4())}
            return self.answer(200, agent)
        hook = next((hook for hook in self.ultravox.account.webhooks if hook.id == id), None)
        if hook is None:
            return self.answer(404, {"detail": "Not found."})
        if found := objection(body, WEBHOOK, "Webhook"):
            return self.answer(400, {"detail": found})
        for key, value in body.items():
            setattr(hook, key, value)
        self.answer(200, hook.object)

    def do_POST(self) -> None:
        body = self.body()
        if self.path.endswith("/send_data_message"):
            if conversation := self.named(self.path.removesuffix("/send_data_message")):
                if conversation.end_reason:
                    return self.answer(422, {"detail": "The call is not active."})
                conversation.take(body)
                self.answer(204)
            return
        if not self.is_admitted():
            return
        parts = self.path.split("/")[2:]
        if parts == ["agents"]:
            self.make_agent(body)
        elif parts == ["webhooks"]:
            self.make_webhook(body)
        elif parts != ["calls"] and (len(parts) != 3 or parts[0] != "agents" or parts[2] != "calls"):
            self.answer(404, {"detail": "Not found."})
        elif self.ultravox.refusal == "never":
            self.ultravox.is_stopping.wait()
        elif isinstance(self.ultravox.refusal, int):
            self.answer(self.ultravox.refusal, {"detail": self.ultravox.refusal_words})
        elif parts == ["calls"]:
            if found := objection(body, CALL):
                return self.answer(400, {"detail": found})
            self.make_call(body)
        else:
            self.make_agent_call(parts[1], body)

    def body(self) -> dict[str, Any]:
        return json.loads(self.rfile.read(int(self.headers["Content-Length"])))

    def make_call(self, request: dict[str, Any], agent: dict[str, Any] | None = None) -> None:
        conversation = Conversation(self.ultravox, request, agent=agent)
        self.ultravox.conversations.append(conversation)
        self.answer(201, conversation.object)

    def make_agent_call(self, id: str, body: dict[str, Any]) -> None:
        agent = next((agent for agent in self.ultravox.agents if agent["agentId"] == id), None)
        if agent is None:
            return self.answer(404, {"detail": "Not found."})
        template = dict(agent["callTemplate"])
        context = body.pop("templateContext", {})
        found = objection(body, AGENT_CALL, "StartAgentCallRequest") or misfit(context, template.pop("contextSchema", {}))
        if found:
            return self.answer(400, {"detail": found})
        self.make_call(filled_in(template, context) | body, agent)

    def refuses_agent(self, body: dict[str, Any]) -> bool:
        found = objection(body, AGENT, "Agent") or ("name: too long" if len(body.get("name", "")) > 64 else None)
        if self.ultravox.agent_refusal:
            self.answer(self.ultravox.agent_refusal, {"detail": "No agent today."})
        elif found:
            self.answer(400, {"detail": found})
        return bool(self.ultravox.agent_refusal or found)

    def make_agent(self, body: dict[str, Any]) -> None:
        if self.refuses_agent(body):
            return
        agent = {"agentId": str(uuid.uuid4()), "publishedRevisionId": str(uuid.uuid4()), "created": now(), "statistics": {"calls": 0}}
        self.ultravox.agents.append(agent | body)
        self.answer(201, agent | body)

    def make_webhook(self, body: dict[str, Any]) -> None:
        found = objection(body, WEBHOOK, "Webhook")
        made = found or account_webhook(body)
        if isinstance(made, str):
            return self.answer(400, {"detail": made})
        self.ultravox.account.webhooks.append(made)
        self.answer(201, made.object)

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
        service.account.is_stopping.set()
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
