"""A simulated Stripe for tests: its HTTP interface over an `Account`, with its errors, its idempotent requests, and its pages.

It refuses what Stripe refuses: parameters it does not know, another request under a used key, a wrong key. By itself:

    python stripe_simulator.py --port 4242 --webhook http://127.0.0.1:3000/webhook/stripe
"""

from __future__ import annotations

import argparse
import html
import json
import re
import threading
import time
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from stripe_account import Account
from stripe_routes import ROUTES, Parameters
from stripe_shapes import DAY, DECLINING_CARD, VERSION, WORKING_CARD, Object, Refusal, invalid
from stripe_webhooks import Webhooks

KEY = "sk_test_simulated_0123456789"
WEBHOOK_SECRET = "whsec_simulated_0123456789"


def settings(url: str, **more: str) -> dict[str, str]:
    """What the server under test has to be told."""
    return {"STRIPE_API_BASE": url, "STRIPE_SECRET_KEY": KEY, "STRIPE_WEBHOOK_SECRET": WEBHOOK_SECRET} | more


def decode(text: str) -> Object:
    """A form with bracketed names as nested dictionaries and lists."""
    root: Object = {}
    for name, value in urllib.parse.parse_qsl(text, keep_blank_values=True):
        keys = [re.match(r"[^\[]*", name).group(), *re.findall(r"\[([^\]]*)\]", name)]
        place = root
        for key in keys[:-1]:
            place = place.setdefault(key, {})
        last = keys[-1] if keys[-1] else str(len(place))
        place[last] = value

    def tidy(value: object) -> object:
        if not isinstance(value, dict):
            return value
        if value and all(key.isdigit() for key in value):
            return [tidy(value[key]) for key in sorted(value, key=int)]
        return {key: tidy(each) for key, each in value.items()}

    return tidy(root)


def shown(value: object) -> object:
    """Without what Stripe keeps to itself."""
    if isinstance(value, list):
        return [shown(each) for each in value]
    if isinstance(value, dict):
        return {key: shown(each) for key, each in value.items() if not key.startswith("_")}
    return value


