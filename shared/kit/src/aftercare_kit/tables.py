"""The tables every service has beside its own: event log, inbox, parking, timers, audit and so on.

Each service's database has its own copies, made by `aftercare_kit.migrations`; these are the same
tables as SQLAlchemy sees them.
"""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

metadata = sa.MetaData()


def moment(name: str, *, nullable: bool = False) -> "sa.Column[object]":
    """A point in time, always with its zone."""
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


event = sa.Table(
    "event",
    metadata,
    sa.Column("id", sa.BigInteger, sa.Identity(always=True), primary_key=True),
    sa.Column("event_id", sa.Uuid, nullable=False),
    sa.Column("aggregate", sa.Text, nullable=False),
    sa.Column("aggregate_id", sa.Uuid, nullable=False),
    sa.Column("aggregate_version", sa.Integer, nullable=False),
    sa.Column("type", sa.Text, nullable=False),
    sa.Column("case_id", sa.Uuid),
    sa.Column("region", sa.Text, nullable=False),
    moment("occurred_at"),
    sa.Column(
        "recorded_at",
        sa.DateTime(timezone=True),
        server_default=sa.text("clock_timestamp()"),
        primary_key=True,
    ),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("traceparent", sa.Text),
    sa.Column("data", JSONB, nullable=False),
)
"""The event log: append-only. `horizon` (see migrations) is the commit-order key of the relay."""

inbox = sa.Table(
    "inbox",
    metadata,
    sa.Column("consumer", sa.Text, primary_key=True),
    sa.Column("event_id", sa.Uuid, primary_key=True),
    moment("received_at"),
)

parked = sa.Table(
    "parked",
    metadata,
    sa.Column("id", sa.BigInteger, sa.Identity(always=True), primary_key=True),
    sa.Column("consumer", sa.Text, nullable=False),
    sa.Column("event_id", sa.Uuid, nullable=False),
    sa.Column("aggregate_id", sa.Uuid, nullable=False),
    sa.Column("type", sa.Text, nullable=False),
    sa.Column("headers", JSONB, nullable=False),
    sa.Column("data", sa.LargeBinary, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("tries", sa.Integer, nullable=False),
    moment("next_try_at"),
    moment("parked_at"),
)
"""Events that failed (`retrying`), gave up (`parked`) or wait behind such a one (`waiting`)."""

idempotency = sa.Table(
    "idempotency",
    metadata,
    sa.Column("subject", sa.Text, primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("request_hash", sa.LargeBinary, nullable=False),
    sa.Column("status", sa.Integer, nullable=False),
    sa.Column("etag", sa.Text),
    sa.Column("body", sa.LargeBinary, nullable=False, info={"as_text": True}),
    moment("created_at"),
)

audit = sa.Table(
    "audit",
    metadata,
    sa.Column("id", sa.BigInteger, sa.Identity(always=True), primary_key=True),
    moment("at"),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("roles", ARRAY(sa.Text), nullable=False),
    sa.Column("region", sa.Text, nullable=False),
    sa.Column("action", sa.Text, nullable=False),
    sa.Column("aggregate", sa.Text, nullable=False),
    sa.Column("aggregate_id", sa.Uuid),
    sa.Column("detail", JSONB, nullable=False),
    sa.Column("source_ip", sa.Text),
    sa.Column("trace_id", sa.Text),
)

timer = sa.Table(
    "timer",
    metadata,
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("key", sa.Uuid, primary_key=True),
    moment("due_at"),
    sa.Column("region", sa.Text, nullable=False),
    sa.Column("traceparent", sa.Text),
    sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
    sa.Column("last_error", sa.Text),
)
"""One pending timer per kind and thing; `key` is the id of the thing it is for."""

number_range = sa.Table(
    "number_range",
    metadata,
    sa.Column("form", sa.Text, primary_key=True),
    sa.Column("series", sa.Text, primary_key=True),
    sa.Column("last", sa.Integer, nullable=False),
)

relay_floor = sa.Table(
    "relay_floor",
    metadata,
    sa.Column("stream", sa.Text, primary_key=True),
    sa.Column("position", sa.Text, nullable=False),
    sa.Column("stream_sequence", sa.BigInteger, nullable=False),
    moment("at"),
)
