"""Copies of real rows, made inside PostgreSQL: each differs by its number where rows must differ.

The rows that are copied were written by the suite itself. Keys follow from numbers alone and alike
in every service, so the copies of one case belong together there as the originals do, and all
constraints of the tables hold.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import asyncpg

from tests.bench.fill.shape import ENGINEERS, OF_A_REQUEST, PARTS, SECONDS, SUBJECT, Whose

_COLUMNS = """
select column_name, data_type from information_schema.columns
where table_schema = 'public' and table_name = $1
    and is_identity = 'NO' and is_generated = 'NEVER' and column_name <> 'horizon'
order by ordinal_position
"""
_STORES = 40
_NUMBERED = frozenset({"number", "archive_number", "code", "serial", "order_no"})


@dataclass(frozen=True)
class Table:
    """A table to be filled."""

    service: str
    name: str
    source: str
    """Which rows are copied, of the case's `remote` and `on_site` and of the town's."""
    rows: int
    every: int = 1
    """A copy for each so many numbers."""
    whose: Whose = OF_A_REQUEST
    own: Mapping[str, str] = field(default_factory=dict[str, str])
    """Columns of this table that differ in their own way."""
    first: int = 1
    each: int = 1
    """How many of the case's rows are copied."""

    async def write(
        self, connection: asyncpg.Connection, known: Mapping[str, str], first: int, last: int
    ) -> int:
        """Write the copies with these numbers, within the table's own; gives how many.

        Args:
            connection: the administrator's.
            known: what the source names.
            first: the first number of a request.
            last: the last one.

        """
        columns = await connection.fetch(_COLUMNS, self.name)
        names = ", ".join(column[0] for column in columns)
        values = ", ".join(self._value(name, kind) for name, kind in columns)
        told = await connection.execute(
            f"with t as materialized (select *, row_number() over () as k"
            f" from (select * from {self.name} where {self.source.format(**known)}"
            f" order by 1 limit {self.each}) as originals),"
            f" numbers as (select n::bigint from generate_series({max(first, self.first)},"
            f" {min(last, self.rows * self.every)}) as n where n % {self.every} = 0)"
            f" insert into {self.name} ({names}) select {values}"
            f" from ({self.whose.sql()}) as numbered, t",
            timeout=1800,
        )
        return int(told.split()[-1])

    def _value(self, name: str, kind: str) -> str:
        if name in self.own:
            return self.own[name]
        if kind == "uuid":
            return f"case when t.{name} is not null then {_key(name)} end"
        if name in _BY_NAME:
            return _BY_NAME[name]
        if name in _NUMBERED:
            return numbered(name, "n")
        if kind.startswith("timestamp"):
            return f"t.{name} - make_interval(secs => n * {SECONDS})"
        return f"t.{name}"


def numbered(name: str, number: str) -> str:
    """The original's text with a number, so wide that texts stand in the order of numbers."""
    return f"t.{name} || '-' || lpad(({number})::text, 8, '0')"


def key(number: str, second: str = "'0000'") -> str:
    """The key that follows from a number."""
    return f"(lpad(to_hex({number}), 8, '0') || '-' || {second} || '-7000-8000-000000000000')::uuid"


_KEYS = {
    "customer_id": key("of_customer"),
    "asset_id": key("of_unit"),
    "site_id": key("of_site"),
    "engineer_id": key(f"n % {ENGINEERS}"),
    "event_id": key("n", "lpad(to_hex(k), 4, '0')"),
}
_BY_NAME = {
    "centre": "t.centre || '-' || lpad(of_centre::text, 2, '0')",
    "asset_serial": numbered("asset_serial", "of_unit"),
    "site_code": numbered("site_code", "of_site"),
    "store": numbered("store", f"n % {_STORES}"),
    "part_no": numbered("part_no", f"n / {_STORES} % {PARTS}"),
    "subject": SUBJECT,
}


def _key(name: str) -> str:
    return _KEYS.get(name, key("n"))
