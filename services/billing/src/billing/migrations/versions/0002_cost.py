"""What cases cost outside visits."""

from alembic import op

from aftercare_kit.migrations import protect

revision = "0002"
down_revision = "0001"

_STATEMENTS = (
    """
    create table cost (
        id uuid primary key,
        region text not null,
        version integer not null,
        request_id uuid not null references service_case (request_id),
        work_order_id uuid not null,
        case_log_id uuid not null unique,
        centre text not null,
        kind text not null,
        description text not null,
        quantity integer not null check (quantity > 0),
        currency text not null,
        incurred_at timestamptz not null,
        source_event_id uuid not null,
        unit_price numeric(18, 2) check (unit_price >= 0)
    )
    """,
    "create index cost_desk on cost (region, incurred_at, id)",
    "create index cost_request on cost (request_id, incurred_at, id)",
    "create index cost_centre on cost (region, centre, incurred_at, id)",
    "create index cost_unpriced on cost (region, description, id) where unit_price is null",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
    protect("cost", "select", "insert", "update")
