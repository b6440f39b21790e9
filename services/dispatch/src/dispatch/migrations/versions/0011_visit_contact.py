"""Who receives the engineer of a visit."""

from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.execute("alter table visit add column contact_id uuid")
