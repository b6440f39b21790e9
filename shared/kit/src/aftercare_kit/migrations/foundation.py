"""The first migration of every service: event log, inbox, parking, idempotency, audit, timers.

`event.horizon` is the commit-order key of the relay: the greater of the writer's transaction id
and the highest id that had ended when the row was written. Whatever is still invisible below a
reader's `pg_snapshot_xmin` has a horizon at or above it, so nothing is skipped; and a row written
after another transaction's commit (two writers of one aggregate queue at its row) has a horizon
at or above that one's, so an aggregate's order is kept. Ids alone promise neither: they are given
out before the commit. Holds under READ COMMITTED, where each statement has its own snapshot.
Not `pg_snapshot_xmax` itself: that id is yet to be given out, so in a quiet cluster the row would
wait at the relay until somebody, some time, writes again.
"""

from alembic import op

from aftercare_kit.migrations.rights import app_role, grant, protect

_EVENT_LOG = """
create table event (
    id bigint generated always as identity,
    horizon xid8 not null
        default greatest(
            pg_current_xact_id(),
            (pg_snapshot_xmax(pg_current_snapshot())::text::bigint - 1)::text::xid8),
    event_id uuid not null,
    aggregate text not null,
    aggregate_id uuid not null,
    aggregate_version integer not null check (aggregate_version > 0),
    type text not null,
    case_id uuid,
    region text not null,
    occurred_at timestamptz not null,
    recorded_at timestamptz not null default clock_timestamp(),
    actor text not null,
    traceparent text,
    data jsonb not null,
    primary key (id, recorded_at)
) partition by range (recorded_at);
create index event_relay on event (horizon, id);
create index event_aggregate on event (aggregate_id, aggregate_version);
create index event_case on event (case_id, id) where case_id is not null;
create table event_default partition of event default;
"""

_PARTITIONS = """
create function ensure_event_partitions() returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    first date := date_trunc('month', clock_timestamp() at time zone 'UTC');
    starts date;
begin
    for ahead in 0..2 loop
        starts := first + make_interval(months => ahead);
        begin
            execute format(
                'create table if not exists %I partition of event for values from (%L) to (%L)',
                'event_' || to_char(starts, 'YYYY_MM'),
                starts::timestamp at time zone 'UTC',
                (starts + interval '1 month')::timestamp at time zone 'UTC');
        exception when check_violation then
            -- The default partition already holds rows of that month (a clock that jumped):
            -- they stay where they are, and the month stays in the default partition.
            null;
        end;
    end loop;
end $$;
revoke all on function ensure_event_partitions() from public;
select ensure_event_partitions();
"""

_REST = """
create table inbox (
    consumer text not null,
    event_id uuid not null,
    received_at timestamptz not null,
    primary key (consumer, event_id)
);
create table parked (
    id bigint generated always as identity primary key,
    consumer text not null,
    event_id uuid not null,
    aggregate_id uuid not null,
    type text not null,
    headers jsonb not null,
    data bytea not null,
    state text not null check (state in ('retrying', 'parked', 'waiting')),
    reason text not null,
    tries integer not null,
    next_try_at timestamptz not null,
    parked_at timestamptz not null,
    unique (consumer, event_id)
);
create index parked_aggregate on parked (consumer, aggregate_id, id);
create table idempotency (
    subject text not null,
    key text not null,
    request_hash bytea not null,
    status integer not null,
    etag text,
    body bytea not null,
    created_at timestamptz not null,
    primary key (subject, key)
);
create index idempotency_age on idempotency (created_at);
create table audit (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    subject text not null,
    name text not null,
    roles text[] not null,
    region text not null,
    action text not null,
    aggregate text not null,
    aggregate_id uuid,
    detail jsonb not null,
    source_ip text,
    trace_id text
);
create index audit_aggregate on audit (aggregate_id, id);
create table timer (
    kind text not null,
    key uuid not null,
    due_at timestamptz not null,
    region text not null,
    traceparent text,
    tries integer not null default 0,
    last_error text,
    primary key (kind, key)
);
create index timer_due on timer (due_at);
create table number_range (
    form text not null,
    series text not null,
    last integer not null check (last > 0),
    primary key (form, series)
);
create table relay_floor (
    stream text primary key,
    position text not null,
    stream_sequence bigint not null,
    at timestamptz not null
);
"""


def _statements(script: str) -> list[str]:
    """Split plain DDL at its semicolons; the driver takes one statement at a time."""
    return [part.strip() for part in script.split(";\n") if part.strip()]


def create_foundation() -> None:
    """Make the kit's tables in the database being migrated, with the login role's least rights."""
    for statement in _statements(_EVENT_LOG) + _statements(_REST):
        op.execute(statement)
    body, rest = _PARTITIONS.split("$$;\n", 1)
    op.execute(body + "$$")
    for statement in _statements(rest):
        op.execute(statement)
    op.execute(f"grant usage on schema public to {app_role()}")
    op.execute(f"grant execute on function ensure_event_partitions() to {app_role()}")
    grant("alembic_version", "select")  # readiness compares it with the code
    protect("event", "select", "insert")
    protect("audit", "select", "insert")
    grant("inbox", "select", "insert")
    grant("parked", "select", "insert", "update", "delete")
    grant("idempotency", "select", "insert", "delete")
    grant("timer", "select", "insert", "update", "delete")
    grant("number_range", "select", "insert", "update")
    grant("relay_floor", "select", "insert", "update")
