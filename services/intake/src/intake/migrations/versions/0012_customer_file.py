"""What others told of a customer's cases, and what customers want improved."""

from alembic import op

from aftercare_kit.migrations import protect

revision = "0012"
down_revision = "0011"

_TABLES = (
    """
    create table file_entry (
        id uuid primary key,
        region text not null,
        version integer not null,
        customer_id uuid not null references customer,
        request_id uuid not null references request,
        kind text not null check (kind in ('complaint', 'quote', 'charge')),
        state text not null,
        at timestamptz not null,
        facts jsonb not null,
        as_of integer not null
    )
    """,
    "create index file_entry_customer on file_entry (customer_id, at desc, id desc)",
    "create index file_entry_request on file_entry (request_id)",
    """
    create table improvement (
        id uuid primary key,
        region text not null,
        version integer not null,
        customer_id uuid not null references customer,
        request_id uuid references request,
        product_line text,
        concern text not null check (concern in ('technical', 'quality')),
        department text not null,
        text text not null,
        wished_at timestamptz not null,
        recorded_by text not null,
        reply jsonb
    )
    """,
    "create index improvement_order on improvement (region, wished_at desc, id desc)",
    "create index improvement_customer on improvement (customer_id, wished_at desc, id desc)",
    "create index improvement_request on improvement (request_id) where request_id is not null",
)


def upgrade() -> None:
    for statement in _TABLES:
        op.execute(statement)
    for table in ("file_entry", "improvement"):
        protect(table, "select", "insert", "update")
