"""The shipped presets, read from their TOML as flat parameters."""

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from aftercare_clocks.errors import InvalidParameter, UnknownPreset
from aftercare_clocks.plain import mapping_of
from aftercare_clocks.policies.values import Value, freeze

BASE = "base"
PRESETS = (
    BASE,
    "telecom-project",
    "defence-equipment",
    "electrical-automation",
    "network-maintenance",
    "it-goods",
)


@cache
def preset_values(name: str) -> Mapping[str, Value]:
    """What one preset states, by parameter; a clock's fields read `clock.<name>.<field>`."""
    if name not in PRESETS:
        raise UnknownPreset(f"no preset {name!r}; there are {', '.join(PRESETS)}")
    text = (
        files("aftercare_clocks.policies")
        .joinpath("presets", f"{name}.toml")
        .read_text(encoding="utf-8")
    )
    document = tomllib.loads(text, parse_float=Decimal)
    values = {key: freeze(value) for key, value in _table(document, "parameters").items()}
    defaults = _table(document, "clock_defaults")
    for clock, stated in _table(document, "clocks").items():
        fields = {**defaults, **mapping_of(stated, clock, InvalidParameter)}
        values |= {f"clock.{clock}.{field}": freeze(value) for field, value in fields.items()}
    return MappingProxyType(values)


def _table(document: Mapping[str, object], key: str) -> Mapping[str, object]:
    return mapping_of(document.get(key, {}), key, InvalidParameter)
