"""JSON Schemas of events, drawn from their classes: what the wire carries, and no more."""

from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from aftercare_contracts.base import SCHEMA_BASE, Event

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_DECIMAL = r"^-?\d+(\.\d+)?$"


class _OnTheWire(GenerateJsonSchema):
    """Decimals travel as strings, although a reader would take a number as well."""

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:
        del schema
        return {"type": "string", "format": "decimal", "pattern": _DECIMAL}


def schema_of(event: type[Event]) -> dict[str, Any]:
    """The JSON Schema of one event's data; a field with a default may be missing."""
    drawn = event.model_json_schema(schema_generator=_OnTheWire)
    return {
        "$schema": DIALECT,
        "$id": SCHEMA_BASE + event.schema_path(),
        "x-type": event.type,
        "x-owner": event.publisher(),
        "x-title": {"en": event.title.en, "zh": event.title.zh},
        **drawn,
    }
