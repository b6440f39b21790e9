"""The tables of approvals and notices, for the migration of a service that begins to use them."""

from alembic import op

from aftercare_kit.migrations.rights import protect

_TABLES = (
    """
    create table approval (
        id uuid primary key,
        region text not null,
        version integer not null,
        kind text not null,
        about_id uuid not null,
        case_id uuid,
        centre text,
        title text not null,
        author text not null,
        rule text,
        steps jsonb not null,
        patience jsonb not null,
        last_act_at timestamptz not null,
        waiting_since timestamptz not null,
        waiting_for jsonb not null,
        state text not null,
        at_step integer not null,
        decisions jsonb not null,
        escalated boolean not null
    )
    """,
    "create unique index approval_one_round on approval (about_id) where state = 'pending'",
    "create index approval_about on approval (about_id, id)",
    """
    create index approval_waiting on approval (region, waiting_since, id)
        where state = 'pending'
    """,
    """
    create table delegation (
        id uuid primary key,
        region text not null,
        version integer not null,
        delegator text not null,
        delegate text not null,
        roles jsonb not null,
        starts_at timestamptz not null,
        ends_at timestamptz not null,
        reason text not null,
        ended_at timestamptz
    )
    """,
    "create index delegation_delegate on delegation (delegate, starts_at, id)",
    "create index delegation_delegator on delegation (delegator, starts_at, id)",
    """
    create table notice (
        id bigint generated always as identity primary key,
        horizon xid8 not null
            default greatest(
                pg_current_xact_id(),
                (pg_snapshot_xmax(pg_current_snapshot())::text::bigint - 1)::text::xid8),
        notice_id uuid not null unique,
        region text not null,
        kind text not null,
        about text not null,
        about_id uuid not null,
        roles text[] not null,
        person text,
        engineer_id uuid,
        centre text,
        case_id uuid,
        due_at timestamptz,
        facts jsonb not null,
        at timestamptz not null
    )
    """,
    "create index notice_order on notice (horizon, id)",
    "create index notice_newest on notice (region, at, id)",
    """
    create table notice_address (
        id uuid primary key,
        region text not null,
        subject text not null,
        roles text[] not null,
        engineer_id uuid,
        centre text,
        channel text not null,
        address text not null,
        language text not null,
        added_at timestamptz not null,
        constraint notice_address_once unique (region, subject, channel, address)
    )
    """,
    """
    create table notice_delivery (
        id uuid primary key,
        region text not null,
        notice_id uuid not null references notice (notice_id),
        address_id uuid not null,
        state text not null check (state in ('waiting', 'sent', 'parked')),
        tries integer not null,
        next_try_at timestamptz not null,
        last_error text,
        sent_at timestamptz
    )
    """,
    "create index notice_delivery_due on notice_delivery (next_try_at) where state = 'waiting'",
    "create index notice_delivery_address on notice_delivery (address_id, id)",
    """
    create function deliver_notice() returns trigger
    language plpgsql set search_path = public, pg_temp as $$
    begin
        insert into notice_delivery
            (id, region, notice_id, address_id, state, tries, next_try_at)
        select gen_random_uuid(), a.region, new.notice_id, a.id, 'waiting', 0, new.at
        from notice_address a
        where a.region = new.region and (
            a.subject = new.person or a.engineer_id = new.engineer_id
            or (a.roles && new.roles
                and (new.centre is null or a.centre is null or a.centre = new.centre)));
        return null;
    end $$
    """,
    """
    create trigger notice_delivered after insert on notice
        for each row execute function deliver_notice()
    """,
)
"""Each address gets a notice once, however many of its roles the notice names."""


def create_duties() -> None:
    """Make them, with the login role's least rights."""
    for statement in _TABLES:
        op.execute(statement)
    for table in ("approval", "delegation"):
        protect(table, "select", "insert", "update")
    protect("notice", "select", "insert")
    protect("notice_address", "select", "insert", "update", "delete")
    protect("notice_delivery", "select", "insert", "update")
