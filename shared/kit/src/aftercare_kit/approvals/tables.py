"""Where approvals and delegations are kept, in each service that uses them."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from aftercare_kit.approvals.approval import Approval
from aftercare_kit.approvals.delegation import Delegation
from aftercare_kit.mapping import TableMapping
from aftercare_kit.tables import metadata, moment

approval = sa.Table(
    "approval",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("region", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("about_id", sa.Uuid, nullable=False),
    sa.Column("case_id", sa.Uuid),
    sa.Column("centre", sa.Text),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("author", sa.Text, nullable=False),
    sa.Column("rule", sa.Text),
    sa.Column("steps", JSONB, nullable=False),
    sa.Column("patience", JSONB, nullable=False),
    moment("last_act_at"),
    moment("waiting_since"),
    sa.Column("waiting_for", JSONB, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("at_step", sa.Integer, nullable=False),
    sa.Column("decisions", JSONB, nullable=False),
    sa.Column("escalated", sa.Boolean, nullable=False),
)
"""One row a round: a document that was returned and mended has several."""

delegation = sa.Table(
    "delegation",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("region", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("delegator", sa.Text, nullable=False),
    sa.Column("delegate", sa.Text, nullable=False),
    sa.Column("roles", JSONB, nullable=False),
    moment("starts_at"),
    moment("ends_at"),
    sa.Column("reason", sa.Text, nullable=False),
    moment("ended_at", nullable=True),
)

APPROVALS = TableMapping(approval, Approval, announced=False)
DELEGATIONS = TableMapping(delegation, Delegation, announced=False)
