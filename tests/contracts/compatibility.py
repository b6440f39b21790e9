"""Whether a change of an event's schema can break anybody: a reader of old, or a writer of new.

Publishers write closed documents (only fields they know), readers read open ones (and ignore what
they do not know). Both directions must hold with every released version: a new reader takes all old
events, since the log keeps them for years, and an old reader takes all new ones, since services are
released on their own.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import jsoncompat

Schema = Mapping[str, Any]


def breaks(old: Schema, new: Schema) -> list[str]:
    """What a change would break; empty where it breaks nothing."""
    found = list(_form_changes(old, new))
    if not jsoncompat.check_compat(
        _text(old, open_to_more=False), _text(new, open_to_more=True), "deserializer"
    ):
        found.append("a new reader would refuse old events")
    if not jsoncompat.check_compat(
        _text(old, open_to_more=True), _text(new, open_to_more=False), "serializer"
    ):
        found.append("an old reader would refuse new events")
    return found


def _text(schema: Schema, *, open_to_more: bool) -> str:
    unnamed = {key: value for key, value in schema.items() if key not in ("$id", "$schema")}
    return json.dumps(_with_additional(unnamed, open_to_more))


def _with_additional(schema: Any, open_to_more: bool) -> Any:
    """The schema with every object open to unknown fields, or closed to them."""
    if isinstance(schema, list):
        return [_with_additional(each, open_to_more) for each in schema]
    if not isinstance(schema, Mapping):
        return schema
    done = {key: _with_additional(value, open_to_more) for key, value in schema.items()}
    if isinstance(schema.get("properties"), Mapping) and "additionalProperties" not in schema:
        done["additionalProperties"] = open_to_more
    return done


def _form_changes(old: Schema, new: Schema) -> Iterator[str]:
    """Changes of a text's form, which jsoncompat does not look at: an id into free text, say."""
    before, after = dict(_forms(old, old, "")), dict(_forms(new, new, ""))
    for place in sorted(before.keys() & after.keys()):
        if before[place] != after[place]:
            yield f"{place or '/'} changed its form from {before[place]} to {after[place]}"


def _forms(schema: Schema, root: Schema, place: str) -> Iterator[tuple[str, str]]:
    """Format and pattern of every text, by its place in the data."""
    if "$ref" in schema:
        yield from _forms(_resolved(schema["$ref"], root), root, place)
        return
    if schema.get("type") == "string":
        pattern = f" like {schema['pattern']}" if "pattern" in schema else ""
        yield place, schema.get("format", "text") + pattern
    for name, declared in schema.get("properties", {}).items():
        yield from _forms(declared, root, f"{place}/{name}")
    for each in schema.get("anyOf", ()):
        yield from _forms(each, root, place)
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), Mapping):
            yield from _forms(schema[key], root, f"{place}/*")
    for number, each in enumerate(schema.get("prefixItems", ())):
        yield from _forms(each, root, f"{place}/{number}")


def _resolved(reference: str, root: Schema) -> Schema:
    found: Any = root
    for step in reference.removeprefix("#/").split("/"):
        found = found[step]
    return found
