"""What a request body may hold: types that refuse what no form of the trade can carry."""

import re
import unicodedata
from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from aftercare_kit.money import Money

__all__ = ["Body", "Code", "Hours", "Line", "Moment", "Money", "Prose", "Quantity"]

# Control characters, half surrogates, line and paragraph separators: none can be printed on a form,
# and PostgreSQL stores neither NUL nor a surrogate.
_UNPRINTABLE = frozenset({"Cc", "Cs", "Zl", "Zp"})
# Overrides and isolates reorder what a reader sees, so that a number can read backwards.
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

_EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
_LATEST = datetime(2100, 1, 1, tzinfo=UTC)
_RFC_3339 = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)", re.ASCII | re.IGNORECASE
)


class Body(BaseModel):
    """A request body: nothing unknown gets in, nothing changes afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


def _printable(text: str, *, allowed: str = "") -> str:
    for character in text:
        if character in allowed:
            continue
        if character in _BIDI or unicodedata.category(character) in _UNPRINTABLE:
            raise PydanticCustomError("unprintable-character", "holds a character no form can show")
    return text


def _line(text: str) -> str:
    return _printable(text)


def _prose(text: str) -> str:
    return _printable(text.replace("\r\n", "\n"), allowed="\n\t")


def _written_moment(value: Any) -> Any:
    """Take RFC 3339 text only: pydantic would also read 1700000000 and a bare date."""
    if isinstance(value, datetime):
        return value
    if not isinstance(value, str) or not _RFC_3339.fullmatch(value):
        raise PydanticCustomError("moment", "must be an RFC 3339 time with an offset")
    return value


def _within_our_time(moment: datetime) -> datetime:
    # Compared before it is converted: year 9999 at -05:00 has no UTC.
    if not _EARLIEST <= moment < _LATEST:
        raise PydanticCustomError("moment-out-of-range", "must lie between 2000 and 2100")
    return moment.astimezone(UTC)


Line = Annotated[
    str,
    StringConstraints(strict=True, strip_whitespace=True, min_length=1, max_length=200),
    AfterValidator(_line),
]
"""One printable line of 1 to 200 characters, stripped."""

Prose = Annotated[
    str,
    StringConstraints(strict=True, strip_whitespace=True, min_length=1, max_length=4000),
    AfterValidator(_prose),
]
"""Printable text of 1 to 4,000 characters; line breaks and tabs are kept."""

Code = Annotated[
    str,
    StringConstraints(
        strict=True, strip_whitespace=True, max_length=64, pattern=r"^[A-Za-z0-9][A-Za-z0-9._/-]*$"
    ),
]
"""An identifier as labels print it: letters, digits and . _ / - in at most 64 characters."""

Moment = Annotated[
    AwareDatetime,
    BeforeValidator(_written_moment),
    AfterValidator(_within_our_time),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
"""A point in time of the years 2000 to 2099, written with its offset, kept in UTC."""

Quantity = Annotated[int, Field(ge=1, le=1_000_000, strict=True)]
"""Whole pieces."""

Hours = Annotated[Decimal, Field(ge=0, le=1_000, max_digits=6, decimal_places=2)]
"""Hours of work or travel, to a hundredth."""
