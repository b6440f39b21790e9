"""Planned service of every kind, and the reports that the service table demands."""

from alembic import op

from aftercare_kit.migrations import protect

revision = "0004"
down_revision = "0003"

_TABLES = (
    """
    create table service_order (
        id uuid primary key,
        region text not null,
        version integer not null,
        number text not null unique,
        kind text not null,
        occasion text not null,
        mode text not null,
        subject text not null,
        customer_id uuid,
        site_code text not null,
        department text not null,
        centre text not null,
        zone text not null,
        units jsonb not null,
        skills jsonb not null,
        planned_from timestamptz not null,
        planned_to timestamptz not null,
        last_act_at timestamptz not null,
        plan_id uuid,
        request_id uuid,
        outside_unit text,
        notice_number text unique,
        engineer_id uuid references engineer,
        engineer_name text,
        state text not null,
        arrived_at timestamptz,
        done_at timestamptz,
        returned_at timestamptz,
        results jsonb not null,
        training_hours numeric,
        demands jsonb not null,
        hand_in_due_at timestamptz,
        overdue boolean not null,
        constraint service_order_engineer_free exclude using gist (
            engineer_id with =, tstzrange(planned_from, planned_to) with &&
        ) where (state in ('issued', 'accepted', 'departed', 'working'))
    )
    """,
    "create index service_order_calendar on service_order (region, planned_from, id)",
    "create index service_order_state on service_order (region, state, planned_from, id)",
    "create index service_order_engineer on service_order (engineer_id, planned_from, id)",
    "create index service_order_plan on service_order (plan_id) where plan_id is not null",
    """
    create table service_report (
        id uuid primary key,
        region text not null,
        version integer not null,
        service_order_id uuid not null references service_order,
        form text not null,
        units jsonb not null,
        on_site boolean not null,
        content jsonb,
        written_at timestamptz not null,
        proof jsonb,
        customer_rating integer,
        rating_declined boolean not null,
        suggestion text,
        state text not null,
        archive_number text unique,
        sha256 text,
        archived_at timestamptz
    )
    """,
    "create index service_report_order on service_report (service_order_id, id)",
    """
    create index service_report_archive on service_report (region, archived_at, id)
        where archived_at is not null
    """,
)


def upgrade() -> None:
    for statement in _TABLES:
        op.execute(statement)
    for table in ("service_order", "service_report"):
        protect(table, "select", "insert", "update")
