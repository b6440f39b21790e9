"""The gateway's first tables: the timeline of all events, and the cases they add up to."""

from alembic import op

from aftercare_kit.migrations import create_foundation, protect

revision = "0001"
down_revision = None

# `horizon` puts rows in commit order, as in the event log (see the kit's foundation): a reader that
# stays below pg_snapshot_xmin never skips a row whose transaction began earlier and ended later.
_TABLES = (
    """
    create table timeline (
        id bigint generated always as identity primary key,
        horizon xid8 not null
            default greatest(pg_current_xact_id(), pg_snapshot_xmax(pg_current_snapshot())),
        event_id uuid not null unique,
        region text not null,
        request_id uuid,
        service text not null,
        aggregate text not null,
        aggregate_id uuid not null,
        aggregate_version integer not null,
        type text not null,
        occurred_at timestamptz not null,
        recorded_at timestamptz not null,
        title_en text not null,
        title_zh text not null,
        facts jsonb not null
    )
    """,
    "create index timeline_live on timeline (horizon, id)",
    """
    create index timeline_case on timeline (request_id, occurred_at, id)
    where request_id is not null
    """,
    """
    create table case_view (
        request_id uuid primary key,
        region text not null,
        version integer not null,
        number text,
        state text,
        customer_id uuid,
        centre text,
        department text,
        asset_serial text,
        subject text,
        fault_level integer,
        major boolean,
        reported_at timestamptz,
        engineer_ids uuid[] not null,
        overdue boolean not null,
        overdue_for_customer boolean not null,
        changed_at timestamptz not null,
        document jsonb not null
    )
    """,
    """
    create index case_view_changed on case_view (region, changed_at desc, request_id desc)
    where number is not null
    """,
    "create index case_view_number on case_view (number)",
    "create index case_view_customer on case_view (customer_id, changed_at desc, request_id desc)",
    "create index case_view_centre on case_view (centre, changed_at desc, request_id desc)",
    "create index case_view_overdue on case_view (changed_at desc, request_id desc) where overdue",
    "create index case_view_engineers on case_view using gin (engineer_ids)",
)


def upgrade() -> None:
    create_foundation()
    for statement in _TABLES:
        op.execute(statement)
    protect("timeline", "select", "insert")
    protect("case_view", "select", "insert", "update")
