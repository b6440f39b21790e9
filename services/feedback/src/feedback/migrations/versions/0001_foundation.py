"""Feedback's first tables: promises of cases, verifications, surveys and complaints."""

from alembic import op

from aftercare_kit.migrations import create_foundation, protect

revision = "0001"
down_revision = None

_CASE = """
        id uuid primary key,
        region text not null,
        version integer not null,
        request_id uuid not null references case_promise (request_id),
        number text not null,
        customer_id uuid not null,
        centre text not null,
"""

_TABLES = (
    """
    create table case_promise (
        id uuid primary key,
        region text not null,
        version integer not null,
        request_id uuid not null unique,
        number text not null,
        customer_id uuid not null,
        centre text not null,
        department text not null,
        reported_at timestamptz not null,
        clocks jsonb not null,
        parameters jsonb not null,
        ended boolean not null
    )
    """,
    f"""
    create table verification ({_CASE}
        work_order_id uuid not null,
        round integer not null,
        opened_at timestamptz not null,
        promise jsonb not null,
        due_at timestamptz not null,
        state text not null,
        recorded_by text,
        verified_at timestamptz,
        reason text,
        constraint verification_round_key unique (request_id, round),
        constraint verification_unsatisfied_has_reason check (
            state <> 'unsatisfied' or reason is not null
        )
    )
    """,
    "create unique index verification_one_open on verification (request_id) where state = 'open'",
    f"""
    create table survey ({_CASE}
        closure integer not null,
        sent_at timestamptz not null,
        promise jsonb not null,
        due_at timestamptz not null,
        state text not null,
        answers jsonb,
        comment text,
        answered_at timestamptz,
        recorded_by text,
        degree numeric(5, 2) check (degree between 0 and 100),
        satisfied boolean,
        constraint survey_closure_key unique (request_id, closure),
        constraint survey_answered_is_scored check (
            (state = 'answered') = (answers is not null and degree is not null)
        )
    )
    """,
    f"""
    create table complaint ({_CASE}
        department text not null,
        level text not null check (level in ('grievance', 'general', 'serious')),
        content text not null,
        accepted_at timestamptz not null,
        accepted_by text not null,
        last_act_at timestamptz not null,
        promises jsonb not null,
        state text not null,
        opinion text,
        replied_at timestamptz,
        reply text,
        agreed boolean not null,
        measures text,
        result jsonb,
        handlers jsonb not null,
        reopened_because text,
        call_back text,
        closed_at timestamptz,
        closed_by text,
        constraint complaint_closed_has_result check (state <> 'closed' or result is not null)
    )
    """,
    "create index complaint_request on complaint (request_id)",
)

_LISTS = {"verification": "due_at", "survey": "sent_at", "complaint": "accepted_at"}


def upgrade() -> None:
    create_foundation()
    for statement in _TABLES:
        op.execute(statement)
    for table, time in _LISTS.items():
        op.execute(f"create index {table}_order on {table} (region, {time}, id)")
        op.execute(f"create index {table}_state on {table} (region, state, {time}, id)")
        op.execute(f"create index {table}_customer on {table} (customer_id, {time}, id)")
        op.execute(f"create index {table}_centre on {table} (centre, {time}, id)")
    for table in ("case_promise", *_LISTS):
        protect(table, "select", "insert", "update")
