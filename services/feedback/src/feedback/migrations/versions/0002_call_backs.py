"""Call-backs after something was brought into service."""

from alembic import op

from aftercare_kit.migrations import protect

revision = "0002"
down_revision = "0001"

_STATEMENTS = (
    """
    create table call_back (
        id uuid primary key,
        region text not null,
        version integer not null,
        service_order_id uuid not null unique,
        number text not null,
        kind text not null,
        customer_id uuid,
        centre text not null,
        opened_at timestamptz not null,
        promise jsonb not null,
        due_at timestamptz not null,
        state text not null,
        word jsonb,
        called_at timestamptz,
        recorded_by text,
        constraint call_back_recorded_has_word check (state = 'open' or word is not null)
    )
    """,
    "create index call_back_order on call_back (region, due_at, id)",
    "create index call_back_state on call_back (region, state, due_at, id)",
    "create index call_back_customer on call_back (customer_id, due_at, id)",
    "create index call_back_centre on call_back (centre, due_at, id)",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
    protect("call_back", "select", "insert", "update")
