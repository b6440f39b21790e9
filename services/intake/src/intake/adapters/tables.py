"""Intake's own tables, as SQLAlchemy sees them; `migrations` makes them."""

import sqlalchemy as sa

from aftercare_kit.tables import moment
from intake.adapters.columns import day, document, flag, head, key, number, text

metadata = sa.MetaData()


service_centre = sa.Table(
    "service_centre",
    metadata,
    *head(),
    *(text(name) for name in ("code", "name", "zone")),
    document("week"),
    text("holidays", nullable=True),
    document("closed"),
    document("departments"),
    text("policy"),
)

customer = sa.Table(
    "customer",
    metadata,
    *head(),
    *(text(name) for name in ("code", "name", "kind", "centre")),
)

contact = sa.Table(
    "contact",
    metadata,
    *head(),
    key("customer_id"),
    text("sealed"),
    moment("erased_at", nullable=True),
)

subject_key = sa.Table("subject_key", metadata, *head(), text("key"))

site = sa.Table(
    "site",
    metadata,
    *head(),
    key("customer_id"),
    text("code"),
    text("sealed"),
    flag("urban"),
    moment("erased_at", nullable=True),
)

asset = sa.Table(
    "asset",
    metadata,
    *head(),
    key("customer_id"),
    key("site_id"),
    *(text(name) for name in ("serial", "model", "product_line")),
    day("sale_date", nullable=True),
    day("accepted_on", nullable=True),
    number("warranty_months", nullable=True),
    text("invoice_no", nullable=True),
    document("replacements"),
    key("parent_id", nullable=True),
    flag("main_part"),
    text("project_no", nullable=True),
    text("machine_no", nullable=True),
    day("commissioned_on", nullable=True),
    *(document(name) for name in ("versions", "version_changes", "nameplate", "manual")),
)

contract = sa.Table(
    "contract",
    metadata,
    *head(),
    key("customer_id"),
    text("code"),
    text("kind"),
    day("starts_on"),
    day("ends_on"),
    document("product_lines"),
    document("serials"),
    text("policy"),
    document("clauses"),
    document("package"),
)

handover = sa.Table(
    "handover",
    metadata,
    *head(),
    key("customer_id"),
    *(text(name) for name in ("centre", "project_no", "name", "size", "project_manager")),
    text("receiver"),
    document("agreed"),
    moment("last_act_at"),
    text("state"),
    document("documents"),
    day("accepted_on", nullable=True),
    document("acceptance_attended"),
    document("meeting_attended"),
    text("minutes", nullable=True),
    key("contract_id", nullable=True),
    document("final", nullable=True),
)

renewal = sa.Table(
    "renewal",
    metadata,
    *head(),
    key("contract_id"),
    key("customer_id"),
    text("centre"),
    day("ends_on"),
    moment("last_act_at"),
    text("state"),
    document("scheme", nullable=True),
    key("new_contract_id", nullable=True),
    text("declined_because", nullable=True),
)

product_line = sa.Table(
    "product_line",
    metadata,
    *head(),
    *(text(name) for name in ("code", "name", "build")),
    number("made"),
    text("stage"),
    text("made_by"),
    text("policy", nullable=True),
)

campaign = sa.Table(
    "campaign",
    metadata,
    *head(),
    *(text(name) for name in ("code", "defect", "measure", "reason", "opened_by")),
    document("units"),
    moment("closed_at", nullable=True),
)

policy = sa.Table(
    "policy",
    metadata,
    *head(),
    text("preset"),
    number("policy_version"),
    moment("effective_from"),
    document("overrides"),
    text("published_by"),
)

request = sa.Table(
    "request",
    metadata,
    *head(),
    text("number"),
    key("customer_id"),
    key("asset_id"),
    key("contact_id", nullable=True),
    *(text(name) for name in ("asset_serial", "product_line", "site_code", "centre", "zone")),
    *(text(name) for name in ("department", "channel", "subject")),
    text("description", nullable=True),
    moment("reported_at"),
    moment("registered_at"),
    moment("last_act_at"),
    moment("form_due_at", nullable=True),
    flag("form_overdue"),
    text("state"),
    document("judgement", nullable=True),
    text("handled_by", nullable=True),
    document("entitlement", nullable=True),
    text("policy", nullable=True),
    number("policy_version", nullable=True),
    moment("resolved_at", nullable=True),
    text("ended_because", nullable=True),
    key("merged_into", nullable=True),
    key("answered_verification", nullable=True),
    text("need"),
    text("service_kind", nullable=True),
    document("call_clocks"),
    moment("appointment_at", nullable=True),
    document("referrals"),
    text("alarm_code", nullable=True),
)

field_papers = sa.Table(
    "field_papers",
    metadata,
    *head(),
    key("request_id"),
    *(number(name) for name in ("outstanding", "as_of")),
)

contact_log = sa.Table(
    "contact_log",
    metadata,
    *head(),
    key("customer_id"),
    *(key(name, nullable=True) for name in ("request_id", "contact_id")),
    *(text(name) for name in ("direction", "channel", "need")),
    *(text(name, nullable=True) for name in ("opinion", "result")),
    *(moment(name) for name in ("happened_at", "recorded_at")),
    text("recorded_by"),
)
