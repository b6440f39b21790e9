"""Inventory's first tables: parts, stores, reservations, faulty parts, levels and their ledger."""

from alembic import op

from aftercare_kit.migrations import create_foundation, protect

revision = "0001"
down_revision = None

_TABLES = (
    """
    create table part (
        id uuid primary key,
        region text not null,
        version integer not null,
        part_no text not null,
        name text not null,
        unit text not null,
        constraint part_number_key unique (region, part_no)
    )
    """,
    """
    create table store (
        id uuid primary key,
        region text not null,
        version integer not null,
        code text not null,
        name text not null,
        centre text not null,
        kind text not null,
        constraint store_code_key unique (region, code)
    )
    """,
    "create unique index store_of_centre on store (region, centre) where kind = 'regional'",
    """
    create table case_terms (
        id uuid primary key,
        region text not null,
        version integer not null,
        request_id uuid not null unique,
        customer_id uuid not null,
        centre text not null,
        zone text not null,
        inbound jsonb not null
    )
    """,
    """
    create table reservation (
        id uuid primary key,
        region text not null,
        version integer not null,
        request_id uuid not null,
        work_order_id uuid not null,
        scheme_id uuid not null unique,
        centre text not null,
        store text not null,
        requested_at timestamptz not null,
        lines jsonb not null,
        state text not null,
        visit_id uuid,
        engineer_id uuid,
        settled jsonb not null,
        shortfall boolean not null,
        foreign key (region, store) references store (region, code)
    )
    """,
    "create index reservation_list on reservation (region, requested_at, id)",
    "create index reservation_case on reservation (request_id, requested_at, id)",
    "create index reservation_work_order on reservation (work_order_id, id)",
    "create index reservation_store on reservation (region, store, requested_at, id)",
    "create index reservation_state on reservation (region, state, requested_at, id)",
    "create index reservation_centre on reservation (region, centre, requested_at, id)",
    "create index reservation_engineer on reservation (engineer_id, requested_at, id)",
    """
    create index reservation_waiting on reservation using gin (lines jsonb_path_ops)
        where state = 'short'
    """,
    """
    create table part_return (
        id uuid primary key,
        region text not null,
        version integer not null,
        request_id uuid not null,
        visit_id uuid not null,
        report_id uuid not null,
        asset_id uuid not null,
        engineer_id uuid not null,
        centre text not null,
        zone text not null,
        part_no text not null,
        serial text not null,
        due_at timestamptz not null,
        last_act_at timestamptz not null,
        state text not null,
        overdue boolean not null,
        number text,
        store text,
        ownership text,
        returned_by text,
        received_at timestamptz,
        nonconformity jsonb not null,
        constraint part_return_once unique (report_id, part_no, serial),
        constraint part_return_number_key unique (region, number),
        foreign key (region, store) references store (region, code)
    )
    """,
    "create index part_return_list on part_return (region, due_at, id)",
    "create index part_return_state on part_return (region, state, due_at, id)",
    "create index part_return_case on part_return (request_id, due_at, id)",
    "create index part_return_centre on part_return (region, centre, due_at, id)",
    "create index part_return_engineer on part_return (engineer_id, due_at, id)",
    "create index part_return_store on part_return (region, store)",
    """
    create table stock_level (
        id uuid primary key,
        region text not null,
        version integer not null,
        store text not null,
        part_no text not null,
        on_hand integer not null check (on_hand >= 0),
        reserved integer not null check (reserved between 0 and on_hand),
        constraint stock_level_place unique (region, store, part_no),
        foreign key (region, store) references store (region, code)
    )
    """,
    "create index stock_level_part on stock_level (region, part_no, store)",
    """
    create table movement (
        id uuid primary key,
        line bigint generated always as identity unique,
        region text not null,
        kind text not null,
        store text not null,
        part_no text not null,
        quantity integer not null check (quantity > 0 or (kind = 'adjust' and quantity <> 0)),
        at timestamptz not null,
        recorded_at timestamptz not null,
        actor text not null,
        event_id uuid,
        request_id uuid,
        reservation_id uuid references reservation,
        visit_id uuid,
        return_id uuid references part_return,
        reference text,
        reason text,
        foreign key (region, store, part_no) references stock_level (region, store, part_no)
    )
    """,
    "create index movement_place on movement (region, store, part_no, line)",
    "create index movement_part on movement (region, part_no, line)",
    "create index movement_case on movement (request_id, line) where request_id is not null",
    """
    create index movement_reservation on movement (reservation_id, line)
        where reservation_id is not null
    """,
    "create index movement_return on movement (return_id, line) where return_id is not null",
)


def upgrade() -> None:
    create_foundation()
    for statement in _TABLES:
        op.execute(statement)
    # Locking a row takes the right to update it, even where nothing of it ever changes.
    for table in ("part", "store", "case_terms", "reservation", "part_return", "stock_level"):
        protect(table, "select", "insert", "update")
    protect("movement", "select", "insert")  # The ledger is only ever added to.
