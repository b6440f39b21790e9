"""Intake's first tables: centres, customers and their people, the installed base, requests."""

from alembic import op

from aftercare_kit.migrations import create_foundation, protect

revision = "0001"
down_revision = None

_TABLES = (
    """
    create table service_centre (
        id uuid primary key,
        region text not null,
        version integer not null,
        code text not null,
        name text not null,
        zone text not null,
        week jsonb not null,
        holidays text,
        closed jsonb not null,
        departments jsonb not null,
        policy text not null,
        constraint service_centre_code_key unique (region, code)
    )
    """,
    """
    create table customer (
        id uuid primary key,
        region text not null,
        version integer not null,
        code text not null,
        name text not null,
        kind text not null check (kind in ('enterprise', 'consumer', 'defence')),
        centre text not null,
        constraint customer_code_key unique (region, code),
        foreign key (region, centre) references service_centre (region, code)
    )
    """,
    "create index customer_order on customer (region, code, id)",
    "create index customer_centre on customer (region, centre, code, id)",
    """
    create table contact (
        id uuid primary key,
        region text not null,
        version integer not null,
        customer_id uuid not null references customer,
        name text not null,
        phone text,
        email text
    )
    """,
    "create index contact_order on contact (customer_id, id)",
    """
    create table site (
        id uuid primary key,
        region text not null,
        version integer not null,
        customer_id uuid not null references customer,
        code text not null,
        address text not null,
        urban boolean not null,
        constraint site_code_key unique (region, code)
    )
    """,
    "create index site_order on site (region, code, id)",
    "create index site_customer on site (customer_id, code, id)",
    """
    create table asset (
        id uuid primary key,
        region text not null,
        version integer not null,
        customer_id uuid not null references customer,
        site_id uuid not null references site,
        serial text not null,
        model text not null,
        product_line text not null,
        sale_date date,
        accepted_on date,
        warranty_months integer,
        invoice_no text,
        replacements jsonb not null,
        constraint asset_serial_key unique (region, serial)
    )
    """,
    "create index asset_order on asset (region, serial, id)",
    "create index asset_customer on asset (customer_id, serial, id)",
    "create index asset_site on asset (site_id, serial, id)",
    """
    create table contract (
        id uuid primary key,
        region text not null,
        version integer not null,
        customer_id uuid not null references customer,
        code text not null,
        kind text not null check (kind in ('contract_period', 'om_period')),
        starts_on date not null,
        ends_on date not null check (ends_on >= starts_on),
        product_lines jsonb not null,
        serials jsonb not null,
        policy text not null,
        clauses jsonb not null,
        constraint contract_code_key unique (region, code)
    )
    """,
    "create index contract_order on contract (region, ends_on, id)",
    "create index contract_customer on contract (customer_id, ends_on, id)",
    """
    create table policy (
        id uuid primary key,
        region text not null,
        version integer not null,
        preset text not null,
        policy_version integer not null,
        effective_from timestamptz not null,
        overrides jsonb not null,
        published_by text not null,
        constraint policy_version_key unique (region, preset, policy_version)
    )
    """,
    """
    create table request (
        id uuid primary key,
        region text not null,
        version integer not null,
        number text not null unique,
        customer_id uuid not null references customer,
        asset_id uuid not null references asset,
        contact_id uuid references contact,
        asset_serial text not null,
        product_line text not null,
        site_code text not null,
        centre text not null,
        zone text not null,
        department text not null,
        channel text not null,
        subject text not null,
        description text,
        reported_at timestamptz not null,
        registered_at timestamptz not null,
        last_act_at timestamptz not null,
        form_due_at timestamptz,
        form_overdue boolean not null,
        state text not null,
        judgement jsonb,
        handled_by text,
        entitlement jsonb,
        policy text,
        policy_version integer,
        resolved_at timestamptz,
        ended_because text,
        merged_into uuid references request,
        answered_verification uuid,
        check (merged_into is distinct from id)
    )
    """,
    "create index request_order on request (region, reported_at desc, id desc)",
    "create index request_desk on request (region, state, reported_at desc, id desc)",
    "create index request_centre on request (region, centre, reported_at desc, id desc)",
    "create index request_customer on request (customer_id, reported_at desc, id desc)",
    "create index request_asset on request (asset_id, reported_at desc, id desc)",
    "create index request_contact on request (contact_id) where contact_id is not null",
    "create index request_merged on request (merged_into) where merged_into is not null",
    "create extension if not exists pg_trgm",
    "create index request_text on request using gin (subject gin_trgm_ops)",
)

_CHANGED = ("service_centre", "customer", "contact", "site", "asset", "request")
_ADDED = ("contract", "policy")


def upgrade() -> None:
    create_foundation()
    for statement in _TABLES:
        op.execute(statement)
    for table in _CHANGED:
        protect(table, "select", "insert", "update")
    for table in _ADDED:
        protect(table, "select", "insert")
