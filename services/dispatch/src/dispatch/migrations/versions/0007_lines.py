"""Who has the work at which line, and what technical support found out."""

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.execute(
        "alter table work_order add column service_type text not null default 'technical_support',"
        " add column taken_by text, add column solution text"
    )
    op.execute("alter table work_order alter column service_type drop default")
