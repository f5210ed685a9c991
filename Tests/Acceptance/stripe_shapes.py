"""What the parts of the simulated Stripe share: its version, its errors, its lists, its arithmetic and its calendar."""

from __future__ import annotations

import calendar
import datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

VERSION = "2026-10-28.endive"
HOUR, DAY = 3600, 86_400
# After each failed attempt to charge an invoice the next one follows; after the last the subscription changes for good.
RETRY_DAYS = (3, 5, 7)
WORKING_CARD, DECLINING_CARD = "pm_card_visa", "pm_card_chargeDeclined"
# Its bank wants every payment confirmed by its holder (3-D Secure).
CAUTIOUS_CARD = "pm_card_authenticationRequired"
# Where tax is reckoned, it is so many percent.
TAX_PERCENT = 22
Object = dict


class Refusal(Exception):
    """An error in Stripe's words."""

    def __init__(self, status: int, kind: str, message: str, **more: str):
        super().__init__(message)
        self.status = status
        self.error = {"type": kind, "message": message} | more


def missing(kind: str, id: str) -> Refusal:
    return Refusal(404, "invalid_request_error", f"No such {kind}: '{id}'", code="resource_missing", param="id")


def invalid(message: str, param: str, code: str = "parameter_invalid_empty") -> Refusal:
    return Refusal(400, "invalid_request_error", message, code=code, param=param)


def declined() -> Refusal:
    return Refusal(
        402, "card_error", "Your card has insufficient funds.", code="card_declined", decline_code="insufficient_funds"
    )


def rounded(amount: Fraction) -> int:
    """To a whole cent, half away from zero."""
    exact = Decimal(amount.numerator) / Decimal(amount.denominator)
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def a_month_after(time: int, anchor: int) -> int:
    """The next time the anchor's day and time come round; the last day of a month that has no such day."""
    now, day = (datetime.datetime.fromtimestamp(each, datetime.UTC) for each in (time, anchor))
    year, month = divmod(now.year * 12 + now.month, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return int(now.replace(year=year, month=month + 1, day=min(day.day, last)).timestamp())


def listing(objects: list[Object], url: str = "", limit: int = 10, starting_after: str | None = None) -> Object:
    if starting_after:
        places = [place for place, each in enumerate(objects) if each["id"] == starting_after]
        objects = objects[places[0] + 1 :] if places else []
    return {"object": "list", "data": objects[:limit], "has_more": len(objects) > limit, "url": url}
