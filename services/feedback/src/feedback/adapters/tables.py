"""Feedback's own tables, as SQLAlchemy sees them; `migrations` makes them."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from aftercare_kit.tables import moment

metadata = sa.MetaData()


def _text(name: str, *, nullable: bool = False) -> "sa.Column[str]":
    return sa.Column(name, sa.Text, nullable=nullable)


def _document(name: str, *, nullable: bool = False) -> "sa.Column[object]":
    return sa.Column(name, JSONB(none_as_null=True), nullable=nullable)


def _case() -> "tuple[sa.Column[object], ...]":
    """What every table of feedback says about its case."""
    return (
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("region", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("request_id", sa.Uuid, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("customer_id", sa.Uuid, nullable=False),
        sa.Column("centre", sa.Text, nullable=False),
    )


case_promise = sa.Table(
    "case_promise",
    metadata,
    *_case(),
    _text("department"),
    moment("reported_at"),
    _document("clocks"),
    _document("parameters"),
    sa.Column("ended", sa.Boolean, nullable=False),
)

verification = sa.Table(
    "verification",
    metadata,
    *_case(),
    sa.Column("work_order_id", sa.Uuid, nullable=False),
    sa.Column("round", sa.Integer, nullable=False),
    moment("opened_at"),
    _document("promise"),
    moment("due_at"),
    _text("state"),
    _text("recorded_by", nullable=True),
    moment("verified_at", nullable=True),
    _text("reason", nullable=True),
)

call_back = sa.Table(
    "call_back",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    _text("region"),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("service_order_id", sa.Uuid, nullable=False),
    _text("number"),
    _text("kind"),
    sa.Column("customer_id", sa.Uuid),
    _text("centre"),
    moment("opened_at"),
    _document("promise"),
    moment("due_at"),
    _text("state"),
    _document("word", nullable=True),
    moment("called_at", nullable=True),
    _text("recorded_by", nullable=True),
)

survey = sa.Table(
    "survey",
    metadata,
    *_case(),
    sa.Column("closure", sa.Integer, nullable=False),
    moment("sent_at"),
    _document("promise"),
    moment("due_at"),
    _text("state"),
    _document("answers", nullable=True),
    _text("comment", nullable=True),
    moment("answered_at", nullable=True),
    _text("recorded_by", nullable=True),
    sa.Column("degree", sa.Numeric(5, 2)),
    sa.Column("satisfied", sa.Boolean),
)

complaint = sa.Table(
    "complaint",
    metadata,
    *_case(),
    _text("department"),
    _text("level"),
    _text("content"),
    moment("accepted_at"),
    _text("accepted_by"),
    moment("last_act_at"),
    _document("promises"),
    _text("state"),
    _text("opinion", nullable=True),
    moment("replied_at", nullable=True),
    _text("reply", nullable=True),
    sa.Column("agreed", sa.Boolean, nullable=False),
    _text("measures", nullable=True),
    _document("result", nullable=True),
    _document("handlers"),
    _text("reopened_because", nullable=True),
    _text("call_back", nullable=True),
    moment("closed_at", nullable=True),
    _text("closed_by", nullable=True),
)
