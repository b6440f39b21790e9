"""An example of each event, built from its schema: the same one in every run."""

from collections.abc import Mapping
from typing import Any, cast
from uuid import UUID, uuid5

from aftercare_contracts.base import Event
from aftercare_contracts.schemas import schema_of

_ROOT = UUID("018f6b1c-0000-7000-8000-000000000000")

_BY_FORMAT: Mapping[str, str] = {
    "date": "2026-11-22",
    "date-time": "2026-11-22T10:30:00+08:00",
    "duration": "PT2H",
    "decimal": "600.00",
}
_LEAVES: Mapping[str, Any] = {"integer": 1, "boolean": True, "number": 22.5}
_BY_NAME: Mapping[str, str] = {
    "centre": "shenzhen",
    "currency": "CNY",
    "number": "YX261107",
    "open": "08:30",
    "part_no": "PB-100",
    "serial": "INV-0001",
    "sha256": "0" * 64,
    "warn_at": "0.75",
    "week": "08:30",
    "zone": "Asia/Shanghai",
}


def sample_of(event: type[Event]) -> dict[str, Any]:
    """Data of this event that its class and its schema both take; every field is filled."""
    return sample_from(schema_of(event))


def sample_from(schema: Mapping[str, Any]) -> dict[str, Any]:
    """An example of a schema, such as one that was released before."""
    return cast("dict[str, Any]", _Builder(schema.get("$defs", {})).value(schema, "event"))


class _Builder:
    def __init__(self, definitions: Mapping[str, Any]) -> None:
        self._definitions = definitions

    def value(self, schema: Mapping[str, Any], name: str) -> Any:
        """Something that fits the schema, told by the field's name where any text would do."""
        if "$ref" in schema:
            return self.value(self._definitions[schema["$ref"].rsplit("/", 1)[1]], name)
        if "enum" in schema:
            return schema["enum"][0]
        if "const" in schema:
            return schema["const"]
        if "anyOf" in schema:
            # Of "this or null" the first is this.
            return self.value(schema["anyOf"][0], name)
        if schema["type"] in _LEAVES:
            return _LEAVES[schema["type"]]
        build = {"object": self._object, "array": self._array, "string": _text}
        return build[schema["type"]](schema, name)

    def _object(self, schema: Mapping[str, Any], name: str) -> dict[str, Any]:
        if "properties" in schema:
            return {
                field: self.value(declared, field)
                for field, declared in schema["properties"].items()
            }
        values = schema.get("additionalProperties")
        return {"mon": self.value(values, name)} if isinstance(values, Mapping) else {}

    def _array(self, schema: Mapping[str, Any], name: str) -> list[Any]:
        items = schema.get("prefixItems") or [schema["items"]]
        return [self.value(item, name) for item in items]


def _text(schema: Mapping[str, Any], name: str) -> str:
    if schema.get("format") == "uuid":
        return str(uuid5(_ROOT, name))
    if name in _BY_NAME:
        return _BY_NAME[name]
    return _BY_FORMAT[schema["format"]] if "format" in schema else name.replace("_", " ")
