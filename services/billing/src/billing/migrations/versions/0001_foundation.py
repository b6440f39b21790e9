"""Billing's first tables: cases, prices, liabilities, quotes, visit facts and charges."""

from alembic import op

from aftercare_kit.migrations import create_foundation, protect

revision = "0001"
down_revision = None

_TABLES = (
    """
    create table service_case (
        id uuid primary key,
        region text not null,
        version integer not null,
        request_id uuid not null unique,
        number text not null,
        customer_id uuid not null,
        department text not null,
        centre text not null,
        zone text not null,
        major boolean not null,
        cover text not null,
        item_in_scope boolean not null,
        statutory boolean not null,
        parameters jsonb not null,
        quote_clock jsonb,
        cancelled boolean not null
    )
    """,
    """
    create table price (
        id uuid primary key,
        region text not null,
        version integer not null,
        part_no text not null,
        currency text not null,
        unit_price numeric(18, 2) not null check (unit_price >= 0),
        set_at timestamptz not null,
        constraint price_key unique (region, part_no, currency)
    )
    """,
    "create index price_list on price (region, part_no, id)",
    """
    create table liability (
        id uuid primary key,
        region text not null,
        version integer not null,
        request_id uuid not null references service_case (request_id),
        scheme_id uuid not null unique,
        customer_id uuid not null,
        centre text not null,
        cause text not null,
        party text not null,
        charge text not null,
        basis text not null,
        opened_at timestamptz not null,
        state text not null,
        by_quality boolean not null,
        agreed boolean not null,
        decided_at timestamptz,
        decided_by text,
        event_id uuid not null
    )
    """,
    "create index liability_request on liability (request_id, opened_at, id)",
    "create index liability_desk on liability (region, opened_at, id)",
    """
    create table quote (
        id uuid primary key,
        region text not null,
        version integer not null,
        request_id uuid not null references service_case (request_id),
        scheme_id uuid not null unique,
        liability_id uuid not null references liability,
        customer_id uuid not null,
        centre text not null,
        charge text not null,
        currency text not null,
        estimate jsonb not null,
        requested_at timestamptz not null,
        lines jsonb not null,
        total numeric(18, 2) not null check (total >= 0),
        missing_prices jsonb not null,
        state text not null,
        number text unique,
        offered_at timestamptz,
        valid_until timestamptz,
        in_time boolean,
        answered_at timestamptz,
        reason text,
        accepted_event_id uuid
    )
    """,
    "create index quote_request on quote (request_id, requested_at, id)",
    "create index quote_desk on quote (region, state, requested_at, id)",
    "create index quote_customer on quote (customer_id, requested_at, id)",
    "create index quote_liability on quote (liability_id)",
    """
    create table visit_facts (
        id uuid primary key,
        region text not null,
        version integer not null,
        request_id uuid not null,
        visit_id uuid not null unique,
        scheme_id uuid not null,
        outing jsonb,
        consumption jsonb,
        state text not null,
        missing_prices jsonb not null
    )
    """,
    "create index visit_facts_scheme on visit_facts (scheme_id, id)",
    "create index visit_facts_unpriced on visit_facts (region, id) where state = 'unpriced'",
    """
    create table charge (
        id uuid primary key,
        region text not null,
        version integer not null,
        request_id uuid not null references service_case (request_id),
        visit_id uuid not null unique,
        scheme_id uuid not null,
        liability_id uuid not null references liability,
        quote_id uuid references quote,
        customer_id uuid not null,
        centre text not null,
        engineer_id uuid not null,
        currency text not null,
        free boolean not null,
        held boolean not null,
        cost numeric(18, 2) not null check (cost >= 0),
        total numeric(18, 2) not null check (total >= 0),
        lines jsonb not null,
        computed_at timestamptz not null
    )
    """,
    "create index charge_request on charge (request_id, computed_at, id)",
    "create index charge_desk on charge (region, computed_at, id)",
    "create index charge_customer on charge (customer_id, computed_at, id)",
    "create index charge_liability on charge (liability_id)",
    "create index charge_quote on charge (quote_id)",
)


def upgrade() -> None:
    create_foundation()
    for statement in _TABLES:
        op.execute(statement)
    for table in ("service_case", "price", "liability", "quote", "visit_facts", "charge"):
        protect(table, "select", "insert", "update")
