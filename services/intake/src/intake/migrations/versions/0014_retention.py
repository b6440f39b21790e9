"""Legal holds, and the bound volumes of contacts."""

from alembic import op

from aftercare_kit.migrations import protect

revision = "0014"
down_revision = "0013"

_TABLES = (
    """
    create table legal_hold (
        id uuid primary key,
        region text not null,
        version integer not null,
        customer_id uuid not null references customer,
        reason text not null,
        placed_by text not null,
        placed_at timestamptz not null,
        released_by text,
        released_at timestamptz
    )
    """,
    "create index legal_hold_customer on legal_hold (customer_id, placed_at desc, id desc)",
    "create index legal_hold_order on legal_hold (region, placed_at desc, id desc)",
    """
    create table volume (
        id uuid primary key,
        region text not null,
        version integer not null,
        year integer not null,
        form text not null,
        entries integer not null,
        sha256 text not null,
        bound_at timestamptz not null,
        constraint volume_once unique (region, year, form)
    )
    """,
    "create index contact_log_year on contact_log (region, happened_at, id)",
    """
    create index request_described on request (last_act_at)
        where description is not null and state in ('closed', 'cancelled', 'merged')
    """,
)


def upgrade() -> None:
    for statement in _TABLES:
        op.execute(statement)
    protect("legal_hold", "select", "insert", "update")
    protect("volume", "select", "insert")
