"""Aggregates in and out of their tables: loaded once, locked, written back if they changed."""

from collections.abc import Collection, Mapping
from typing import Any, Generic, TypeVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.bounds import Bounds
from aftercare_kit.driver import fetch
from aftercare_kit.errors import UnknownRecord, VersionConflict
from aftercare_kit.mapping import Aggregate, TableMapping
from aftercare_kit.statements import quoted
from aftercare_kit.writes import Writes

A = TypeVar("A", bound=Aggregate)


def _condition(equal: Mapping[str, object]) -> tuple[str, *tuple[object, ...]]:
    """What holds for rows with these values, and the values as parameters."""
    values = [value for value in equal.values() if value is not None]
    places = iter(range(1, len(values) + 1))
    parts = [
        f"{quoted(name)} is null" if value is None else f"{quoted(name)} = ${next(places)}"
        for name, value in equal.items()
    ]
    return " and ".join(parts), *values


class Repository(Generic[A]):
    """The aggregates of one kind inside one unit of work."""

    def __init__(
        self, connection: AsyncConnection, mapping: TableMapping[A], bounds: Bounds
    ) -> None:
        self._connection = connection
        self._mapping = mapping
        self._bounds = bounds
        self._known: dict[UUID, tuple[A, dict[str, Any] | None]] = {}
        self._out: dict[UUID, None] = {}
        """Which of them somebody holds, and may have changed."""
        self._loaded: dict[str, dict[object, dict[UUID, A]]] = {}
        """What was loaded ahead: by column, by its value, by key."""

    async def get(self, key: UUID) -> A:
        """Load and lock one aggregate until the transaction ends.

        Raises:
            UnknownRecord: there is none, or row security hides it.

        """
        if key in self._known:
            self._out[key] = None
            return self._known[key][0]
        found = await self.find(id=key)
        if found is None:
            raise UnknownRecord(self._mapping.table.name, key)
        return found

    async def target(self, key: UUID) -> A:
        """Like `get`, for the aggregate that the caller's `If-Match` speaks of.

        Raises:
            VersionConflict: it has changed since the caller read it.

        """
        aggregate = await self.get(key)
        expected = self._bounds.if_match
        if expected is not None and aggregate.version != expected:
            raise VersionConflict(expected=expected, actual=aggregate.version)
        return aggregate

    async def glance(self, key: UUID, column: str) -> Any:
        """One column of an aggregate, read without locking it: what to lock before it.

        Raises:
            UnknownRecord: there is none, or row security hides it.

        """
        if key in self._known:
            return getattr(self._known[key][0], column)
        table = self._mapping.table
        row = (
            await self._connection.execute(sa.select(table.c[column]).where(table.c.id == key))
        ).one_or_none()
        if row is None:
            raise UnknownRecord(table.name, key)
        return row[0]

    async def find(self, **equal: object) -> A | None:
        """The one aggregate with these column values, locked; None if there is none."""
        found = await self.every(**equal)
        return found[0] if found else None

    async def every(self, **equal: object) -> list[A]:
        """All aggregates with these column values, locked, in the order of their keys.

        What this transaction has changed or added counts as it is now, written or not.
        """
        alike = self._filed(equal)
        if alike is None:
            await self._load(*_condition(equal))
            alike = [aggregate for aggregate, _ in self._known.values()]
        found = [
            each for each in alike if all(getattr(each, name) == equal[name] for name in equal)
        ]
        found.sort(key=lambda each: each.id)
        self._out.update((each.id, None) for each in found)
        return found

    async def ahead(self, name: str, values: Collection[object]) -> None:
        """Load and lock, at once, all that `find` and `every` will be asked for value by value.

        Args:
            name: a column that never changes, such as the id of the request.
            values: its values.

        """
        await self._load(f"{quoted(name)} = any($1)", list(values))
        self._loaded.setdefault(name, {}).update({value: {} for value in values})
        for aggregate, _ in self._known.values():
            self._file(aggregate)

    def none_yet(self, name: str, value: object) -> None:
        """Tell that the database holds none with this value: what they would belong to is new."""
        self._loaded.setdefault(name, {}).setdefault(value, {})

    def _file(self, aggregate: A) -> None:
        for name, by_value in self._loaded.items():
            filed = by_value.get(getattr(aggregate, name))
            if filed is not None:
                filed[aggregate.id] = aggregate

    def _filed(self, equal: Mapping[str, object]) -> Collection[A] | None:
        """What was loaded ahead with one of these values; None where nothing was."""
        for name, value in equal.items():
            by_value = self._loaded.get(name)
            if by_value is not None and value in by_value:
                return by_value[value].values()
        return None

    async def _load(self, condition: str, *values: object) -> None:
        self._bounds.must_be_open()
        text = self._mapping.select_for_update.format(condition)
        for row in await fetch(self._connection, text, *values):
            self._meet(row)

    def _meet(self, row: Mapping[str, Any]) -> None:
        if row["id"] not in self._known:
            aggregate = self._mapping.from_row(row)
            self._known[aggregate.id] = (aggregate, self._mapping.to_row(aggregate))

    def add(self, aggregate: A) -> None:
        """Take in a new aggregate; it is written when the unit of work is flushed."""
        self._known[aggregate.id] = (aggregate, None)
        self._out[aggregate.id] = None
        self._file(aggregate)

    def gather(self, writes: Writes) -> None:
        """Hand over what is new or changed, each row guarded by the version it was loaded with.

        Raises:
            RuntimeError: an announced aggregate changed without an event to say so.

        """
        for key in self._out:
            aggregate, before = self._known[key]
            row = self._mapping.to_row(aggregate)
            changed = row if before is None else self._mapping.changed(row, before)
            if not changed:
                continue
            if before is None or "version" not in changed:
                if self._mapping.announced and (before is not None or aggregate.version == 0):
                    message = f"{self._mapping.kind.__name__} changed, but no event says so"
                    raise RuntimeError(message)
                if not self._mapping.announced:
                    aggregate.version += 1
                    row["version"] = changed["version"] = aggregate.version
            self._hand_over(writes, key, self._mapping.written(changed), before)
            self._known[key] = (aggregate, row)

    def take_back(self) -> None:
        """Nobody holds an aggregate any more; who goes on asks for it again."""
        self._out = {}

    def _hand_over(
        self,
        writes: Writes,
        key: UUID,
        changed: dict[str, Any],
        before: Mapping[str, Any] | None,
    ) -> None:
        if before is None:
            writes.insert(self._mapping.table, changed)
        else:
            writes.update(self._mapping.table, key, before["version"], changed)
