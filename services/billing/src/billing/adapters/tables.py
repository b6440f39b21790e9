"""Billing's own tables, as SQLAlchemy sees them; `migrations` makes them."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from aftercare_kit.tables import moment

metadata = sa.MetaData()


def _text(name: str, *, nullable: bool = False) -> "sa.Column[str]":
    return sa.Column(name, sa.Text, nullable=nullable)


def _key(name: str, *, nullable: bool = False) -> "sa.Column[object]":
    return sa.Column(name, sa.Uuid, nullable=nullable)


def _flag(name: str, *, nullable: bool = False) -> "sa.Column[bool]":
    return sa.Column(name, sa.Boolean, nullable=nullable)


def _amount(name: str) -> "sa.Column[object]":
    return sa.Column(name, sa.Numeric(18, 2), nullable=False)


def _document(name: str, *, nullable: bool = False) -> "sa.Column[object]":
    return sa.Column(name, JSONB(none_as_null=True), nullable=nullable)


def _head() -> tuple["sa.Column[object]", "sa.Column[str]", "sa.Column[int]"]:
    return (
        sa.Column("id", sa.Uuid, primary_key=True),
        _text("region"),
        sa.Column("version", sa.Integer, nullable=False),
    )


service_case = sa.Table(
    "service_case",
    metadata,
    *_head(),
    _key("request_id"),
    _text("number"),
    _key("customer_id"),
    *(_text(name) for name in ("department", "centre", "zone", "cover")),
    *(_flag(name) for name in ("major", "item_in_scope", "statutory", "cancelled")),
    _document("parameters"),
    _document("quote_clock", nullable=True),
)

price = sa.Table(
    "price",
    metadata,
    *_head(),
    _text("part_no"),
    _text("currency"),
    _amount("unit_price"),
    moment("set_at"),
)

liability = sa.Table(
    "liability",
    metadata,
    *_head(),
    *(_key(name) for name in ("request_id", "scheme_id", "customer_id")),
    *(_text(name) for name in ("centre", "cause", "party", "charge", "basis", "state")),
    _flag("by_quality"),
    _flag("agreed"),
    moment("opened_at"),
    moment("decided_at", nullable=True),
    _text("decided_by", nullable=True),
    _key("event_id"),
)

quote = sa.Table(
    "quote",
    metadata,
    *_head(),
    *(_key(name) for name in ("request_id", "scheme_id", "liability_id", "customer_id")),
    *(_text(name) for name in ("centre", "charge", "currency", "state")),
    _document("estimate"),
    _document("lines"),
    _amount("total"),
    _document("missing_prices"),
    moment("requested_at"),
    _text("number", nullable=True),
    moment("offered_at", nullable=True),
    moment("valid_until", nullable=True),
    _flag("in_time", nullable=True),
    moment("answered_at", nullable=True),
    _text("reason", nullable=True),
    _key("accepted_event_id", nullable=True),
)

visit_facts = sa.Table(
    "visit_facts",
    metadata,
    *_head(),
    *(_key(name) for name in ("request_id", "visit_id", "scheme_id")),
    _document("outing", nullable=True),
    _document("consumption", nullable=True),
    _text("state"),
    _document("missing_prices"),
)

charge = sa.Table(
    "charge",
    metadata,
    *_head(),
    *(_key(name) for name in ("request_id", "visit_id", "scheme_id", "liability_id")),
    _key("quote_id", nullable=True),
    _key("customer_id"),
    _text("centre"),
    _key("engineer_id"),
    _text("currency"),
    _flag("free"),
    _flag("held"),
    _amount("cost"),
    _amount("total"),
    _document("lines"),
    moment("computed_at"),
)

cost = sa.Table(
    "cost",
    metadata,
    *_head(),
    *(_key(name) for name in ("request_id", "work_order_id", "case_log_id")),
    *(_text(name) for name in ("centre", "kind", "description")),
    sa.Column("quantity", sa.Integer, nullable=False),
    _text("currency"),
    moment("incurred_at"),
    _key("source_event_id"),
    sa.Column("unit_price", sa.Numeric(18, 2)),
)
