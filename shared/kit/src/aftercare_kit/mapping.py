"""How one aggregate's dataclass and its table correspond.

A table has one column per field. Plain fields are plain columns; fields that hold lists or value
objects are JSONB columns, and are kept as the JSON they are written as.
"""

from collections.abc import Mapping
from operator import attrgetter
from typing import Any, Generic, Protocol, TypeVar, get_type_hints
from uuid import UUID

import orjson
import sqlalchemy as sa
from pydantic import TypeAdapter
from sqlalchemy.dialects.postgresql import JSONB

from aftercare_kit.documents import dumper
from aftercare_kit.statements import quoted


class Aggregate(Protocol):
    """What the kit needs of an aggregate: a key, a version that its events count, a region."""

    id: UUID
    version: int
    region: str


A = TypeVar("A", bound=Aggregate)


class TableMapping(Generic[A]):
    """Aggregates of one kind as rows; made once per process."""

    def __init__(self, table: sa.Table, kind: type[A], *, announced: bool = True) -> None:
        """Tie a dataclass to its table.

        Args:
            table: has a column for each field.
            kind: the dataclass.
            announced: every change of it must come with an event; False for master data that no
                other service listens to, whose version then counts the writes.

        """
        self.table = table
        self.kind = kind
        self.announced = announced
        self._adapter = TypeAdapter(kind)
        hints = get_type_hints(kind, include_extras=True)
        # Plain strings, for orjson takes no others as keys; a column's name may be of another type.
        types = {str(column.name): column.type for column in table.columns}
        documents = [name for name, kept in types.items() if isinstance(kept, JSONB)]
        self._documents = {name: dumper(hints[name]) for name in documents}
        self._plain = [name for name in types if name not in self._documents]
        self._values = attrgetter(*self._plain)
        self._lists = [name for name, kept in types.items() if isinstance(kept, sa.ARRAY)]
        columns = ", ".join(quoted(column.name) for column in table.columns)
        # In the order of their keys, so that those who wait for each other never do in a circle.
        self.select_for_update = (
            f"select {columns} from {quoted(table.name)}"  # noqa: S608
            " where {} order by id for update"
        )
        """Loads and locks rows; the condition is put in."""

    def to_row(self, aggregate: A) -> dict[str, Any]:
        """The aggregate as column values, documents as JSON text in bytes."""
        row = dict(zip(self._plain, self._values(aggregate), strict=True))
        for name in self._lists:
            row[name] = row[name] and list(row[name])  # The aggregate may go on changing its own.
        for name, dumped in self._documents.items():
            value = getattr(aggregate, name)
            row[name] = None if value is None else dumped(value)
        return row

    def from_row(self, row: Mapping[str, Any]) -> A:
        """The aggregate as it was written; its constructor's checks run again."""
        return self._adapter.validate_python(dict(row))

    def changed(self, row: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
        """What a row has otherwise than it had; of documents their meaning counts."""
        return {
            name: value
            for name, value in row.items()
            if value != before[name]
            and not (name in self._documents and _same(value, before[name]))
        }

    def written(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """The row, or some of it, as it goes into a statement."""
        said = [name for name in self._documents if row.get(name) is not None]
        return {**row, **{name: orjson.Fragment(row[name]) for name in said}}


def _same(one: bytes | None, other: bytes | None) -> bool:
    """Whether two documents say the same, in whatever order."""
    return one is not None and other is not None and orjson.loads(one) == orjson.loads(other)
