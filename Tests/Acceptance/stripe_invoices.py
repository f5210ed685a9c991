"""How a simulated Stripe charges: drafts, lines, what was used, attempts and what follows from their failure."""

from __future__ import annotations

import copy
from collections.abc import Iterator

from fractions import Fraction

from stripe_shapes import CAUTIOUS_CARD, DAY, HOUR, RETRY_DAYS, TAX_PERCENT, WORKING_CARD, Object, listing, rounded


class Invoicing:
    """The part of an `Account` that makes invoices and has them paid."""

    def _line(self, amount: int, words: str, period: tuple[int, int], item: Object, price: Object, quantity: int = 1, proration: bool = False) -> Object:
        parent = {"subscription": item["subscription"], "subscription_item": item["id"], "proration": proration}
        pricing = {"type": "price_details", "price_details": {"price": price["id"], "product": price["product"]}}
        return {
            "id": f"il_{next(self._counter):014d}",
            "object": "line_item",
            "amount": amount,
            "currency": "usd",
            "description": words,
            "livemode": self.livemode,
            "metadata": {},
            "parent": {"type": "subscription_item_details", "subscription_item_details": parent},
            "period": {"start": period[0], "end": period[1]},
            "pricing": pricing,
            "quantity": quantity,
        }

    def _lines_in_advance(self, subscription: Object) -> list[Object]:
        return [
            self._line(item["price"]["unit_amount"], f"1 × {item['price']['lookup_key']}", self.period(subscription), item, item["price"])
            for item in subscription["items"]["data"]
            if item["price"]["recurring"]["usage_type"] == "licensed"
        ]

    def _metered_items(self, subscription: Object) -> list[Object]:
        return [copy.deepcopy(item) for item in subscription["items"]["data"] if item["price"]["recurring"]["usage_type"] == "metered"]

    def _metered_lines(self, customer: str, items: list[Object], period: tuple[int, int]) -> Iterator[Object]:
        for item in items:
            used = self.used(item["price"]["recurring"]["meter"], customer, *period)
            amount = sum(count * price for count, price in self.tiers(item["price"], used))
            yield self._line(amount, f"{used} × {item['price']['lookup_key']}", period, item, item["price"], quantity=used)

    @staticmethod
    def tiers(price: Object, used: int) -> Iterator[tuple[int, int]]:
        """How many at which amount: graduated, each tier for what falls into it."""
        if not price["tiers"]:
            yield used, price["unit_amount"]
            return
        below = 0
        for tier in price["tiers"]:
            top = used if tier["up_to"] in (None, "inf") else min(used, int(tier["up_to"]))
            yield max(0, top - below), int(tier["unit_amount"])
            below = max(below, top)

    def used(self, meter: str | None, customer: str, start: int, end: int) -> int:
        name = self.find("billing.meter", meter or "")["event_name"]
        return sum(
            int(event["payload"]["value"])
            for event in self.meter_events
            if event["event_name"] == name and event["payload"]["stripe_customer_id"] == customer and start <= event["timestamp"] < end
        )

    def draft(self, subscription: Object, reason: str, lines: list[Object]) -> Object:
        """An invoice that is nobody's yet."""
        total = sum(line["amount"] for line in lines)
        details = {"subscription": subscription["id"], "metadata": dict(subscription["metadata"])}
        return {
            "object": "invoice",
            "created": self.now,
            "livemode": self.livemode,
            "status": "draft",
            "number": None,
            "billing_reason": reason,
            "customer": subscription["customer"],
            "currency": "usd",
            "subtotal": total,
            "total": total,
            "amount_due": max(0, total),
            "amount_paid": 0,
            "amount_remaining": max(0, total),
            "attempt_count": 0,
            "attempted": False,
            "next_payment_attempt": self.now + HOUR,
            "due_date": None,
            "hosted_invoice_url": None,
            "invoice_pdf": None,
            "lines": listing(lines, "", 100),
            "metadata": {},
            "parent": {"type": "subscription_details", "subscription_details": details, "quote_details": None},
            "period_start": self.now,
            "period_end": self.now,
            "status_transitions": {"finalized_at": None, "marked_uncollectible_at": None, "paid_at": None, "voided_at": None},
        }

    def invoice(
        self, subscription: Object, reason: str, lines: list[Object], at_once: bool = False, metered: list[Object] = (), metered_period: tuple[int, int] = (0, 0)
    ) -> Object:
        """A draft, which an hour later becomes an invoice: until then what was used is counted."""
        lines = [*lines, *self.pending_lines.pop(subscription["id"], [])]
        invoice = self.new("in", "invoice", **self.draft(subscription, reason, lines))
        subscription["latest_invoice"] = invoice["id"]
        self.emit("invoice.created", invoice)

        def finalize() -> None:
            used = list(self._metered_lines(subscription["customer"], metered, metered_period))
            self.finalize(invoice, subscription, lines + used)

        if at_once:
            finalize()
        else:
            self.at(self.now + HOUR, finalize)
        return invoice

    def finalize(self, invoice: Object, subscription: Object, lines: list[Object]) -> None:
        customer = self.find("customer", subscription["customer"])
        net = sum(line["amount"] for line in lines)
        invoice["total_taxes"] = self.taxes(subscription, net)
        total = net + sum(tax["amount"] for tax in invoice["total_taxes"])
        due = max(0, total + customer["balance"])
        customer["balance"] = min(0, total + customer["balance"])
        page = f"https://invoice.stripe.example/{invoice['id']}"
        number = f"SIM-{sum(1 for each in self.all('invoice') if each['number']) + 1:04d}"
        invoice |= {"status": "open", "number": number, "hosted_invoice_url": page, "lines": listing(lines, "", 100)}
        invoice |= {"subtotal": net, "total": total, "amount_due": due, "amount_remaining": due}
        if due:
            invoice["_intent"] = {"id": f"pi_{next(self._counter):014d}", "object": "payment_intent", "status": "requires_payment_method"}
        invoice["status_transitions"]["finalized_at"] = self.now
        self.emit("invoice.finalized", invoice)
        self.charge(invoice)

    @staticmethod
    def taxes(subscription: Object, net: int) -> list[Object]:
        """What is added where tax was asked for."""
        if not subscription.get("automatic_tax", {}).get("enabled"):
            return []
        amount = rounded(Fraction(net * TAX_PERCENT, 100))
        tax = {"amount": amount, "tax_behavior": "exclusive", "tax_rate_details": {"tax_rate": "txr_1"}, "type": "tax_rate_details"}
        return [tax | {"taxability_reason": "standard_rated", "taxable_amount": net}]

    @staticmethod
    def payments(invoice: Object) -> list[Object]:
        """The attempts at an invoice's payment: one, which goes on until it succeeds."""
        intent = invoice.get("_intent")
        if not intent:
            return []
        is_paid = intent["status"] == "succeeded"
        payment = {"type": "payment_intent", "payment_intent": intent}
        made = {"id": f"inpay_{intent['id']}", "object": "invoice_payment", "invoice": invoice["id"], "payment": payment}
        return [made | {"status": "paid" if is_paid else "open", "amount_paid": invoice["amount_paid"] if is_paid else None}]

    def confirm(self, invoice: Object) -> None:
        """The holder of the card has confirmed the payment to the bank."""
        subscription = self.find("subscription", invoice["parent"]["subscription_details"]["subscription"])
        self._paid(invoice, subscription)

    def refund(self, intent: str, amount: int, metadata: Object) -> Object | None:
        """Pays back a part of what was paid; nothing when it is more than that."""
        [invoice] = [each for each in self.all("invoice") if each.get("_intent", {}).get("id") == intent]
        before = invoice.get("_refunded", 0)
        if invoice["status"] != "paid" or amount > invoice["amount_paid"] - before:
            return None
        invoice["_refunded"] = before + amount
        made = self.new("re", "refund", amount=amount, payment_intent=intent, status="succeeded", metadata=metadata, currency="usd")
        charge = {"id": f"ch_{intent}", "object": "charge", "customer": invoice["customer"], "payment_intent": intent, "refunded": False}
        self.emit("charge.refunded", charge | {"amount": invoice["amount_paid"], "amount_refunded": before + amount, "metadata": {}})
        self.emit("refund.created", made)
        return made

    def _paid(self, invoice: Object, subscription: Object) -> None:
        if "_intent" in invoice:
            invoice["_intent"]["status"] = "succeeded"
        invoice |= {"status": "paid", "amount_paid": invoice["amount_due"], "amount_remaining": 0, "next_payment_attempt": None}
        invoice["status_transitions"]["paid_at"] = self.now
        self.emit("invoice.paid", invoice)
        self.emit("invoice.payment_succeeded", invoice)
        self._set_status(subscription, "active")

    def can_pay(self, customer: str, amount: int) -> bool:
        owner = self.find("customer", customer)
        return amount + owner["balance"] <= 0 or owner["invoice_settings"]["default_payment_method"] == WORKING_CARD

    def charge(self, invoice: Object) -> None:
        if invoice["status"] != "open":
            return
        subscription = self.find("subscription", invoice["parent"]["subscription_details"]["subscription"])
        invoice |= {"attempted": True, "attempt_count": invoice["attempt_count"] + 1, "next_payment_attempt": None}
        if invoice["amount_due"] == 0 or self.can_pay(invoice["customer"], invoice["amount_due"]):
            return self._paid(invoice, subscription)
        card = self.find("customer", invoice["customer"])["invoice_settings"]["default_payment_method"]
        invoice["_intent"]["status"] = "requires_action" if card == CAUTIOUS_CARD else "requires_payment_method"
        tries = invoice["attempt_count"]
        if tries <= len(RETRY_DAYS):
            invoice["next_payment_attempt"] = self.now + RETRY_DAYS[tries - 1] * DAY
            self.at(invoice["next_payment_attempt"], lambda: self._charge_again(invoice, tries))
        if card == CAUTIOUS_CARD:
            self.emit("invoice.payment_action_required", invoice)
        self.emit("invoice.payment_failed", invoice)
        if tries <= len(RETRY_DAYS):
            self._set_status(subscription, "past_due")
        elif self.after_last_retry == "canceled":
            self.cancel(subscription)
        else:
            self._set_status(subscription, self.after_last_retry)

    def _charge_again(self, invoice: Object, tries: int) -> None:
        """Unless it was tried meanwhile."""
        if invoice["attempt_count"] == tries:
            self.charge(invoice)

    def void(self, invoice: Object) -> None:
        invoice |= {"status": "void", "amount_remaining": 0, "next_payment_attempt": None}
        invoice["status_transitions"]["voided_at"] = self.now
        self.emit("invoice.voided", invoice)
