"""Duty rotas that are watched; the time that suits the customer."""

from alembic import op

from aftercare_kit.migrations import protect

revision = "0006"
down_revision = "0005"

_STATEMENTS = (
    """
    create table rota (
        id uuid primary key,
        region text not null,
        version integer not null,
        centre text not null,
        zone text not null,
        laid_out_until timestamptz not null,
        gap_told timestamptz,
        constraint rota_one_a_centre unique (region, centre)
    )
    """,
    """
    alter table work_order
        add column customer_from timestamptz,
        add column customer_to timestamptz
    """,
    "create index work_order_customer on work_order (customer_id, id)",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
    protect("rota", "select", "insert", "update")
