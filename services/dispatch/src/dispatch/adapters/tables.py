"""Dispatch's own tables, as SQLAlchemy sees them; `migrations` makes them."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from aftercare_kit.tables import moment
from dispatch.adapters.columns import head as _head
from dispatch.adapters.columns import key as _key
from dispatch.adapters.columns import text as _text

metadata = sa.MetaData()

work_order = sa.Table(
    "work_order",
    metadata,
    *_head(),
    _key("request_id"),
    _text("number"),
    _key("customer_id"),
    _key("asset_id"),
    *(_text(name) for name in ("asset_serial", "site_code", "subject", "department", "centre")),
    _text("zone"),
    sa.Column("fault_level", sa.Integer, nullable=False),
    sa.Column("major", sa.Boolean, nullable=False),
    _text("fault_kind"),
    _text("policy"),
    sa.Column("policy_version", sa.Integer, nullable=False),
    sa.Column("promised", JSONB, nullable=False),
    sa.Column("parameters", JSONB, nullable=False),
    moment("reported_at"),
    moment("opened_at"),
    moment("last_act_at"),
    _text("state"),
    sa.Column("line", sa.Integer, nullable=False),
    moment("responded_at", nullable=True),
    moment("resolved_at", nullable=True),
    _text("waiting_for", nullable=True),
    _key("scheme_id", nullable=True),
    _text("parts"),
    _text("commercial"),
    sa.Column("place", JSONB(none_as_null=True)),
    moment("customer_from", nullable=True),
    moment("customer_to", nullable=True),
    _text("service_type"),
    _text("taken_by", nullable=True),
    _text("solution", nullable=True),
    sa.Column("allocations", JSONB, nullable=False),
    sa.Column("agreed_complaints", JSONB, nullable=False),
)

sla_clock = sa.Table(
    "sla_clock",
    metadata,
    *_head(),
    _key("request_id"),
    _key("work_order_id"),
    _text("name"),
    sa.Column("fault_level", sa.Integer, nullable=False),
    _text("policy"),
    sa.Column("policy_version", sa.Integer, nullable=False),
    sa.Column("terms", JSONB, nullable=False),
    sa.Column("marks", JSONB, nullable=False),
    moment("recorded_at"),
    _text("status"),
    moment("due_at", nullable=True),
    _text("verdict", nullable=True),
    sa.Column("warned", sa.Boolean, nullable=False),
    sa.Column("breached", sa.Boolean, nullable=False),
)

rota = sa.Table(
    "rota",
    metadata,
    *_head(),
    _text("centre"),
    _text("zone"),
    moment("laid_out_until"),
    moment("gap_told", nullable=True),
)

scheme = sa.Table(
    "scheme",
    metadata,
    *_head(),
    _key("request_id"),
    _key("work_order_id"),
    _text("author"),
    sa.Column("major", sa.Boolean, nullable=False),
    sa.Column("proposal", JSONB, nullable=False),
    moment("submitted_at"),
    moment("last_act_at"),
    _text("state"),
    sa.Column("approvals", JSONB, nullable=False),
    _text("returned_because", nullable=True),
    sa.Column("consent_needed", sa.Boolean, nullable=False),
    sa.Column("consent", JSONB(none_as_null=True)),
)

engineer = sa.Table(
    "engineer",
    metadata,
    *_head(),
    _text("code"),
    _text("name"),
    _text("centre"),
    sa.Column("certificates", JSONB, nullable=False),
    sa.Column("active", sa.Boolean, nullable=False),
    _text("unit", nullable=True),
    _text("kind"),
    _text("zone"),
    sa.Column("home", JSONB(none_as_null=True)),
    sa.Column("hours", JSONB(none_as_null=True)),
    sa.Column("qualification", JSONB(none_as_null=True)),
    _text("inactive_because", nullable=True),
    sa.Column("evaluated_on", sa.Date),
)

absence = sa.Table(
    "absence",
    metadata,
    *_head(),
    _key("engineer_id"),
    _text("kind"),
    moment("begins_at"),
    moment("ends_at"),
    sa.Column("cancelled", sa.Boolean, nullable=False),
)

duty = sa.Table(
    "duty",
    metadata,
    *_head(),
    _text("centre"),
    _text("kind"),
    _key("engineer_id"),
    _text("engineer_name"),
    moment("begins_at"),
    moment("ends_at"),
    sa.Column("cancelled", sa.Boolean, nullable=False),
)

visit = sa.Table(
    "visit",
    metadata,
    *_head(),
    _text("number"),
    _key("request_id"),
    _key("work_order_id"),
    _key("scheme_id"),
    _key("engineer_id"),
    _text("engineer_name"),
    moment("planned_from"),
    moment("planned_to"),
    moment("busy_from"),
    moment("busy_to"),
    moment("last_act_at"),
    _text("state"),
    moment("departed_at", nullable=True),
    moment("arrived_at", nullable=True),
    moment("finished_at", nullable=True),
    sa.Column("fixed", sa.Boolean),
    _text("unit", nullable=True),
    _text("task"),
    _text("head_by", nullable=True),
    moment("head_at", nullable=True),
    sa.Column("tools_left", JSONB(none_as_null=True)),
    _key("contact_id", nullable=True),
)

report = sa.Table(
    "report",
    metadata,
    *_head(),
    _key("request_id"),
    _key("work_order_id"),
    _key("visit_id"),
    _key("engineer_id"),
    sa.Column("findings", JSONB, nullable=False),
    sa.Column("signature", JSONB, nullable=False),
    _text("state"),
    _text("written_by", nullable=True),
    moment("handed_in_at", nullable=True),
    _text("archive_number", nullable=True),
    _text("sha256", nullable=True),
)
