"""A product line may have a service policy of its own."""

from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.execute("alter table product_line add column policy text")