class StripeSimulator:
    """Stripe on a port of its own."""

    def __init__(self, now: int | None = None, webhook: str = "", port: int = 0, **account: object):
        self.account = Account(int(time.time()) if now is None else now, **account)
        self.webhooks = Webhooks(webhook, [WEBHOOK_SECRET], lambda: self.account.now)
        self.account.on_event = self.webhooks.add
        self.requests: list[tuple[str, str, Object]] = []
        # The next requests are answered with these statuses; those below 0 are carried out, but nobody hears the answer.
        self.fail_next: list[int] = []
        self.lock = threading.RLock()
        self.kept: dict[str, tuple[str, int, Object] | None] = {}
        simulator = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:  # noqa: N802
                simulator.serve(self, "GET")

            def do_POST(self) -> None:  # noqa: N802
                simulator.serve(self, "POST")

            def do_DELETE(self) -> None:  # noqa: N802
                simulator.serve(self, "DELETE")

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.server.daemon_threads = True
        self.url = self.account.pages = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def set_up(self, prices: dict[str, int], overage: dict[str, int] | None = None) -> None:
        """The catalogue: what is paid in advance, and what is counted, by look-up key and cents."""
        for key, amount in prices.items():
            self.account.create_price(key, amount)
        for key, amount in (overage or {}).items():
            meter = self.account.new("mtr", "billing.meter", display_name=key, event_name=key, status="active")
            self.account.create_price(key, amount, metered=True, meter=meter["id"])

    def advance(self, days: float = 0, seconds: int = 0) -> None:
        with self.lock:
            self.account.advance(int(days * DAY) + seconds)

    def deliver(self) -> list[tuple[str, int]]:
        return self.webhooks.deliver()

    # HTTP

    def serve(self, handler: BaseHTTPRequestHandler, method: str) -> None:
        parts = urllib.parse.urlsplit(handler.path)
        length = int(handler.headers.get("Content-Length") or 0)
        body = handler.rfile.read(length).decode()
        if not parts.path.startswith("/v1/"):
            return self.serve_page(handler, method, parts.path)
        headers = {"Request-Id": f"req_{time.monotonic_ns():x}", "Stripe-Version": VERSION}
        status, answer, is_unheard = 500, {"error": {"type": "api_error", "message": "Simulated."}}, False
        failure = self.fail_next.pop(0) if self.fail_next else 0
        if failure > 0:
            status = failure
        else:
            try:
                parameters = decode(parts.query if method == "GET" else body or parts.query)
                status, answer, more = self.answer(method, parts.path[3:], parameters, handler.headers)
                headers |= more
            except Refusal as refusal:
                status, answer = refusal.status, {"error": refusal.error}
            is_unheard = failure < 0
        if is_unheard:
            handler.close_connection = True
            return
        content = json.dumps(answer, indent=2).encode()
        self.write(handler, status, "application/json", content, headers)

    @staticmethod
    def write(handler: BaseHTTPRequestHandler, status: int, kind: str, content: bytes, headers: dict[str, str]) -> None:
        handler.send_response(status)
        for name, value in (headers | {"Content-Type": kind, "Content-Length": str(len(content))}).items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(content)

    def answer(self, method: str, path: str, values: Object, headers: dict[str, str]) -> tuple[int, Object, dict[str, str]]:
        """What is answered, and kept under the request's key once it has been carried out."""
        if headers.get("Authorization") != f"Bearer {KEY}":
            raise Refusal(401, "invalid_request_error", "Invalid API Key provided: sk_test_****")
        if headers.get("Stripe-Version", VERSION) != VERSION:
            raise invalid("This simulator speaks one version.", "Stripe-Version")
        if method == "POST" and values and headers.get("Content-Type", "").split(";")[0] != "application/x-www-form-urlencoded":
            raise invalid("Send a form.", "")
        self.requests.append((method, path, values))
        key = headers.get("Idempotency-Key") if method == "POST" else None
        if not key:
            with self.lock:
                return 200, self.carry_out(method, path, values), {}
        if len(key) > 255:
            raise invalid("Keys have at most 255 characters.", "Idempotency-Key")
        wish = json.dumps([method, path, values], sort_keys=True)
        with self.lock:
            if key in self.kept:
                kept = self.kept[key]
                if kept is None:
                    raise Refusal(409, "idempotency_error", "There is currently another in-progress request using this key.")
                if kept[0] != wish:
                    raise Refusal(400, "idempotency_error", "Keys for idempotent requests can only be used with the same parameters.")
                return kept[1], kept[2], {"Idempotent-Replayed": "true"}
            self.kept[key] = None
            try:
                status, result = 200, json.loads(json.dumps(self.carry_out(method, path, values)))
            except Refusal as refusal:
                if refusal.status != 402:
                    # What was never begun is not kept.
                    del self.kept[key]
                    raise
                status, result = 402, {"error": refusal.error}
            self.kept[key] = (wish, status, result)
            return status, result, {}

    def carry_out(self, method: str, path: str, values: Object) -> Object:
        parameters = Parameters(values)
        for pattern, verb, handle in ROUTES:
            match = re.fullmatch(pattern, path)
            if match and verb == method:
                result = handle(self.account, parameters, *match.groups())
                parameters.end()
                return shown(result)
        raise Refusal(404, "invalid_request_error", f"Unrecognized request URL ({method}: /v1{path}).")

    # Pages

    def serve_page(self, handler: BaseHTTPRequestHandler, method: str, path: str) -> None:
        match = re.fullmatch(r"/(c/pay|p/session)/([a-z_0-9]+)(?:/(\w+))?", path)
        session = self.account.objects.get(match.group(2)) if match else None
        if not session:
            return self.write(handler, 404, "text/plain", b"There is no such page.", {})
        is_checkout = match.group(1) == "c/pay"
        if is_checkout and session["status"] != "open":
            return self.write(handler, 410, "text/plain", b"This checkout is over.", {})
        deeds = {"pay": self._pay, "fail": lambda _: None, "abandon": lambda _: None} if is_checkout else {"card": self._card, "bad-card": self._bad_card, "cancel": self._cancel}
        deed = match.group(3)
        if method == "POST" and deed in deeds:
            with self.lock:
                deeds[deed](session)
            back = session["return_url"] if not is_checkout else session["success_url"] if deed == "pay" else session["cancel_url"]
            if deed == "fail":
                return self.page(handler, path.rsplit("/", 1)[0], deeds, "Your card was declined.")
            return self.write(handler, 303, "text/plain", b"", {"Location": back.replace("{CHECKOUT_SESSION_ID}", session["id"])})
        return self.page(handler, path, deeds, "")

    def page(self, handler: BaseHTTPRequestHandler, path: str, deeds: Object, message: str) -> None:
        buttons = "".join(f'<form method="post" action="{path}/{deed}"><button>{deed}</button></form>' for deed in deeds)
        text = f"<!doctype html><html lang=en><title>Simulated Stripe</title><h1>Simulated Stripe</h1><p>{html.escape(message)}</p>{buttons}"
        self.write(handler, 200, "text/html; charset=utf-8", text.encode(), {})

    def _pay(self, session: Object) -> None:
        self.account.complete_checkout(session["id"])

    def _card(self, session: Object) -> None:
        self.account.set_card(session["customer"], WORKING_CARD)

    def _bad_card(self, session: Object) -> None:
        self.account.set_card(session["customer"], DECLINING_CARD)

    def _cancel(self, session: Object) -> None:
        for each in self.account.all("subscription"):
            if each["customer"] == session["customer"] and each["status"] != "canceled":
                each["cancel_at_period_end"] = True
                self.account.emit("customer.subscription.updated", each, {"cancel_at_period_end": False})


def main() -> None:
    parser = argparse.ArgumentParser(description="A simulated Stripe")
    parser.add_argument("--port", type=int, default=4242)
    parser.add_argument("--webhook", default="http://127.0.0.1:3000/webhook/stripe")
    options = parser.parse_args()
    simulator = StripeSimulator(webhook=options.webhook, port=options.port)
    simulator.set_up({"starter_monthly": 9900, "pro_monthly": 29_900, "ent_monthly": 89_900}, {"session_overage_starter": 75, "session_overage_pro": 50})
    for name, value in settings(simulator.url).items():
        print(f"{name}={value}")
    while True:
        time.sleep(1)
        simulator.advance(seconds=max(0, int(time.time()) - simulator.account.now))
        simulator.deliver()


if __name__ == "__main__":
    main()
