"""Reading JSON-like data whose shape is only known once it is looked at."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TypeGuard

from aftercare_clocks.errors import ClocksRefusal


def is_mapping(value: object) -> TypeGuard[Mapping[str, object]]:
    """Whether the value is an object, in JSON's sense of the word."""
    return isinstance(value, Mapping)


def is_list(value: object) -> TypeGuard[Sequence[object]]:
    """Whether the value is a list, in JSON's sense of the word: text is none."""
    return isinstance(value, Sequence) and not isinstance(value, str)


def mapping_of(value: object, what: str, refusal: type[ClocksRefusal]) -> Mapping[str, object]:
    """The value as an object, or the refusal."""
    if not is_mapping(value):
        raise refusal(f"{what} must be an object, not {value!r}")
    return value


def items_of(value: object, what: str, refusal: type[ClocksRefusal]) -> tuple[object, ...]:
    """The value as a list, or the refusal."""
    if not is_list(value):
        raise refusal(f"{what} must be a list, not {value!r}")
    return tuple(value)


def text_of(value: object, what: str, refusal: type[ClocksRefusal]) -> str:
    """The value as text, or the refusal."""
    if not isinstance(value, str):
        raise refusal(f"{what} must be text, not {value!r}")
    return value


def flag_of(value: object, what: str, refusal: type[ClocksRefusal]) -> bool:
    """The value as true or false, or the refusal."""
    if not isinstance(value, bool):
        raise refusal(f"{what} must be true or false, not {value!r}")
    return value


def day_of(value: object, what: str, refusal: type[ClocksRefusal]) -> date:
    """The value as a day, written `YYYY-MM-DD`, or the refusal."""
    text = text_of(value, what, refusal)
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise refusal(f"{what} must be a day such as 2026-10-01, not {text!r}") from error


def moment_of(value: object, what: str, refusal: type[ClocksRefusal]) -> datetime:
    """The value as a moment in RFC 3339, or the refusal."""
    text = text_of(value, what, refusal)
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise refusal(f"{what} must be a moment in RFC 3339, not {text!r}") from error
