"""Projects on their way into service."""

from alembic import op

from aftercare_kit.migrations import protect

revision = "0003"
down_revision = "0002"

_TABLES = (
    """
    create table handover (
        id uuid primary key,
        region text not null,
        version integer not null,
        customer_id uuid not null references customer,
        centre text not null,
        project_no text not null,
        name text not null,
        size text not null check (size in ('large', 'small')),
        project_manager text not null,
        receiver text not null check (receiver in ('regional_manager', 'field_engineer')),
        agreed jsonb not null,
        last_act_at timestamptz not null,
        state text not null,
        documents jsonb not null,
        accepted_on date,
        acceptance_attended jsonb not null,
        meeting_attended jsonb not null,
        minutes text,
        reviews jsonb not null,
        contract_id uuid references contract,
        final jsonb,
        constraint handover_project_key unique (region, project_no),
        check (size = 'small' or receiver = 'regional_manager')
    )
    """,
    "create index handover_customer on handover (customer_id, project_no, id)",
    "create index handover_order on handover (region, state, project_no, id)",
    "create index handover_contract on handover (contract_id) where contract_id is not null",
)


def upgrade() -> None:
    for statement in _TABLES:
        op.execute(statement)
    protect("handover", "select", "insert", "update")
