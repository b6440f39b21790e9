"""Parts used for a case outside any visit."""

from alembic import op

from aftercare_kit.migrations import protect

revision = "0002"
down_revision = "0001"

_STATEMENTS = (
    """
    create table part_usage (
        id uuid primary key,
        region text not null,
        version integer not null,
        request_id uuid not null,
        work_order_id uuid not null,
        case_log_id uuid not null unique,
        centre text not null,
        store text not null,
        part_no text not null,
        quantity integer not null check (quantity > 0),
        used_by text not null,
        used_at timestamptz not null,
        shortfall boolean not null,
        foreign key (region, store) references store (region, code)
    )
    """,
    "create index part_usage_list on part_usage (region, used_at, id)",
    "create index part_usage_case on part_usage (request_id, used_at, id)",
    "create index part_usage_centre on part_usage (region, centre, used_at, id)",
    "create index part_usage_store on part_usage (region, store, used_at, id)",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
    protect("part_usage", "select", "insert", "update")
