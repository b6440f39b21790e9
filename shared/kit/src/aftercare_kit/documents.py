"""Values as the JSON that their columns keep."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from pydantic import TypeAdapter

KEPT = 256
"""Values of one column whose JSON is kept at a time."""

_LEAVES = (
    str, int, float, bool, bytes, Decimal, UUID, date, datetime, time, timedelta, Enum, NoneType,
)  # fmt: skip


def dumper(hint: Any) -> Callable[[Any], bytes]:
    """What writes values of a type; of one that cannot change, each value once while it is in use.

    The terms of a promise are written with every clock that is begun on them, and with every case
    of their policy.
    """
    dump = TypeAdapter[Any](hint).dump_json
    return _Once(dump) if _cannot_change(hint) else dump


def _cannot_change(hint: Any) -> bool:
    """Whether no value of a type, nor anything in it, can change."""
    origin = get_origin(hint)
    if origin in (tuple, Union, UnionType):
        return all(each is ... or _cannot_change(each) for each in get_args(hint))
    if not isinstance(hint, type):
        return origin is Literal
    if not is_dataclass(hint):
        return issubclass(hint, _LEAVES)
    hints = get_type_hints(hint)
    frozen: bool = getattr(hint, "__dataclass_params__").frozen  # noqa: B009
    return frozen and all(_cannot_change(hints[each.name]) for each in fields(hint))


class _Once:
    """Knows values again by their identity, which holds for as long as it holds them."""

    def __init__(self, dump: Callable[[Any], bytes]) -> None:
        self._dump = dump
        self._known: dict[int, tuple[object, bytes]] = {}

    def __call__(self, value: object) -> bytes:
        known = self._known.get(id(value))
        if known is not None:
            return known[1]
        if len(self._known) >= KEPT:
            self._known.clear()
        dumped = self._dump(value)
        self._known[id(value)] = (value, dumped)
        return dumped
