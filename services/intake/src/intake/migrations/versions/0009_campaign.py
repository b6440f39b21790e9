"""Campaigns over units with the same defect."""

from alembic import op

from aftercare_kit.migrations import protect

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.execute(
        """
        create table campaign (
            id uuid primary key,
            region text not null,
            version integer not null,
            code text not null,
            defect text not null,
            measure text not null,
            reason text not null,
            opened_by text not null,
            units jsonb not null,
            closed_at timestamptz,
            constraint campaign_code_key unique (region, code)
        )
        """
    )
    protect("campaign", "select", "insert", "update")
