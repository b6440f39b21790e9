"""Inventory's own tables, as SQLAlchemy sees them; `migrations` makes them."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from aftercare_kit.tables import moment

metadata = sa.MetaData()


def _text(name: str, *, nullable: bool = False) -> "sa.Column[str]":
    return sa.Column(name, sa.Text, nullable=nullable)


def _key(name: str, *, nullable: bool = False) -> "sa.Column[object]":
    return sa.Column(name, sa.Uuid, nullable=nullable)


def _head() -> tuple["sa.Column[object]", "sa.Column[str]", "sa.Column[int]"]:
    return (
        sa.Column("id", sa.Uuid, primary_key=True),
        _text("region"),
        sa.Column("version", sa.Integer, nullable=False),
    )


part = sa.Table("part", metadata, *_head(), *(_text(name) for name in ("part_no", "name", "unit")))

store = sa.Table(
    "store", metadata, *_head(), *(_text(name) for name in ("code", "name", "centre", "kind"))
)

case_terms = sa.Table(
    "case_terms",
    metadata,
    *_head(),
    _key("request_id"),
    _key("customer_id"),
    _text("centre"),
    _text("zone"),
    sa.Column("inbound", JSONB, nullable=False),
)

reservation = sa.Table(
    "reservation",
    metadata,
    *_head(),
    _key("request_id"),
    _key("work_order_id"),
    _key("scheme_id"),
    _text("centre"),
    _text("store"),
    moment("requested_at"),
    sa.Column("lines", JSONB, nullable=False),
    _text("state"),
    _key("visit_id", nullable=True),
    _key("engineer_id", nullable=True),
    sa.Column("settled", JSONB, nullable=False),
    sa.Column("shortfall", sa.Boolean, nullable=False),
)

part_return = sa.Table(
    "part_return",
    metadata,
    *_head(),
    _key("request_id"),
    _key("visit_id"),
    _key("report_id"),
    _key("asset_id"),
    _key("engineer_id"),
    *(_text(name) for name in ("centre", "zone", "part_no", "serial")),
    moment("due_at"),
    moment("last_act_at"),
    _text("state"),
    sa.Column("overdue", sa.Boolean, nullable=False),
    *(_text(name, nullable=True) for name in ("number", "store", "ownership", "returned_by")),
    moment("received_at", nullable=True),
    sa.Column("nonconformity", JSONB, nullable=False),
)

part_usage = sa.Table(
    "part_usage",
    metadata,
    *_head(),
    *(_key(name) for name in ("request_id", "work_order_id", "case_log_id")),
    *(_text(name) for name in ("centre", "store", "part_no")),
    sa.Column("quantity", sa.Integer, nullable=False),
    _text("used_by"),
    moment("used_at"),
    sa.Column("shortfall", sa.Boolean, nullable=False),
)

stock_level = sa.Table(
    "stock_level",
    metadata,
    *_head(),
    _text("store"),
    _text("part_no"),
    sa.Column("on_hand", sa.Integer, nullable=False),
    sa.Column("reserved", sa.Integer, nullable=False),
)

movement = sa.Table(
    "movement",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("line", sa.BigInteger, sa.Identity(always=True), nullable=False),
    _text("region"),
    _text("kind"),
    _text("store"),
    _text("part_no"),
    sa.Column("quantity", sa.Integer, nullable=False),
    moment("at"),
    moment("recorded_at"),
    _text("actor"),
    _key("event_id", nullable=True),
    _key("request_id", nullable=True),
    _key("reservation_id", nullable=True),
    _key("visit_id", nullable=True),
    _key("return_id", nullable=True),
    _text("reference", nullable=True),
    _text("reason", nullable=True),
)
