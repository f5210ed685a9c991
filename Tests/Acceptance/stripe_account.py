"""What a simulated Stripe knows: customers, prices, checkouts, subscriptions, invoices and meters, in the shapes of API version
2026-10-28.endive, on a clock that a test moves."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Callable
from fractions import Fraction

from stripe_invoices import Invoicing
from stripe_shapes import DAY, VERSION, WORKING_CARD, Object, Refusal, a_month_after, declined, invalid, listing, missing, rounded


class Account(Invoicing):
    """Everything that Stripe has of one platform."""

    def __init__(self, now: int, livemode: bool = False, after_last_retry: str = "unpaid"):
        self.now = now
        self.livemode = livemode
        self.after_last_retry = after_last_retry
        self.objects: dict[str, Object] = {}
        # Where the pages are that people are sent to.
        self.pages = ""
        self.meter_events: list[Object] = []
        self.pending_lines: dict[str, list[Object]] = {}
        self.on_event: Callable[[Object], None] = lambda event: None
        self._counter = itertools.count(1)
        self._due: list[tuple[int, int, Callable[[], None]]] = []

    # Objects

    def new(self, prefix: str, kind: str, **fields: object) -> Object:
        id = f"{prefix}_{next(self._counter):014d}"
        made = {"id": id, "object": kind, "created": self.now, "livemode": self.livemode} | fields
        self.objects[id] = made
        return made

    def find(self, kind: str, id: str) -> Object:
        found = self.objects.get(id)
        if not found or found["object"] != kind:
            raise missing(kind, id)
        return found

    def all(self, kind: str) -> list[Object]:
        """Newest first."""
        return [each for each in reversed(self.objects.values()) if each["object"] == kind]

    def emit(self, type: str, object: Object, previous: Object | None = None) -> None:
        data = {"object": copy.deepcopy(object)} | ({"previous_attributes": previous} if previous else {})
        request = {"id": None, "idempotency_key": None}
        event = self.new("evt", "event", type=type, api_version=VERSION, data=data, pending_webhooks=1, request=request)
        self.on_event(event)

    # Time

    def at(self, time: int, act: Callable[[], None]) -> None:
        self._due.append((time, next(self._counter), act))

    def advance(self, seconds: int) -> None:
        """Moves the clock; what comes due on the way happens, in order."""
        end = self.now + seconds
        while self._due:
            self._due.sort(key=lambda due: due[:2])
            if self._due[0][0] > end:
                break
            time, _, act = self._due.pop(0)
            self.now = max(self.now, time)
            act()
        self.now = end

    # Customers and prices

    def create_customer(self, email: str | None = None, name: str | None = None, metadata: Object | None = None) -> Object:
        settings = {"default_payment_method": None}
        fields = {"email": email, "name": name, "metadata": metadata or {}, "balance": 0, "invoice_settings": settings}
        customer = self.new("cus", "customer", **fields)
        self.emit("customer.created", customer)
        return customer

    def set_card(self, customer: str, card: str) -> None:
        """As on the portal's page."""
        owner = self.find("customer", customer)
        owner["invoice_settings"]["default_payment_method"] = card
        method = {"id": card, "object": "payment_method", "type": "card", "customer": customer}
        self.emit("payment_method.attached", method | {"created": self.now, "livemode": self.livemode})
        self.emit("customer.updated", owner)

    def create_price(self, lookup_key: str, unit_amount: int | None, metered: bool = False, meter: str | None = None, **more: object) -> Object:
        recurring = {"interval": "month", "interval_count": 1, "meter": meter, "usage_type": "metered" if metered else "licensed"}
        fields = {"active": True, "billing_scheme": "per_unit", "currency": "usd", "lookup_key": lookup_key, "metadata": {}, "nickname": None}
        fields |= {"product": f"prod_{lookup_key}", "recurring": recurring, "type": "recurring", "unit_amount": unit_amount, "tiers": None}
        for other in self.all("price"):
            if other["lookup_key"] == lookup_key:
                other["lookup_key"] = None
        return self.new("price", "price", **(fields | more))

    # Checkout

    def complete_checkout(self, id: str) -> Object:
        """Somebody has paid with a card that works."""
        session = self.find("checkout.session", id)
        if session["status"] != "open":
            raise Refusal(400, "invalid_request_error", "This Checkout Session is no longer open.")
        data = session.pop("_subscription_data")
        self.set_card(session["customer"], WORKING_CARD)
        subscription = self.create_subscription(
            session["customer"], session.pop("_line_items"), data.get("metadata", {}), int(data.get("trial_period_days", 0)), session["automatic_tax"]
        )
        payment = "paid" if subscription["status"] == "active" else "no_payment_required"
        session |= {"status": "complete", "payment_status": payment, "subscription": subscription["id"], "url": None}
        self.emit("checkout.session.completed", session)
        return session

    def expire_checkout(self, session: Object) -> None:
        if session["status"] == "open":
            session |= {"status": "expired", "url": None}
            self.emit("checkout.session.expired", session)

    # Subscriptions

    def create_subscription(self, customer: str, items: list[Object], metadata: Object, trial_days: int = 0, tax: Object | None = None) -> Object:
        anchor = self.now + trial_days * DAY
        end = anchor if trial_days else a_month_after(self.now, self.now)
        fields = {"customer": customer, "status": "trialing" if trial_days else "active", "cancel_at_period_end": False, "cancel_at": None}
        fields |= {"canceled_at": None, "ended_at": None, "trial_end": anchor if trial_days else None, "metadata": metadata}
        fields |= {"trial_start": self.now if trial_days else None, "billing_cycle_anchor": anchor, "collection_method": "charge_automatically"}
        fields |= {"automatic_tax": tax or {"enabled": False}, "latest_invoice": None, "currency": "usd", "start_date": self.now, "pending_update": None, "schedule": None}
        subscription = self.new("sub", "subscription", **fields)
        made = [self._item(subscription, self.find("price", item["price"]), self.now, end) for item in items]
        subscription["items"] = listing(made, f"/v1/subscription_items?subscription={subscription['id']}", 20)
        self.emit("customer.subscription.created", subscription)
        self.invoice(subscription, "subscription_create", [] if trial_days else self._lines_in_advance(subscription), at_once=True)
        self.at(end, lambda: self.renew(subscription))
        if trial_days > 3:
            self.at(end - 3 * DAY, lambda: self._warn_of_trial_end(subscription))
        return subscription

    def _item(self, subscription: Object, price: Object, start: int, end: int) -> Object:
        fields = {"price": price, "subscription": subscription["id"], "current_period_start": start, "current_period_end": end}
        made = self.new("si", "subscription_item", **fields, metadata={}, tax_rates=[], discounts=[])
        if price["recurring"]["usage_type"] == "licensed":
            made["quantity"] = 1
        return made

    def _warn_of_trial_end(self, subscription: Object) -> None:
        if subscription["status"] == "trialing":
            self.emit("customer.subscription.trial_will_end", subscription)

    def period(self, subscription: Object) -> tuple[int, int]:
        first = subscription["items"]["data"][0]
        return first["current_period_start"], first["current_period_end"]

    def renew(self, subscription: Object) -> None:
        if subscription["status"] in ("canceled", "incomplete_expired", "paused"):
            return
        start, end = self.period(subscription)
        if end > self.now:
            return
        if subscription["cancel_at_period_end"]:
            return self.cancel(subscription)
        has_card = self.find("customer", subscription["customer"])["invoice_settings"]["default_payment_method"]
        if subscription["status"] == "trialing" and not has_card:
            subscription["status"] = "paused"
            return self.emit("customer.subscription.paused", subscription)
        following = a_month_after(end, subscription["billing_cycle_anchor"])
        used = self._metered_items(subscription)
        for item in subscription["items"]["data"]:
            item |= {"current_period_start": end, "current_period_end": following}
        if subscription["status"] == "trialing":
            subscription["status"] = "active"
        self.emit("customer.subscription.updated", subscription, {"items": {}})
        self.at(following, lambda: self.renew(subscription))
        self.invoice(subscription, "subscription_cycle", self._lines_in_advance(subscription), metered=used, metered_period=(start, end))

    def cancel(self, subscription: Object) -> None:
        subscription |= {"status": "canceled", "canceled_at": subscription["canceled_at"] or self.now, "ended_at": self.now}
        self.emit("customer.subscription.deleted", subscription)

    def _set_status(self, subscription: Object, status: str) -> None:
        if subscription["status"] not in (status, "canceled", "trialing"):
            previous = subscription["status"]
            subscription["status"] = status
            self.emit("customer.subscription.updated", subscription, {"status": previous})

    # Changes

    def change(self, subscription: Object, items: list[Object], behavior: str, date: int | None, must_pay: bool, metadata: Object) -> Object:
        """As told; nothing of it when it must be paid at once and is not."""
        before = copy.deepcopy(subscription)
        lines = self.changed(subscription, items, behavior, date)
        if behavior == "always_invoice" and lines and must_pay and not self.can_pay(subscription["customer"], sum(line["amount"] for line in lines)):
            subscription.clear()
            subscription |= before
            self.objects[before["id"]] = subscription
            raise declined()
        for key, value in metadata.items():
            subscription["metadata"].pop(key, None)
            if value != "":
                subscription["metadata"][key] = value
        self.emit("customer.subscription.updated", subscription, {"items": before["items"]})
        if behavior == "always_invoice" and lines:
            self.invoice(subscription, "subscription_update", lines, at_once=True)
        elif lines:
            self.pending_lines.setdefault(subscription["id"], []).extend(lines)
        return subscription

    def changed(self, subscription: Object, items: list[Object], behavior: str, date: int | None) -> list[Object]:
        """Changes the items; what is left of the period is credited and charged, to the second."""
        start, end = self.period(subscription)
        at = date if date is not None else self.now
        if not start <= at <= end:
            raise invalid("The proration date must be within the current period.", "proration_date", "invalid_proration_date")
        data = subscription["items"]["data"]
        lines: list[Object] = []
        for wish in items:
            old = next((item for item in data if item["id"] == wish.get("id")), None)
            if wish.get("id") and not old:
                raise missing("subscription item", wish["id"])
            if wish.get("deleted") == "true":
                data.remove(old)
                continue
            price = self.find("price", wish["price"])
            if not old:
                data.append(self._item(subscription, price, start, end))
                continue
            is_paid_in_advance = price["recurring"]["usage_type"] == "licensed"
            if behavior != "none" and is_paid_in_advance and subscription["status"] != "trialing" and price["id"] != old["price"]["id"]:
                left = Fraction(end - at, end - start)
                for sign, each, words in ((-1, old["price"], "Unused time on"), (1, price, "Remaining time on")):
                    amount = sign * rounded(each["unit_amount"] * left)
                    lines.append(self._line(amount, f"{words} {each['lookup_key']}", (at, end), old, each, proration=True))
            old["price"] = price
        if len(data) > 20:
            raise invalid("A subscription has at most 20 items.", "items")
        return lines
