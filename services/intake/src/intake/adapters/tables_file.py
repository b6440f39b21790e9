"""Tables of what the customer file gathers: deliveries."""

import sqlalchemy as sa

from intake.adapters.columns import day, document, head, key, text
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
