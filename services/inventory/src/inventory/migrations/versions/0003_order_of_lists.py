"""An index for the very order of the ledger of one store, and for the stores of a centre."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.execute("create index store_centre on store (region, centre, code)")
    op.execute("create index movement_store on movement (region, store, line)")
