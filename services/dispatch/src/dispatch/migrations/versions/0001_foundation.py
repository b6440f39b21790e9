"""Dispatch's first tables: work orders, clocks, schemes, engineers, visits and reports."""

from alembic import op

from aftercare_kit.migrations import create_foundation, protect

revision = "0001"
down_revision = None

_TABLES = (
    """
    create table work_order (
        id uuid primary key,
        region text not null,
        version integer not null,
        request_id uuid not null unique,
        number text not null,
        customer_id uuid not null,
        asset_id uuid not null,
        asset_serial text not null,
        site_code text not null,
        subject text not null,
        department text not null,
        centre text not null,
        zone text not null,
        fault_level integer not null check (fault_level between 1 and 4),
        major boolean not null,
        fault_kind text not null,
        policy text not null,
        policy_version integer not null,
        promised jsonb not null,
        parameters jsonb not null,
        reported_at timestamptz not null,
        opened_at timestamptz not null,
        last_act_at timestamptz not null,
        state text not null,
        line integer not null,
        responded_at timestamptz,
        resolved_at timestamptz,
        waiting_for text,
        scheme_id uuid,
        parts text not null,
        commercial text not null
    )
    """,
    "create index work_order_desk on work_order (region, state, opened_at, id)",
    "create index work_order_opened on work_order (region, opened_at, id)",
    "create index work_order_number on work_order (number)",
    """
    create table sla_clock (
        id uuid primary key,
        region text not null,
        version integer not null,
        request_id uuid not null,
        work_order_id uuid not null references work_order,
        name text not null,
        fault_level integer not null,
        policy text not null,
        policy_version integer not null,
        terms jsonb not null,
        marks jsonb not null,
        recorded_at timestamptz not null,
        status text not null,
        due_at timestamptz,
        verdict text,
        warned boolean not null,
        breached boolean not null
    )
    """,
    "create index sla_clock_order on sla_clock (work_order_id, id)",
    "create index sla_clock_due on sla_clock (region, due_at, id) where status = 'running'",
    """
    create table scheme (
        id uuid primary key,
        region text not null,
        version integer not null,
        request_id uuid not null,
        work_order_id uuid not null references work_order,
        author text not null,
        major boolean not null,
        proposal jsonb not null,
        submitted_at timestamptz not null,
        last_act_at timestamptz not null,
        state text not null,
        approvals jsonb not null,
        returned_because text
    )
    """,
    "create index scheme_order on scheme (work_order_id, id)",
    """
    create table engineer (
        id uuid primary key,
        region text not null,
        version integer not null,
        code text not null,
        name text not null,
        centre text not null,
        certificates jsonb not null,
        active boolean not null,
        constraint engineer_code_key unique (region, code)
    )
    """,
    "create index engineer_centre on engineer (region, centre, id)",
    "create extension if not exists btree_gist",
    """
    create table visit (
        id uuid primary key,
        region text not null,
        version integer not null,
        number text not null unique,
        request_id uuid not null,
        work_order_id uuid not null references work_order,
        scheme_id uuid not null references scheme,
        engineer_id uuid not null references engineer,
        engineer_name text not null,
        planned_from timestamptz not null,
        planned_to timestamptz not null,
        last_act_at timestamptz not null,
        state text not null,
        departed_at timestamptz,
        arrived_at timestamptz,
        finished_at timestamptz,
        fixed boolean,
        constraint visit_engineer_free exclude using gist (
            engineer_id with =, tstzrange(planned_from, planned_to) with &&
        ) where (state not in ('finished', 'cancelled'))
    )
    """,
    """
    create unique index visit_one_open on visit (work_order_id)
        where state not in ('finished', 'cancelled')
    """,
    "create index visit_order on visit (work_order_id, id)",
    "create index visit_plan on visit (region, planned_from, id)",
    "create index visit_scheme on visit (scheme_id)",
    "create index visit_engineer on visit (engineer_id, planned_from, id)",
    """
    create table report (
        id uuid primary key,
        region text not null,
        version integer not null,
        request_id uuid not null,
        work_order_id uuid not null references work_order,
        visit_id uuid not null references visit,
        engineer_id uuid not null references engineer,
        findings jsonb not null,
        signature jsonb not null,
        state text not null,
        handed_in_at timestamptz,
        archive_number text unique,
        sha256 text,
        constraint report_one_a_visit unique (visit_id)
    )
    """,
    "create index report_order on report (work_order_id, id)",
    "create index report_engineer on report (engineer_id)",
)


def upgrade() -> None:
    create_foundation()
    for statement in _TABLES:
        op.execute(statement)
    for table in ("work_order", "sla_clock", "scheme", "engineer", "visit", "report"):
        protect(table, "select", "insert", "update")
