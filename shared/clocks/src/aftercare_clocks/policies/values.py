"""Parameter values: frozen, exact, and held to the kind their parameter has."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from types import MappingProxyType

from aftercare_clocks.errors import InvalidParameter
from aftercare_clocks.plain import is_list, is_mapping

Value = bool | int | Decimal | str | tuple["Value", ...] | Mapping[str, "Value"]


def freeze(value: object) -> Value:
    """The value with its lists and tables made unchangeable; fractions become exact decimals."""
    if isinstance(value, bool | int | str):
        return value
    if isinstance(value, float | Decimal):
        return _decimal("a value", str(value))
    if isinstance(value, date):
        return value.isoformat()
    if is_mapping(value):
        return MappingProxyType({key: freeze(item) for key, item in value.items()})
    if is_list(value):
        return tuple(freeze(item) for item in value)
    raise InvalidParameter(f"{value!r} is no value a parameter can have")


def plain(value: Value) -> object:
    """The value as JSON data; a decimal becomes text, for JSON's own fractions are not exact."""
    if isinstance(value, Decimal):
        return str(value)
    if is_mapping(value):
        return {key: plain(freeze(item)) for key, item in value.items()}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return value


def kind_of(value: Value) -> str:
    """The kind's name, as it stands in JSON."""
    if isinstance(value, bool):
        return "flag"
    if isinstance(value, int):
        return "integer"
    if isinstance(value, Decimal):
        return "decimal"
    if isinstance(value, str):
        return "text"
    return "list" if isinstance(value, tuple) else "table"


def conform(name: str, value: object, kinds: tuple[str, ...]) -> Value:
    """The value as one of the kinds; a whole number or text will do for a decimal."""
    frozen = freeze(value)
    if kind_of(frozen) in kinds:
        return frozen
    if "decimal" in kinds and kind_of(frozen) in ("integer", "text"):
        return _decimal(name, str(frozen))
    raise InvalidParameter(f"{name} takes {' or '.join(kinds)}, not {value!r}")


def _decimal(name: str, text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation as error:
        raise InvalidParameter(f"{name} takes a decimal, not {text!r}") from error
    if not number.is_finite():
        raise InvalidParameter(f"{name} takes a finite decimal, not {text!r}")
    return number
