"""What a request needs, its call's clocks, where it was referred; product lines; packages."""

from alembic import op

from aftercare_kit.migrations import protect

revision = "0007"
down_revision = "0006"

_CHANGES = (
    """
    alter table request
        add column need text not null default 'repair',
        add column service_kind text,
        add column call_clocks jsonb not null default '[]',
        add column appointment_at timestamptz,
        add column referrals jsonb not null default '[]'
    """,
    "alter table contract add column package jsonb not null default '[]'",
    """
    create table product_line (
        id uuid primary key,
        region text not null,
        version integer not null,
        code text not null,
        name text not null,
        build text not null check (build in ('stand_alone', 'system')),
        made integer not null check (made >= 0),
        stage text not null,
        made_by text not null,
        constraint product_line_code_key unique (region, code)
    )
    """,
)


def upgrade() -> None:
    for statement in _CHANGES:
        op.execute(statement)
    protect("product_line", "select", "insert", "update")
