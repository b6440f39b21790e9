"""How many of a part were used, and what an expense came to, in the log of a case."""

from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.execute("alter table case_log add column quantity integer, add column amount numeric(18, 2)")
