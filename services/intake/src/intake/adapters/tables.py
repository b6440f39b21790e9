"""Intake's own tables, as SQLAlchemy sees them; `migrations` makes them."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from aftercare_kit.tables import moment

metadata = sa.MetaData()


def _text(name: str, *, nullable: bool = False) -> "sa.Column[str]":
    return sa.Column(name, sa.Text, nullable=nullable)


def _key(name: str, *, nullable: bool = False) -> "sa.Column[object]":
    return sa.Column(name, sa.Uuid, nullable=nullable)


def _day(name: str, *, nullable: bool = False) -> "sa.Column[object]":
    return sa.Column(name, sa.Date, nullable=nullable)


def _flag(name: str) -> "sa.Column[bool]":
    return sa.Column(name, sa.Boolean, nullable=False)


def _number(name: str, *, nullable: bool = False) -> "sa.Column[int]":
    return sa.Column(name, sa.Integer, nullable=nullable)


def _document(name: str, *, nullable: bool = False) -> "sa.Column[object]":
    return sa.Column(name, JSONB(none_as_null=True), nullable=nullable)


def _head() -> tuple["sa.Column[object]", "sa.Column[str]", "sa.Column[int]"]:
    return (sa.Column("id", sa.Uuid, primary_key=True), _text("region"), _number("version"))


service_centre = sa.Table(
    "service_centre",
    metadata,
    *_head(),
    *(_text(name) for name in ("code", "name", "zone")),
    _document("week"),
    _text("holidays", nullable=True),
    _document("closed"),
    _document("departments"),
    _text("policy"),
)

customer = sa.Table(
    "customer",
    metadata,
    *_head(),
    *(_text(name) for name in ("code", "name", "kind", "centre")),
)

contact = sa.Table(
    "contact",
    metadata,
    *_head(),
    _key("customer_id"),
    _text("sealed"),
    moment("erased_at", nullable=True),
)

subject_key = sa.Table("subject_key", metadata, *_head(), _text("key"))

site = sa.Table(
    "site",
    metadata,
    *_head(),
    _key("customer_id"),
    _text("code"),
    _text("sealed"),
    _flag("urban"),
    moment("erased_at", nullable=True),
)

asset = sa.Table(
    "asset",
    metadata,
    *_head(),
    _key("customer_id"),
    _key("site_id"),
    *(_text(name) for name in ("serial", "model", "product_line")),
    _day("sale_date", nullable=True),
    _day("accepted_on", nullable=True),
    _number("warranty_months", nullable=True),
    _text("invoice_no", nullable=True),
    _document("replacements"),
    _key("parent_id", nullable=True),
    _flag("main_part"),
    _text("project_no", nullable=True),
    _text("machine_no", nullable=True),
    _day("commissioned_on", nullable=True),
    *(_document(name) for name in ("versions", "version_changes", "nameplate", "manual")),
)

contract = sa.Table(
    "contract",
    metadata,
    *_head(),
    _key("customer_id"),
    _text("code"),
    _text("kind"),
    _day("starts_on"),
    _day("ends_on"),
    _document("product_lines"),
    _document("serials"),
    _text("policy"),
    _document("clauses"),
    _document("package"),
)

handover = sa.Table(
    "handover",
    metadata,
    *_head(),
    _key("customer_id"),
    *(_text(name) for name in ("centre", "project_no", "name", "size", "project_manager")),
    _text("receiver"),
    _document("agreed"),
    moment("last_act_at"),
    _text("state"),
    _document("documents"),
    _day("accepted_on", nullable=True),
    _document("acceptance_attended"),
    _document("meeting_attended"),
    _text("minutes", nullable=True),
    _document("reviews"),
    _key("contract_id", nullable=True),
    _document("final", nullable=True),
)

renewal = sa.Table(
    "renewal",
    metadata,
    *_head(),
    _key("contract_id"),
    _key("customer_id"),
    _text("centre"),
    _day("ends_on"),
    moment("last_act_at"),
    _text("state"),
    _document("scheme", nullable=True),
    _key("new_contract_id", nullable=True),
    _text("declined_because", nullable=True),
)

product_line = sa.Table(
    "product_line",
    metadata,
    *_head(),
    *(_text(name) for name in ("code", "name", "build")),
    _number("made"),
    _text("stage"),
    _text("made_by"),
)

campaign = sa.Table(
    "campaign",
    metadata,
    *_head(),
    *(_text(name) for name in ("code", "defect", "measure", "reason", "opened_by")),
    _document("units"),
    moment("closed_at", nullable=True),
)

policy = sa.Table(
    "policy",
    metadata,
    *_head(),
    _text("preset"),
    _number("policy_version"),
    moment("effective_from"),
    _document("overrides"),
    _text("published_by"),
)

request = sa.Table(
    "request",
    metadata,
    *_head(),
    _text("number"),
    _key("customer_id"),
    _key("asset_id"),
    _key("contact_id", nullable=True),
    *(_text(name) for name in ("asset_serial", "product_line", "site_code", "centre", "zone")),
    *(_text(name) for name in ("department", "channel", "subject")),
    _text("description", nullable=True),
    moment("reported_at"),
    moment("registered_at"),
    moment("last_act_at"),
    moment("form_due_at", nullable=True),
    _flag("form_overdue"),
    _text("state"),
    _document("judgement", nullable=True),
    _text("handled_by", nullable=True),
    _document("entitlement", nullable=True),
    _text("policy", nullable=True),
    _number("policy_version", nullable=True),
    moment("resolved_at", nullable=True),
    _text("ended_because", nullable=True),
    _key("merged_into", nullable=True),
    _key("answered_verification", nullable=True),
    _text("need"),
    _text("service_kind", nullable=True),
    _document("call_clocks"),
    moment("appointment_at", nullable=True),
    _document("referrals"),
    _text("alarm_code", nullable=True),
)

field_papers = sa.Table(
    "field_papers",
    metadata,
    *_head(),
    _key("request_id"),
    *(_number(name) for name in ("outstanding", "as_of")),
)

contact_log = sa.Table(
    "contact_log",
    metadata,
    *_head(),
    _key("customer_id"),
    *(_key(name, nullable=True) for name in ("request_id", "contact_id")),
    *(_text(name) for name in ("direction", "channel", "need")),
    *(_text(name, nullable=True) for name in ("opinion", "result")),
    *(moment(name) for name in ("happened_at", "recorded_at")),
    _text("recorded_by"),
)
