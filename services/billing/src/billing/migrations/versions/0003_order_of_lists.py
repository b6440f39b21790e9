"""An index for the very order of each list, plain, by state, by centre."""

from alembic import op

revision = "0003"
down_revision = "0002"

_INDEXES = (
    "create index quote_order on quote (region, requested_at, id)",
    "create index quote_centre on quote (region, centre, requested_at, id)",
    "create index liability_state on liability (region, state, opened_at, id)",
    "create index liability_centre on liability (region, centre, opened_at, id)",
    "create index liability_customer on liability (customer_id, opened_at, id)",
    "create index charge_held on charge (region, computed_at, id) where held",
    "create index charge_centre on charge (region, centre, computed_at, id)",
)


def upgrade() -> None:
    for statement in _INDEXES:
        op.execute(statement)
