"""Which complaints' agreed schemes put a work order first."""

from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.execute("alter table work_order add column agreed_complaints jsonb not null default '[]'")
    op.execute("alter table work_order alter column agreed_complaints drop default")
