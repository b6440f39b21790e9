"""Notices, where people want to be told, and what is on its way to them."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from aftercare_kit.tables import metadata, moment

notice = sa.Table(
    "notice",
    metadata,
    sa.Column("id", sa.BigInteger, sa.Identity(always=True), primary_key=True),
    sa.Column("notice_id", sa.Uuid, nullable=False),
    sa.Column("region", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("about", sa.Text, nullable=False),
    sa.Column("about_id", sa.Uuid, nullable=False),
    sa.Column("roles", ARRAY(sa.Text), nullable=False),
    sa.Column("person", sa.Text),
    sa.Column("engineer_id", sa.Uuid),
    sa.Column("centre", sa.Text),
    sa.Column("case_id", sa.Uuid),
    moment("due_at", nullable=True),
    sa.Column("facts", JSONB, nullable=False),
    moment("at"),
)
"""`horizon`, which SQLAlchemy has no type for, orders rows by when they became visible."""

notice_address = sa.Table(
    "notice_address",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("region", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("roles", ARRAY(sa.Text), nullable=False),
    sa.Column("engineer_id", sa.Uuid),
    sa.Column("centre", sa.Text),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("address", sa.Text, nullable=False),
    sa.Column("language", sa.Text, nullable=False),
    moment("added_at"),
)
"""Where one person wants to be told; the roles are those the token had when it was added."""

notice_delivery = sa.Table(
    "notice_delivery",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("region", sa.Text, nullable=False),
    sa.Column("notice_id", sa.Uuid, nullable=False),
    sa.Column("address_id", sa.Uuid, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("tries", sa.Integer, nullable=False),
    moment("next_try_at"),
    sa.Column("last_error", sa.Text),
    moment("sent_at", nullable=True),
)
"""One notice on its way to one address: `waiting`, `sent` or `parked`."""
