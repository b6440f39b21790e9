"""Renewals of contracts that end, and the approvals and notices they go by."""

from alembic import op

from aftercare_kit.migrations import create_duties, grant, protect

revision = "0005"
down_revision = "0004"

_TABLES = (
    """
    create table renewal (
        id uuid primary key,
        region text not null,
        version integer not null,
        contract_id uuid not null references contract,
        customer_id uuid not null references customer,
        centre text not null,
        ends_on date not null,
        last_act_at timestamptz not null,
        state text not null,
        scheme jsonb,
        new_contract_id uuid references contract,
        declined_because text,
        constraint renewal_contract_key unique (contract_id)
    )
    """,
    "create index renewal_order on renewal (region, ends_on, id)",
    "create index renewal_customer on renewal (customer_id, ends_on, id)",
    """
    create index renewal_new_contract on renewal (new_contract_id)
        where new_contract_id is not null
    """,
)


def upgrade() -> None:
    for statement in _TABLES:
        op.execute(statement)
    protect("renewal", "select", "insert", "update")
    grant("contract", "update")  # the event that it ends counts its version
    create_duties()
