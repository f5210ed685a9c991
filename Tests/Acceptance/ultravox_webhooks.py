"""Ultravox's signed webhooks: those that a call asks for, and those of the account, which are tried again."""

from __future__ import annotations

import datetime
import hashlib
import hmac
import json
import secrets as randomness
import threading
import uuid
from dataclasses import dataclass, field
from typing import Any

import requests

# The vendor tries ten times over hours; here the waits are as many, and short.
TRIES = 10


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


def now(age: float = 0) -> str:
    return (datetime.datetime.now(datetime.UTC) - datetime.timedelta(seconds=age)).isoformat()


@dataclass
class AccountWebhook:
    """An address that is told of all calls of the account."""

    url: str
    events: list[str]
    secrets: list[str]
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    status: str = "normal"
    failures: list[dict[str, str]] = field(default_factory=list)

    @property
    def object(self) -> dict[str, Any]:
        return {
            "webhookId": self.id, "created": now(), "url": self.url, "secrets": self.secrets, "events": self.events, "agentId": None,
            "status": self.status, "lastStatusChange": None, "recentFailures": self.failures,
        }  # fmt: skip


def account_webhook(wish: dict[str, Any]) -> AccountWebhook | str:
    """The webhook that is asked for, or what the vendor has against it."""
    if len(wish["url"]) > 200 or any(len(secret) > 120 for secret in wish.get("secrets", [])):
        return "too long"
    if not set(wish["events"]) <= {"call.started", "call.joined", "call.ended", "call.billed"}:
        return "no such event"
    return AccountWebhook(wish["url"], wish["events"], wish.get("secrets") or [randomness.token_hex(16)])


@dataclass
class Delivery:
    """What an address was told, and what it answered at last."""

    event: str
    call: str
    statuses: list[int] = field(default_factory=list)


class Deliverer:
    """Tells the account's webhooks, each event on a thread of its own: the order in which they come is nobody's promise."""

    def __init__(self) -> None:
        self.webhooks: list[AccountWebhook] = []
        self.deliveries: list[Delivery] = []
        self.is_stopping = threading.Event()
        self.wait_seconds = 0.05

    def add(self, url: str, events: list[str], secrets: list[str]) -> AccountWebhook:
        self.webhooks.append(AccountWebhook(url, events, secrets))
        return self.webhooks[-1]

    def tell(self, event: str, call: dict[str, Any], reached: Any) -> None:
        for hook in self.webhooks:
            if event in hook.events:
                delivery = Delivery(event, call["callId"])
                self.deliveries.append(delivery)
                threading.Thread(target=self.deliver, args=(delivery, hook, call, reached), daemon=True).start()

    def deliver(self, delivery: Delivery, hook: AccountWebhook, call: dict[str, Any], reached: Any) -> None:
        for _ in range(1 + TRIES):
            try:
                answer = webhook(reached(hook.url), hook.secrets, delivery.event, call)
                delivery.statuses.append(answer.status_code)
                if answer.ok:
                    return
            except requests.ConnectionError:
                delivery.statuses.append(0)
            if self.is_stopping.wait(self.wait_seconds):
                return
        hook.status = "unhealthy"
        hook.failures.append({"timestamp": now(), "failure": str(delivery.statuses[-1])})
