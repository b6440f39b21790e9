"""Tables of what the customer file gathers: deliveries, what others told, wishes."""

import sqlalchemy as sa

from aftercare_kit.tables import moment
from intake.adapters.columns import day, document, head, key, number, text
from intake.adapters.tables import metadata

delivery = sa.Table(
    "delivery",
    metadata,
    *head(),
    *(key(name) for name in ("customer_id", "site_id")),
    text("order_no"),
    *(text(name, nullable=True) for name in ("project_no", "carrier")),
    day("delivered_on"),
    document("serials"),
    text("told", nullable=True),
    text("recorded_by"),
    document("count", nullable=True),
)

file_entry = sa.Table(
    "file_entry",
    metadata,
    *head(),
    *(key(name) for name in ("customer_id", "request_id")),
    *(text(name) for name in ("kind", "state")),
    moment("at"),
    document("facts"),
    number("as_of"),
)

improvement = sa.Table(
    "improvement",
    metadata,
    *head(),
    key("customer_id"),
    key("request_id", nullable=True),
    text("product_line", nullable=True),
    *(text(name) for name in ("concern", "department", "text")),
    moment("wished_at"),
    text("recorded_by"),
    document("reply", nullable=True),
)

legal_hold = sa.Table(
    "legal_hold",
    metadata,
    *head(),
    key("customer_id"),
    *(text(name) for name in ("reason", "placed_by")),
    moment("placed_at"),
    text("released_by", nullable=True),
    moment("released_at", nullable=True),
)

volume = sa.Table(
    "volume",
    metadata,
    *head(),
    number("year"),
    text("form"),
    number("entries"),
    text("sha256"),
    moment("bound_at"),
)
