"""Gathers a transaction's writes and sends them as one statement.

A round trip costs more than a row. Rows travel as JSON: the statement's text then depends on the
tables and columns alone, however many rows there are, and is prepared once.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

import orjson
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.driver import fetch_one
from aftercare_kit.errors import VersionConflict
from aftercare_kit.numbers import Issue, Numbers
from aftercare_kit.statements import Part, overwriting, statement, unless_there


class Packed(NamedTuple):
    """One statement, ready but for the numbers that were given out before it is sent."""

    text: str
    issued: Sequence[str]
    """The stand-ins of the numbers that it gives out."""
    values: Sequence[Any]
    """The parameters of those."""
    rows: Sequence[str]
    updated: Sequence[tuple[int, int]]
    """Of each update, how many rows there are, and which version the first was loaded with."""


class Writes:
    """The writes of one transaction that have not been sent yet."""

    def __init__(self, connection: AsyncConnection, numbers: Numbers) -> None:
        self._connection = connection
        self._numbers = numbers
        self._parts: dict[Part, list[Mapping[str, Any]]] = {}

    def insert(self, table: sa.Table, row: Mapping[str, Any]) -> None:
        """Add a row; rows of one table keep their order."""
        self._take(Part("insert", table, tuple(row)), row)

    def put(self, table: sa.Table, rows: Sequence[Mapping[str, Any]], keep: Sequence[str]) -> None:
        """Add rows, or overwrite those with their primary keys, except for the columns in `keep`.

        All have the same columns, and no two rows of one flush share a key.
        """
        if rows:
            columns = tuple(rows[0])
            clause = overwriting(table, columns, tuple(keep))
            self._parts.setdefault(Part("insert", table, columns, clause), []).extend(rows)

    def add_missing(self, table: sa.Table, row: Mapping[str, Any], unique: Sequence[str]) -> None:
        """Add a row, unless there is one with the same values in the `unique` columns."""
        self._take(Part("insert", table, tuple(row), unless_there(unique)), row)

    def remove(self, table: sa.Table, key: Mapping[str, Any]) -> None:
        """Delete the row with these values; one that is not there is fine."""
        self._take(Part("delete", table, tuple(key)), key)

    def update(self, table: sa.Table, key: UUID, loaded: int, changed: Mapping[str, Any]) -> None:
        """Change columns of the row `key`, if its version is still the one that was loaded."""
        row = {**changed, "__id": key, "__loaded": loaded}
        self._take(Part("update", table, tuple(changed)), row)

    def _take(self, part: Part, row: Mapping[str, Any]) -> None:
        self._parts.setdefault(part, []).append(row)

    def pack(self) -> Packed | None:
        """What has been gathered, as one statement to be sent; None where that is nothing."""
        if not self._parts:
            return None
        parts, self._parts = self._parts, {}
        issued = self._numbers.take()
        shape, values = _asked(list(issued.items()))
        updates = [each for part, each in parts.items() if part.verb == "update"]
        return Packed(
            statement(tuple(parts), shape),
            tuple(issued),
            values,
            [orjson.dumps(each, default=_plain).decode() for each in parts.values()],
            [(len(each), each[0]["__loaded"]) for each in updates],
        )

    async def send(self, packed: Packed | None) -> None:
        """Write what was packed, in one round trip; the numbers issued are known afterwards.

        Raises:
            VersionConflict: a row to be changed is not the one that was loaded.

        """
        if packed is None:
            return
        rows = [self._numbers.in_text(each) for each in packed.rows]
        row = await fetch_one(self._connection, packed.text, *packed.values, *rows)
        for stand_in, number in zip(packed.issued, row, strict=False):
            self._numbers.learn(stand_in, number)
        written = row[len(packed.issued) :]
        for (wanted, loaded), count in zip(packed.updated, written, strict=False):
            if count != wanted:
                raise VersionConflict(expected=loaded, actual=-1)


def _plain(value: object) -> object:
    """What JSON has no form for, as PostgreSQL reads it."""
    if isinstance(value, bytes):
        return "\\x" + value.hex()
    return str(value)  # Decimal: its digits, not a float


def _asked(issued: Sequence[tuple[str, Issue]]) -> tuple[tuple[int, ...], list[Any]]:
    """Which series each number comes from, and the parameters: series first, then numbers."""
    series = list(dict.fromkeys((issue.form, issue.series) for _, issue in issued))
    shape = tuple(series.index((issue.form, issue.series)) for _, issue in issued)
    values: list[Any] = []
    for at, (form, name) in enumerate(series):
        values += [form, name, shape.count(at)]
    for stand_in, issue in issued:
        values += [issue.digits, stand_in]
    return shape, values
