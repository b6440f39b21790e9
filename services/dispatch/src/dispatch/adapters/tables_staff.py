"""Tables of training among ourselves, lists of tools, and the log of a case."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from aftercare_kit.tables import moment
from dispatch.adapters.columns import head, key, text
from dispatch.adapters.tables import metadata

training = sa.Table(
    "training",
    metadata,
    *head(),
    *(text(name) for name in ("centre", "audience", "topic", "material", "trainer")),
    moment("held_at"),
    sa.Column("hours", sa.Numeric, nullable=False),
    sa.Column("attendees", JSONB, nullable=False),
)

tool_list = sa.Table(
    "tool_list",
    metadata,
    *head(),
    *(text(name) for name in ("centre", "name")),
    sa.Column("tools", JSONB, nullable=False),
    sa.Column("every_days", sa.Integer, nullable=False),
    moment("last_act_at"),
    text("skill", nullable=True),
    text("checked_by", nullable=True),
    moment("checked_at", nullable=True),
    sa.Column("missing", JSONB, nullable=False),
)

case_log = sa.Table(
    "case_log",
    metadata,
    *head(),
    key("request_id"),
    key("work_order_id"),
    *(text(name) for name in ("kind", "text", "written_by")),
    moment("happened_at"),
    text("part_no", nullable=True),
    text("fate", nullable=True),
    sa.Column("quantity", sa.Integer),
    sa.Column("amount", sa.Numeric(18, 2)),
)
