"""Papers of visits that are still out, by work order: no case closes while they are."""

from alembic import op

from aftercare_kit.migrations import protect

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.execute(
        """
        create table field_papers (
            id uuid primary key,
            region text not null,
            version integer not null,
            request_id uuid not null references request,
            outstanding integer not null check (outstanding >= 0),
            as_of integer not null
        )
        """
    )
    op.execute("create index field_papers_request on field_papers (request_id)")
    protect("field_papers", "select", "insert", "update")
