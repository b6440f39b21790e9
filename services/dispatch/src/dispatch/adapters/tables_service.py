"""Tables of planned service: orders of the service table and their reports."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from aftercare_kit.tables import moment
from dispatch.adapters.columns import head, key, text
from dispatch.adapters.tables import metadata

service_order = sa.Table(
    "service_order",
    metadata,
    *head(),
    *(text(name) for name in ("number", "kind", "occasion", "mode", "subject")),
    key("customer_id", nullable=True),
    *(text(name) for name in ("site_code", "department", "centre", "zone")),
    sa.Column("units", JSONB, nullable=False),
    sa.Column("skills", JSONB, nullable=False),
    moment("planned_from"),
    moment("planned_to"),
    moment("last_act_at"),
    key("plan_id", nullable=True),
    key("request_id", nullable=True),
    text("outside_unit", nullable=True),
    text("notice_number", nullable=True),
    key("engineer_id", nullable=True),
    text("engineer_name", nullable=True),
    text("state"),
    moment("arrived_at", nullable=True),
    moment("done_at", nullable=True),
    moment("returned_at", nullable=True),
    sa.Column("results", JSONB, nullable=False),
    sa.Column("training_hours", sa.Numeric),
    sa.Column("demands", JSONB, nullable=False),
    moment("hand_in_due_at", nullable=True),
    sa.Column("overdue", sa.Boolean, nullable=False),
    text("taught", nullable=True),
    text("material", nullable=True),
)

service_report = sa.Table(
    "service_report",
    metadata,
    *head(),
    key("service_order_id"),
    text("form"),
    sa.Column("units", JSONB, nullable=False),
    sa.Column("on_site", sa.Boolean, nullable=False),
    sa.Column("content", JSONB(none_as_null=True)),
    moment("written_at"),
    sa.Column("proof", JSONB(none_as_null=True)),
    sa.Column("customer_rating", sa.Integer),
    sa.Column("rating_declined", sa.Boolean, nullable=False),
    text("suggestion", nullable=True),
    text("state"),
    text("archive_number", nullable=True),
    text("sha256", nullable=True),
    moment("archived_at", nullable=True),
)
