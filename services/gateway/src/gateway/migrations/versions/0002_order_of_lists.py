"""An index for the very order of the list of cases by state."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.execute(
        "create index case_view_state on case_view"
        " (region, state, changed_at desc, request_id desc) where number is not null"
    )
