"""Units are parts of units, with versions and papers; contacts are kept, requests know alarms."""

from alembic import op

from aftercare_kit.migrations import protect

revision = "0008"
down_revision = "0007"

_STATEMENTS = (
    """
    alter table asset
        add column parent_id uuid references asset check (parent_id is distinct from id),
        add column main_part boolean not null default false,
        add column project_no text,
        add column machine_no text,
        add column commissioned_on date,
        add column versions jsonb not null default '{}',
        add column version_changes jsonb not null default '[]',
        add column nameplate jsonb not null default '{}',
        add column manual jsonb not null default '{}'
    """,
    "create index asset_parent on asset (parent_id, serial, id) where parent_id is not null",
    "alter table request add column alarm_code text",
    "create index request_alarm on request (asset_id, alarm_code) where alarm_code is not null",
    """
    create table contact_log (
        id uuid primary key,
        region text not null,
        version integer not null,
        customer_id uuid not null references customer,
        request_id uuid references request,
        contact_id uuid references contact,
        direction text not null check (direction in ('in', 'out')),
        channel text not null,
        need text not null,
        opinion text,
        result text,
        happened_at timestamptz not null,
        recorded_at timestamptz not null,
        recorded_by text not null
    )
    """,
    "create index contact_log_order on contact_log (region, happened_at desc, id desc)",
    "create index contact_log_customer on contact_log (customer_id, happened_at desc, id desc)",
    "create index contact_log_request on contact_log (request_id, happened_at desc, id desc)",
    "create index contact_log_person on contact_log (contact_id) where contact_id is not null",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
    protect("contact_log", "select", "insert", "update")
