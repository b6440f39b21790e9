"""Training among ourselves, lists of tools, the log of a case, training at factory acceptance."""

from alembic import op

from aftercare_kit.migrations import protect

revision = "0010"
down_revision = "0009"

_STATEMENTS = (
    """
    create table training (
        id uuid primary key,
        region text not null,
        version integer not null,
        centre text not null,
        audience text not null,
        topic text not null,
        material text not null,
        trainer text not null,
        held_at timestamptz not null,
        hours numeric not null,
        attendees jsonb not null
    )
    """,
    "create index training_held on training (region, held_at, id)",
    """
    create table tool_list (
        id uuid primary key,
        region text not null,
        version integer not null,
        centre text not null,
        name text not null,
        tools jsonb not null,
        every_days integer not null,
        last_act_at timestamptz not null,
        skill text,
        checked_by text,
        checked_at timestamptz,
        missing jsonb not null
    )
    """,
    "create index tool_list_centre on tool_list (region, centre, id)",
    """
    create table case_log (
        id uuid primary key,
        region text not null,
        version integer not null,
        request_id uuid not null,
        work_order_id uuid not null references work_order,
        kind text not null,
        text text not null,
        written_by text not null,
        happened_at timestamptz not null,
        part_no text,
        fate text
    )
    """,
    "create index case_log_order on case_log (work_order_id, happened_at, id)",
    "alter table service_order add column taught text, add column material text",
    "alter table visit add column tools_left jsonb",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
    protect("training", "select", "insert")
    protect("tool_list", "select", "insert", "update")
    # Whoever looks at a log before writing locks it, which takes the right to update.
    protect("case_log", "select", "insert", "update")
