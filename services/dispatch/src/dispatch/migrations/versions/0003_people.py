"""People and their time: rosters, qualification, absences, duty; visits with their travel."""

from alembic import op

from aftercare_kit.migrations import protect

revision = "0003"
down_revision = "0002"

_STATEMENTS = (
    """
    alter table engineer
        add column unit text,
        add column kind text not null default 'service',
        add column zone text not null default 'Asia/Shanghai',
        add column home jsonb,
        add column hours jsonb,
        add column qualification jsonb,
        add column inactive_because text,
        add column evaluated_on date
    """,
    "alter table engineer alter column kind drop default, alter column zone drop default",
    "create index engineer_unit on engineer (region, unit, id) where unit is not null",
    "alter table work_order add column place jsonb",
    """
    create table absence (
        id uuid primary key,
        region text not null,
        version integer not null,
        engineer_id uuid not null references engineer,
        kind text not null,
        begins_at timestamptz not null,
        ends_at timestamptz not null,
        cancelled boolean not null,
        constraint absence_once exclude using gist (
            engineer_id with =, tstzrange(begins_at, ends_at) with &&
        ) where (not cancelled)
    )
    """,
    "create index absence_engineer on absence (engineer_id, begins_at, id)",
    """
    create table duty (
        id uuid primary key,
        region text not null,
        version integer not null,
        centre text not null,
        kind text not null,
        engineer_id uuid not null references engineer,
        engineer_name text not null,
        begins_at timestamptz not null,
        ends_at timestamptz not null,
        cancelled boolean not null,
        constraint duty_once exclude using gist (
            engineer_id with =, tstzrange(begins_at, ends_at) with &&
        ) where (not cancelled)
    )
    """,
    "create index duty_centre on duty (region, centre, begins_at, id)",
    "create index duty_engineer on duty (engineer_id, begins_at, id)",
    """
    alter table visit
        add column busy_from timestamptz,
        add column busy_to timestamptz,
        add column unit text,
        add column task text not null default ''
    """,
    "alter table visit disable row level security",
    "update visit set busy_from = planned_from, busy_to = planned_to",
    "alter table visit enable row level security",
    """
    alter table visit
        alter column busy_from set not null,
        alter column busy_to set not null,
        alter column task drop default,
        drop constraint visit_engineer_free,
        add constraint visit_engineer_free exclude using gist (
            engineer_id with =, tstzrange(busy_from, busy_to) with &&
        ) where (state not in ('finished', 'cancelled'))
    """,
    "create index visit_busy on visit (engineer_id, busy_from, busy_to)",
    "create index visit_unit on visit (unit, work_order_id) where unit is not null",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
    protect("absence", "select", "insert", "update")
    protect("duty", "select", "insert", "update")
