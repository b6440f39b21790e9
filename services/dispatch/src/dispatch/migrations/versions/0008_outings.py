"""Applications for outings."""

from alembic import op

from aftercare_kit.migrations import protect

revision = "0008"
down_revision = "0007"

_STATEMENTS = (
    """
    create table outing (
        id uuid primary key,
        region text not null,
        version integer not null,
        number text not null unique,
        request_id uuid not null,
        work_order_id uuid not null references work_order,
        scheme_id uuid not null references scheme,
        author text not null,
        journey jsonb not null,
        applied_at timestamptz not null,
        last_act_at timestamptz not null,
        state text not null,
        decided_by text,
        decided_at timestamptz,
        returned_because text
    )
    """,
    "create index outing_work_order on outing (work_order_id, id)",
    """
    create unique index outing_one_a_scheme on outing (scheme_id)
        where state in ('in_review', 'approved')
    """,
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
    protect("outing", "select", "insert", "update")
