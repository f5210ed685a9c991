"""What a simulated Stripe can be asked: one function a route, each given the account, the parameters and what the path names."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from stripe_account import Account
from stripe_shapes import DAY, HOUR, Object, Refusal, invalid, listing, missing

MOST_ITEMS = 100
# Meter events are told at most so much later, and hardly before they happen.
OLDEST_METER_EVENT, NEWEST_METER_EVENT = 35 * DAY, 300


class Parameters:
    """What a request says; what nobody asks for is refused, as Stripe does."""

    def __init__(self, values: Object):
        self.values = dict(values)
        self.expand = self.values.pop("expand", [])

    def take(self, name: str, standard: object = None) -> object:
        return self.values.pop(name, standard)

    def need(self, name: str) -> object:
        if name not in self.values:
            raise invalid(f"Missing required param: {name}.", name, "parameter_missing")
        return self.values.pop(name)

    def end(self) -> None:
        for name in self.values:
            raise invalid(f"Received unknown parameter: {name}", name, "parameter_unknown")

    def number(self, name: str) -> int | None:
        value = self.take(name)
        return None if value is None else int(value)


def paged(objects: list[Object], parameters: Parameters, url: str) -> Object:
    limit = min(MOST_ITEMS, parameters.number("limit") or 10)
    return listing(objects, url, limit, parameters.take("starting_after"))


def create_customer(account: Account, parameters: Parameters) -> Object:
    fields = {name: parameters.take(name) for name in ("email", "name", "metadata")}
    return account.create_customer(**fields)


def customer(account: Account, parameters: Parameters, id: str) -> Object:
    return account.find("customer", id)


def delete_customer(account: Account, parameters: Parameters, id: str) -> Object:
    found = account.find("customer", id)
    for each in account.all("subscription"):
        if each["customer"] == id and each["status"] != "canceled":
            account.cancel(each)
    found["deleted"] = True
    account.emit("customer.deleted", found)
    return {"id": id, "object": "customer", "deleted": True}


def prices(account: Account, parameters: Parameters) -> Object:
    keys, active = parameters.take("lookup_keys"), parameters.take("active", "true")
    found = [each for each in account.all("price") if (not keys or each["lookup_key"] in keys) and each["active"] == (active == "true")]
    return paged(found, parameters, "/v1/prices")


def create_checkout(account: Account, parameters: Parameters) -> Object:
    if parameters.need("mode") != "subscription":
        raise invalid("This simulator sells subscriptions.", "mode")
    owner = account.find("customer", parameters.need("customer"))
    lines = parameters.need("line_items")
    for line in lines:
        is_metered = account.find("price", line["price"])["recurring"]["usage_type"] == "metered"
        if is_metered == ("quantity" in line):
            raise invalid("A licensed price has a quantity and a metered one has none.", "line_items")
    fields = {name: parameters.take(name) for name in ("success_url", "cancel_url", "client_reference_id")}
    data = parameters.take("subscription_data", {})
    tax = {"enabled": parameters.take("automatic_tax", {}).get("enabled") == "true"}
    if tax["enabled"] and (parameters.need("customer_update").get("address") != "auto" or parameters.take("billing_address_collection") != "required"):
        raise invalid("To reckon tax an address is needed, which the customer has to get.", "customer_update")
    parameters.take("tax_id_collection")
    session = account.new("cs_test", "checkout.session", mode="subscription", customer=owner["id"], subscription=None, **fields)
    session |= {"status": "open", "payment_status": "unpaid", "metadata": {}, "url": f"{account.pages}/c/pay/{session['id']}"}
    session |= {"automatic_tax": tax, "expires_at": account.now + DAY, "_line_items": lines, "_subscription_data": data}
    account.at(account.now + DAY, lambda: account.expire_checkout(session))
    return session


def checkouts(account: Account, parameters: Parameters) -> Object:
    owner, status = parameters.take("customer"), parameters.take("status")
    found = [
        each
        for each in account.all("checkout.session")
        if (not owner or each["customer"] == owner) and (not status or each["status"] == status)
    ]
    return paged(found, parameters, "/v1/checkout/sessions")


def checkout(account: Account, parameters: Parameters, id: str) -> Object:
    return account.find("checkout.session", id)


def expire_checkout(account: Account, parameters: Parameters, id: str) -> Object:
    session = account.find("checkout.session", id)
    account.expire_checkout(session)
    return session


def create_portal(account: Account, parameters: Parameters) -> Object:
    owner = account.find("customer", parameters.need("customer"))
    session = account.new("bps", "billing_portal.session", customer=owner["id"], return_url=parameters.take("return_url"))
    return session | {"url": f"{account.pages}/p/session/{session['id']}"}


def subscriptions(account: Account, parameters: Parameters) -> Object:
    owner, status = parameters.take("customer"), parameters.take("status")
    found = [
        each
        for each in account.all("subscription")
        if (not owner or each["customer"] == owner) and (each["status"] == status or status == "all" or not status and each["status"] != "canceled")
    ]
    return paged(found, parameters, "/v1/subscriptions")


def subscription(account: Account, parameters: Parameters, id: str) -> Object:
    return account.find("subscription", id)


def update_subscription(account: Account, parameters: Parameters, id: str) -> Object:
    found = account.find("subscription", id)
    if found["status"] in ("canceled", "incomplete_expired"):
        raise invalid("A canceled subscription can only update its metadata.", "id", "resource_missing")
    behavior = parameters.take("proration_behavior", "create_prorations")
    must_pay = parameters.take("payment_behavior", "allow_incomplete") == "error_if_incomplete"
    items, metadata = parameters.take("items", []), parameters.take("metadata", {})
    ends = parameters.take("cancel_at_period_end")
    if ends is not None:
        found |= {"cancel_at_period_end": ends == "true", "canceled_at": account.now if ends == "true" else None}
    return account.change(found, items, behavior, parameters.number("proration_date"), must_pay, metadata)


def cancel_subscription(account: Account, parameters: Parameters, id: str) -> Object:
    found = account.find("subscription", id)
    if found["status"] == "canceled":
        raise missing("subscription", id)
    account.cancel(found)
    return found


def preview(account: Account, parameters: Parameters) -> Object:
    found = json.loads(json.dumps(account.find("subscription", parameters.need("subscription"))))
    details = Parameters(parameters.take("subscription_details", {}))
    items, behavior = details.take("items", []), details.take("proration_behavior", "create_prorations")
    lines = account.changed(found, items, behavior, details.number("proration_date"))
    details.end()
    drafted = account.draft(found, "upcoming", lines)
    return drafted | {"total_taxes": account.taxes(found, drafted["total"])}


def invoices(account: Account, parameters: Parameters) -> Object:
    owner = parameters.take("customer")
    found = [each for each in account.all("invoice") if not owner or each["customer"] == owner]
    return paged(found, parameters, "/v1/invoices")


def invoice(account: Account, parameters: Parameters, id: str) -> Object:
    found = account.find("invoice", id)
    if any(each.startswith("payments") for each in parameters.expand):
        return found | {"payments": listing(account.payments(found), "", 100)}
    return found


def invoice_payments(account: Account, parameters: Parameters) -> Object:
    status, found = parameters.take("status"), account.payments(account.find("invoice", parameters.need("invoice")))
    named = [each | {"payment": each["payment"] | {"payment_intent": each["payment"]["payment_intent"]["id"]}} for each in found]
    return paged([each for each in named if not status or each["status"] == status], parameters, "/v1/invoice_payments")


def create_refund(account: Account, parameters: Parameters) -> Object:
    intent, amount, metadata = parameters.need("payment_intent"), parameters.number("amount"), parameters.take("metadata", {})
    parameters.take("reason")
    made = account.refund(intent, amount, metadata)
    if not made:
        raise invalid("Refund amount is greater than unrefunded amount on charge.", "amount")
    return made


def invoice_lines(account: Account, parameters: Parameters, id: str) -> Object:
    return paged(account.find("invoice", id)["lines"]["data"], parameters, f"/v1/invoices/{id}/lines")


def pay_invoice(account: Account, parameters: Parameters, id: str) -> Object:
    found = account.find("invoice", id)
    account.charge(found)
    if found["status"] != "paid":
        raise Refusal(402, "card_error", "Your card was declined.", code="card_declined", decline_code="generic_decline")
    return found


def void_invoice(account: Account, parameters: Parameters, id: str) -> Object:
    found = account.find("invoice", id)
    account.void(found)
    return found


def create_meter_event(account: Account, parameters: Parameters) -> Object:
    name, payload, identifier = parameters.need("event_name"), parameters.need("payload"), parameters.need("identifier")
    timestamp = parameters.number("timestamp") or account.now
    if not any(each["event_name"] == name for each in account.all("billing.meter")):
        raise invalid(f"No active meter found for event name {name}", "event_name", "no_meter")
    if not re.fullmatch(r"\d+", payload.get("value", "")):
        raise invalid("The value is a whole number.", "payload[value]")
    if not account.now - OLDEST_METER_EVENT <= timestamp <= account.now + NEWEST_METER_EVENT:
        raise invalid("The timestamp must be within the past 35 calendar days or up to 5 minutes in the future.", "timestamp", "timestamp_too_far_in_past")
    if any(each["identifier"] == identifier and each["created"] > account.now - DAY for each in account.meter_events):
        raise invalid(f"An event already exists with identifier {identifier}.", "identifier", "duplicate_meter_event")
    event = {"object": "billing.meter_event", "created": account.now, "event_name": name, "identifier": identifier}
    account.meter_events.append(event | {"livemode": account.livemode, "payload": payload, "timestamp": timestamp})
    return account.meter_events[-1]


def meter_summaries(account: Account, parameters: Parameters, id: str) -> Object:
    owner, window = parameters.need("customer"), parameters.take("value_grouping_window")
    start, end = parameters.number("start_time"), parameters.number("end_time")
    step = {None: end - start, "hour": HOUR, "day": DAY}[window]
    if start % (60 if window is None else step) or (end - start) % step or start >= end:
        raise invalid("The times must be aligned with the window.", "start_time")
    summaries = []
    for place, begin in enumerate(range(start, end, step)):
        total = account.used(id, owner, begin, begin + step)
        # A window in which nothing was used is not told of.
        if total or window is None:
            summary = {"id": f"mtrusg_{place}", "object": "billing.meter_event_summary", "aggregated_value": float(total)}
            summaries.append(summary | {"start_time": begin, "end_time": begin + step, "meter": id, "livemode": account.livemode})
    return paged(summaries, parameters, f"/v1/billing/meters/{id}/event_summaries")


ID = r"([A-Za-z]+_[A-Za-z_0-9]+)"
Handle = Callable[..., Object]
ROUTES: list[tuple[str, str, Handle]] = [
    ("/customers", "POST", create_customer),
    (f"/customers/{ID}", "GET", customer),
    (f"/customers/{ID}", "DELETE", delete_customer),
    ("/prices", "GET", prices),
    ("/checkout/sessions", "POST", create_checkout),
    ("/checkout/sessions", "GET", checkouts),
    (f"/checkout/sessions/{ID}", "GET", checkout),
    (f"/checkout/sessions/{ID}/expire", "POST", expire_checkout),
    ("/billing_portal/sessions", "POST", create_portal),
    ("/subscriptions", "GET", subscriptions),
    (f"/subscriptions/{ID}", "GET", subscription),
    (f"/subscriptions/{ID}", "POST", update_subscription),
    (f"/subscriptions/{ID}", "DELETE", cancel_subscription),
    ("/invoices/create_preview", "POST", preview),
    ("/invoices", "GET", invoices),
    (f"/invoices/{ID}", "GET", invoice),
    (f"/invoices/{ID}/lines", "GET", invoice_lines),
    (f"/invoices/{ID}/pay", "POST", pay_invoice),
    (f"/invoices/{ID}/void", "POST", void_invoice),
    ("/invoice_payments", "GET", invoice_payments),
    ("/refunds", "POST", create_refund),
    ("/billing/meter_events", "POST", create_meter_event),
    (f"/billing/meters/{ID}/event_summaries", "GET", meter_summaries),
]
