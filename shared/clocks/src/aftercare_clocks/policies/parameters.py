"""A policy's parameters: each value with the place it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, get_args

from aftercare_clocks.errors import InvalidParameter, UnknownParameter
from aftercare_clocks.plain import mapping_of, text_of
from aftercare_clocks.policies.values import Value, conform, kind_of, plain

NONE = "none"
"""Of a limit: the policy runs no such clock. Of a warning: the clock warns at its share."""

Source = Literal["contract", "tenant", "preset", "base"]


@dataclass(frozen=True, slots=True)
class Parameter:
    value: Value
    source: Source

    def to_json(self) -> dict[str, object]:
        return {"value": plain(self.value), "kind": kind_of(self.value), "source": self.source}


Parameters = Mapping[str, Parameter]


def overlaid(below: Parameters, values: Mapping[str, object], source: Source) -> Parameters:
    """The parameters with these values on top; a name nobody knows or another kind is refused.

    A limit brings its own warning: the one below belongs to the limit it replaces, so unless the
    same layer states a `warn_after` the clock warns at its share of the limit again.
    """
    merged = dict(below)
    warnings = {f"{clock}.warn_after": NONE for clock in _limited(values)}
    for name, value in {**warnings, **values}.items():
        if name not in below:
            raise UnknownParameter(f"no policy has a parameter {name!r}")
        merged[name] = Parameter(conform(name, value, _kinds(name, below[name].value)), source)
    return MappingProxyType(merged)


def parameters_from_json(data: Mapping[str, object]) -> Parameters:
    """Reads back what `Parameter.to_json` wrote, also a parameter no later release knows."""
    return MappingProxyType({name: _parameter(name, stated) for name, stated in data.items()})


def _parameter(name: str, stated: object) -> Parameter:
    record = mapping_of(stated, name, InvalidParameter)
    kind = text_of(record.get("kind"), f"the kind of {name}", InvalidParameter)
    source = record.get("source")
    for known in get_args(Source):
        if source == known:
            return Parameter(conform(name, record.get("value"), (kind,)), known)
    raise InvalidParameter(f"{name} comes from nowhere known: {source!r}")


def _limited(values: Mapping[str, object]) -> list[str]:
    """The clocks whose limit is among the values."""
    return [name.removesuffix(".limit") for name in values if _is_limit(name)]


def _is_limit(name: str) -> bool:
    return name.startswith("clock.") and name.endswith(".limit")


def _kinds(name: str, value: Value) -> tuple[str, ...]:
    """A clock's limit is one duration or a list of cases; all else keeps the kind it has."""
    return ("text", "list") if _is_limit(name) else (kind_of(value),)
