"""Who wrote which part of an outing record; whom engineering allocated to a work order."""

from alembic import op

revision = "0009"
down_revision = "0008"

_STATEMENTS = (
    "alter table visit add column head_by text, add column head_at timestamptz",
    "alter table report add column written_by text",
    "alter table work_order add column allocations jsonb not null default '[]'",
    "alter table work_order alter column allocations drop default",
    "create index work_order_reported on work_order (region, reported_at)",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
