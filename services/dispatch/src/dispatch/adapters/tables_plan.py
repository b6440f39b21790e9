"""Tables of service plans, their jobs, and what falls due by the calendar."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from aftercare_kit.tables import moment
from dispatch.adapters.columns import head, key, text
from dispatch.adapters.tables import metadata

service_plan = sa.Table(
    "service_plan",
    metadata,
    *head(),
    *(text(name) for name in ("number", "kind")),
    sa.Column("year", sa.Integer, nullable=False),
    *(text(name) for name in ("period", "centre", "zone", "department", "policy", "author")),
    sa.Column("proposal", JSONB, nullable=False),
    moment("last_act_at"),
    text("project_no", nullable=True),
    key("customer_id", nullable=True),
    text("state"),
    moment("approved_at", nullable=True),
    text("returned_because", nullable=True),
)

plan_job = sa.Table(
    "plan_job",
    metadata,
    *head(),
    key("plan_id"),
    *(text(name) for name in ("kind", "subject", "site_code")),
    key("customer_id", nullable=True),
    sa.Column("units", JSONB, nullable=False),
    sa.Column("skills", JSONB, nullable=False),
    sa.Column("due_on", sa.Date, nullable=False),
    sa.Column("every_months", sa.Integer),
    sa.Column("done", sa.Integer, nullable=False),
    key("last_order_id", nullable=True),
    sa.Column("over", sa.Boolean, nullable=False),
)

obligation = sa.Table(
    "obligation",
    metadata,
    *head(),
    *(text(name) for name in ("kind", "period")),
    sa.Column("roles", JSONB, nullable=False),
    text("centre", nullable=True),
    text("title"),
    moment("due_at"),
    key("met_by", nullable=True),
    sa.Column("overdue", sa.Boolean, nullable=False),
)
