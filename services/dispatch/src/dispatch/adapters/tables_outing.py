"""The table of applications for outings."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from aftercare_kit.tables import moment
from dispatch.adapters.columns import head, key, text
from dispatch.adapters.tables import metadata

outing = sa.Table(
    "outing",
    metadata,
    *head(),
    text("number"),
    *(key(name) for name in ("request_id", "work_order_id", "scheme_id")),
    text("author"),
    sa.Column("journey", JSONB, nullable=False),
    moment("applied_at"),
    moment("last_act_at"),
    text("state"),
    text("decided_by", nullable=True),
    moment("decided_at", nullable=True),
    text("returned_because", nullable=True),
)
