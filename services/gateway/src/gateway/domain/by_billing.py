"""What billing's facts change: who pays, what it would cost and what it did cost."""

from functools import partial

from gateway.domain.change import Change

_quote = partial(Change, "quotes", "quote_id")

CHANGES = {
    "liability.decided": Change(
        "liabilities",
        "liability_id",
        ("scheme_id", "party", "charge", "basis"),
        stamps="decided_at",
    ),
    "quote.drafted": _quote(
        ("scheme_id", "total", "lines", "missing_prices"), {"state": "draft"}, "drafted_at"
    ),
    "quote.offered": _quote(
        ("scheme_id", "number", "total", "valid_until", "in_time"),
        {"state": "offered"},
        "offered_at",
    ),
    "quote.accepted": _quote(("scheme_id", "total"), {"state": "accepted"}, "ended_at"),
    "quote.refused": _quote(("scheme_id", "reason"), {"state": "refused"}, "ended_at"),
    "quote.expired": _quote(("scheme_id",), {"state": "expired"}, "ended_at"),
    "quote.voided": _quote(("scheme_id", "reason"), {"state": "voided"}, "voided_at"),
    "charge.computed": Change(
        "charges",
        "charge_id",
        ("visit_id", "quote_id", "free", "held", "cost", "total", "lines"),
        stamps="computed_at",
    ),
    "cost.recorded": Change(
        "costs",
        "cost_id",
        ("kind", "description", "quantity", "unit_price", "amount"),
        stamps="recorded_at",
    ),
}
