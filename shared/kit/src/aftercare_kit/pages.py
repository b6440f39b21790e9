"""Pages of a list: an opaque cursor marks the last row seen, so no row is skipped or told twice.

The cursor holds the row's sort value and id. It names no right: a forged one only moves the start.
"""

import base64
import binascii
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, Generic, Self, TypeAlias, TypeVar, cast
from uuid import UUID

import orjson
import sqlalchemy as sa
from fastapi import Query
from pydantic import BaseModel, ConfigDict

from aftercare_kit.errors import Malformed

T = TypeVar("T")
Row = TypeVar("Row", bound=tuple[Any, ...])
SortValue: TypeAlias = str | int | Decimal | date | datetime | UUID

DEFAULT_LIMIT = 50
LARGEST_LIMIT = 200
_LONGEST_CURSOR = 1_000

Limit = Annotated[int, Query(ge=1, le=LARGEST_LIMIT)]
"""A query parameter: rows per page; give it `DEFAULT_LIMIT`."""

CursorText = Annotated[str | None, Query(alias="cursor", max_length=_LONGEST_CURSOR)]
"""A query parameter: the `next` of the page before; give it None."""

_READERS: dict[str, Callable[[str], SortValue]] = {
    "s": str,
    "i": int,
    "n": Decimal,
    "t": datetime.fromisoformat,
    "d": date.fromisoformat,
    "u": UUID,
}


class MalformedCursor(Malformed):
    """A page mark that this list did not give out."""

    code = "malformed-cursor"

    def __init__(self) -> None:
        super().__init__(field="cursor")


@dataclass(frozen=True)
class Cursor:
    """The place after one row: its sort values in the order of the list, its id last."""

    values: tuple[SortValue, ...]

    def encode(self) -> str:
        """Write it as base64url."""
        parts = [_write(value) for value in self.values]
        return base64.urlsafe_b64encode(orjson.dumps(parts)).rstrip(b"=").decode("ascii")

    @classmethod
    def decode(cls, text: str) -> Self:
        """Read one back.

        Raises:
            MalformedCursor: it was never written here.

        """
        try:
            padded = text + "=" * (-len(text) % 4)
            parts = orjson.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
            return cls(tuple(_READERS[kind](value) for kind, value in parts))
        except (binascii.Error, ValueError, TypeError, KeyError, InvalidOperation):
            raise MalformedCursor from None


class Page(BaseModel, Generic[T]):
    """Rows of a list, and the cursor of the page after it when there is one."""

    model_config = ConfigDict(frozen=True)

    items: Sequence[T]
    next: str | None = None


def keyset(
    select: sa.Select[Row],
    columns: Sequence[sa.ColumnElement[Any]],
    cursor: str | None,
    limit: int,
    *,
    newest_first: bool = False,
) -> sa.Select[Row]:
    """Order a select by the columns and start it after the cursor.

    Args:
        select: what to list, filtered already.
        columns: not null, the last one unique; `(created_at, id)` is usual.
        cursor: the `next` of the page before; None for the first page.
        limit: rows per page; one more is fetched, by which `page_of` knows whether there is a next.
        newest_first: go down instead of up.

    """
    directed = [column.desc() if newest_first else column.asc() for column in columns]
    ordered = select.order_by(None).order_by(*directed).limit(limit + 1)
    values = place_after(columns, cursor)
    if values is None:
        return ordered
    here = sa.tuple_(*columns)
    start = sa.tuple_(
        *(sa.literal(value, column.type) for value, column in zip(values, columns, strict=True))
    )
    return ordered.where(here < start if newest_first else here > start)


def place_after(
    columns: Sequence[sa.ColumnElement[Any]], cursor: str | None
) -> tuple[SortValue, ...] | None:
    """The sort values of the last row seen; None before the first page.

    Raises:
        MalformedCursor: no cursor of a list with these columns.

    """
    if cursor is None:
        return None
    values = Cursor.decode(cursor).values
    if not _fit(values, columns):
        raise MalformedCursor
    return values


def page_of(
    rows: Sequence[Any], limit: int, sort: Callable[[Any], tuple[SortValue, ...]]
) -> tuple[Sequence[Any], str | None]:
    """Cut the rows of a `keyset` select to one page, and give the cursor of the next."""
    kept = rows[:limit]
    return kept, Cursor(sort(kept[-1])).encode() if len(rows) > limit else None


def _fit(values: Sequence[SortValue], columns: Sequence[sa.ColumnElement[Any]]) -> bool:
    """Tell whether the values can be compared with the columns at all."""
    return len(values) == len(columns) and all(
        _storable(value) and isinstance(value, column.type.python_type)
        for value, column in zip(values, columns, strict=True)
    )


def _storable(value: SortValue) -> bool:
    """Keep out what PostgreSQL takes as no parameter: NUL, naive times, endless numbers."""
    match value:
        case str():
            return "\0" not in value
        case datetime():
            return value.tzinfo is not None
        case int():
            return abs(value) < 2**63
        case Decimal():
            return value.is_finite()
        case _:
            return True


def _write(value: SortValue) -> tuple[str, str]:
    match value:
        case datetime():
            return "t", value.isoformat()
        case date():
            return "d", value.isoformat()
        case UUID():
            return "u", str(value)
        case Decimal():
            return "n", str(value)
        case int():
            return "i", str(value)
        case str():
            return "s", value
        case _:
            raise TypeError(f"a list cannot be sorted by a {type(cast('Any', value)).__name__}")
