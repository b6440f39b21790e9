"""The read model's tables, as SQLAlchemy sees them; `migrations` makes them."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from aftercare_kit.tables import moment

metadata = sa.MetaData()


def _text(name: str, *, nullable: bool = False) -> "sa.Column[str]":
    return sa.Column(name, sa.Text, nullable=nullable)


timeline = sa.Table(
    "timeline",
    metadata,
    sa.Column("id", sa.BigInteger, sa.Identity(always=True), primary_key=True),
    sa.Column("event_id", sa.Uuid, nullable=False),
    _text("region"),
    sa.Column("request_id", sa.Uuid),
    *(_text(name) for name in ("service", "aggregate")),
    sa.Column("aggregate_id", sa.Uuid, nullable=False),
    sa.Column("aggregate_version", sa.Integer, nullable=False),
    _text("type"),
    moment("occurred_at"),
    moment("recorded_at"),
    *(_text(name) for name in ("title_en", "title_zh")),
    sa.Column("facts", JSONB, nullable=False),
)
"""Every event, once. `horizon` (see migrations) is the commit-order key of the live stream."""

case_view = sa.Table(
    "case_view",
    metadata,
    sa.Column("request_id", sa.Uuid, primary_key=True),
    _text("region"),
    sa.Column("version", sa.Integer, nullable=False),
    _text("number", nullable=True),
    _text("state", nullable=True),
    sa.Column("customer_id", sa.Uuid),
    *(_text(name, nullable=True) for name in ("centre", "department", "asset_serial", "subject")),
    sa.Column("fault_level", sa.Integer),
    sa.Column("major", sa.Boolean),
    moment("reported_at", nullable=True),
    sa.Column("engineer_ids", ARRAY(sa.Uuid), nullable=False),
    sa.Column("overdue", sa.Boolean, nullable=False),
    sa.Column("overdue_for_customer", sa.Boolean, nullable=False),
    moment("changed_at"),
    sa.Column("document", JSONB, nullable=False),
)
"""One row a case; `number` is null while only other services' facts have arrived."""
