"""How a simulated Stripe tells what happened: signed, and as badly as the real one may: twice, in any order, late, again after a failure."""

from __future__ import annotations

import hashlib
import hmac
import json
import random
from dataclasses import dataclass, field

import requests

# Stripe's own patience is three days; a test's is shorter.
MOST_TRIES = 8


def signature(body: bytes, secret: str, time: int) -> str:
    """The value of `Stripe-Signature`."""
    code = hmac.new(secret.encode(), f"{time}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={time},v1={code}"


@dataclass
class Webhooks:
    """Everything that waits to be told, and how."""

    url: str
    secrets: list[str]
    now: callable
    duplicate: int = 1
    shuffle: random.Random | None = None
    # Each event is kept back for so many rounds.
    delay: int = 0
    # The first tries get lost on the way.
    drop: int = 0
    bad_signature: bool = False
    waiting: list[dict] = field(default_factory=list)
    answers: list[tuple[str, int]] = field(default_factory=list)

    def add(self, event: dict) -> None:
        self.waiting.append({"event": event, "tries": 0, "rounds": self.delay})

    def deliver(self) -> list[tuple[str, int]]:
        """Tells everything until it is taken, or refused too often.

        Returns the type of each event that was told with the status that came back."""
        answers: list[tuple[str, int]] = []
        while self.waiting:
            queue = [each for each in self.waiting for _ in range(self.duplicate)]
            if self.shuffle:
                self.shuffle.shuffle(queue)
            taken = set()
            for each in queue:
                if each["rounds"] > 0:
                    each["rounds"] -= 1
                    continue
                each["tries"] += 1
                if each["tries"] <= self.drop:
                    continue
                status = self.post(each["event"])
                answers.append((each["event"]["type"], status))
                if 200 <= status < 300 or each["tries"] >= MOST_TRIES:
                    taken.add(each["event"]["id"])
            self.waiting = [each for each in self.waiting if each["event"]["id"] not in taken]
        self.answers += answers
        return answers

    def post(self, event: dict, at: int | None = None, secret: str | None = None) -> int:
        body = json.dumps(event, indent=2, ensure_ascii=False).encode()
        time = self.now() if at is None else at
        codes = [signature(body, each, time).split(",")[1] for each in ([secret] if secret else self.secrets)]
        if self.bad_signature:
            codes = ["v1=" + "0" * 64]
        headers = {"Stripe-Signature": ",".join([f"t={time}", *codes]), "Content-Type": "application/json; charset=utf-8"}
        try:
            return requests.post(self.url, data=body, headers=headers | {"User-Agent": "Stripe/1.0"}, timeout=15, allow_redirects=False).status_code
        except requests.RequestException:
            return 0
