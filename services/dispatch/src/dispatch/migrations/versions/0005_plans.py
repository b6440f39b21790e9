"""Service plans with their jobs, and what falls due by the calendar."""

from alembic import op

from aftercare_kit.migrations import protect

revision = "0005"
down_revision = "0004"

_TABLES = (
    """
    create table service_plan (
        id uuid primary key,
        region text not null,
        version integer not null,
        number text not null unique,
        kind text not null,
        year integer not null,
        period text not null,
        centre text not null,
        zone text not null,
        department text not null,
        policy text not null,
        author text not null,
        proposal jsonb not null,
        last_act_at timestamptz not null,
        project_no text,
        customer_id uuid,
        state text not null,
        approved_at timestamptz,
        returned_because text
    )
    """,
    "create index service_plan_order on service_plan (region, id)",
    "create index service_plan_project on service_plan (project_no) where project_no is not null",
    """
    create table plan_job (
        id uuid primary key,
        region text not null,
        version integer not null,
        plan_id uuid not null references service_plan,
        kind text not null,
        subject text not null,
        site_code text not null,
        customer_id uuid,
        units jsonb not null,
        skills jsonb not null,
        due_on date not null,
        every_months integer,
        done integer not null,
        last_order_id uuid,
        over boolean not null
    )
    """,
    "create index plan_job_plan on plan_job (plan_id, due_on, id)",
    """
    create table obligation (
        id uuid primary key,
        region text not null,
        version integer not null,
        kind text not null,
        period text not null,
        roles jsonb not null,
        centre text,
        title text not null,
        due_at timestamptz not null,
        met_by uuid,
        overdue boolean not null,
        constraint obligation_once unique (region, kind, period)
    )
    """,
    "create index obligation_open on obligation (region, due_at, id) where met_by is null",
)


def upgrade() -> None:
    for statement in _TABLES:
        op.execute(statement)
    for table in ("service_plan", "plan_job", "obligation"):
        protect(table, "select", "insert", "update")
