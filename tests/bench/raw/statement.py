"""The registering statement, with its parameters as each of its users writes them."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

TYPES = {
    "series": "text",
    "request_id": "uuid",
    "department": "text",
    "channel": "text",
    "subject": "text",
    "description": "text",
    "customer_id": "uuid",
    "asset_id": "uuid",
    "event_id": "uuid",
    "actor": "text",
    "traceparent": "text",
    "key": "text",
    "hash": "bytea",
    "call_clocks": "jsonb",
}
_TEXT = Path(__file__).with_name("register.sql").read_text()
_SQL = "\n".join(line for line in _TEXT.splitlines() if not line.startswith("--"))
TRACEPARENT = "00-" + "a" * 32 + "-" + "b" * 16 + "-01"


def call_clocks(now: datetime) -> str:
    """The clocks of a call that was written down at once, as intake keeps them."""
    due = now + timedelta(minutes=15)
    return (
        f'[{{"name": "relay", "due_at": "{due.isoformat()}","verdict": "met",'
        f' "stopped_at": "{now.isoformat()}", "told": false}}]'
    )


def numbered() -> str:
    """With $1, $2 and so on, in the order of `TYPES`."""
    return _SQL.format(
        **{name: f"${at}::{kind}" for at, (name, kind) in enumerate(TYPES.items(), start=1)}
    )


def for_pgbench(body: Mapping[str, str]) -> str:
    """With a new request in each run, made by the server; one line, as pgbench wants it.

    Args:
        body: the customer, the unit and the subject, as posted.

    """
    said = {name: f"'{body[name]}'" for name in ("customer_id", "asset_id", "channel", "subject")}
    values = {
        **said,
        "series": "'YX' || to_char(now(), 'YYMM')",
        "request_id": "uuidv7()",
        "department": "'YX'",
        "description": "null",
        "event_id": "uuidv7()",
        "actor": "'pgbench'",
        "traceparent": f"'{TRACEPARENT}'",
        "key": "gen_random_uuid()",
        "hash": "sha256(gen_random_uuid()::text::bytea)",
        "call_clocks": f"'{call_clocks(datetime.now(UTC))}'",
    }
    filled = {name: f"({values[name]})::{kind}" for name, kind in TYPES.items()}
    return " ".join(_SQL.splitlines()).format(**filled) + ";\n"
