"""Deliveries that sales tells of, and whether all goods were counted."""

from alembic import op

from aftercare_kit.migrations import protect

revision = "0011"
down_revision = "0010"

_TABLES = (
    """
    create table delivery (
        id uuid primary key,
        region text not null,
        version integer not null,
        customer_id uuid not null references customer,
        site_id uuid not null references site,
        order_no text not null,
        project_no text,
        carrier text,
        delivered_on date not null,
        serials jsonb not null,
        told text,
        recorded_by text not null,
        count jsonb
    )
    """,
    "create index delivery_order on delivery (region, delivered_on desc, id desc)",
    "create index delivery_customer on delivery (customer_id, delivered_on desc, id desc)",
    "create index delivery_site on delivery (site_id)",
    "create index delivery_project on delivery (region, project_no) where project_no is not null",
)


def upgrade() -> None:
    for statement in _TABLES:
        op.execute(statement)
    protect("delivery", "select", "insert", "update")
