"""What was released stays readable, and what is new can be read by what was released."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from aftercare_contracts.catalogue import EVENTS
from aftercare_contracts.samples import sample_from, sample_of
from aftercare_contracts.schemas import schema_of
from tests.contracts.compatibility import breaks

RELEASED = Path(__file__).resolve().parents[2] / "shared/contracts/released"
RELEASES = {path.stem: json.loads(path.read_text("utf-8")) for path in RELEASED.glob("*.json")}
PROMISED = [
    pytest.param(name, schema, id=f"{release}-{name}")
    for release, schemas in sorted(RELEASES.items())
    for name, schema in schemas.items()
]

Schema = dict[str, Any]


def test_there_is_a_release() -> None:
    """Without one, nothing would be compared."""
    assert RELEASES


@pytest.mark.parametrize(("name", "released"), PROMISED)
def test_an_event_is_compatible_with_every_release_of_it(name: str, released: Schema) -> None:
    """Both ways: a break is a new `.v2` beside the `.v1`, and the `.v1` stays."""
    assert name in EVENTS, "a released event type has gone"
    assert breaks(released, schema_of(EVENTS[name])) == []


@pytest.mark.parametrize(("name", "released"), PROMISED)
def test_an_event_of_an_old_release_is_read_by_todays_class(name: str, released: Schema) -> None:
    """With all its fields, and with only those it had to have."""
    filled = sample_from(released)
    least = {field: filled[field] for field in released.get("required", ())}

    EVENTS[name].model_validate(filled)
    EVENTS[name].model_validate(least)


SCHEMA = schema_of(EVENTS["aftercare.intake.request.triaged.v1"])


def fields(schema: Schema) -> dict[str, Any]:
    return schema["properties"]


def promise(schema: Schema) -> dict[str, Any]:
    return schema["$defs"]["Promise"]


def clock(schema: Schema) -> dict[str, Any]:
    return schema["$defs"]["ClockPromise"]["properties"]


def add_required(schema: Schema) -> None:
    fields(schema)["urgency"] = {"type": "string"}
    schema["required"].append("urgency")


def remove_required(schema: Schema) -> None:
    del fields(schema)["subject"]
    schema["required"].remove("subject")


def rename(schema: Schema) -> None:
    fields(schema)["topic"] = fields(schema).pop("subject")
    schema["required"][schema["required"].index("subject")] = "topic"


def remove_nested_required(schema: Schema) -> None:
    del promise(schema)["properties"]["policy"]
    promise(schema)["required"].remove("policy")


def require_optional(schema: Schema) -> None:
    schema["$defs"]["Entitlement"]["required"].append("until")


def release_required(schema: Schema) -> None:
    schema["required"].remove("subject")


def widen_choice(schema: Schema) -> None:
    fields(schema)["service_type"]["enum"].append("other")


def narrow_choice(schema: Schema) -> None:
    fields(schema)["service_type"]["enum"].pop()


def free_choice(schema: Schema) -> None:
    fields(schema)["service_type"] = {"type": "string"}


def set_to(field: str, declared: dict[str, Any]) -> Callable[[Schema], None]:
    def edit(schema: Schema) -> None:
        fields(schema)[field] = declared

    edit.__name__ = f"{field}_to_{json.dumps(declared)}"
    return edit


def set_clock(field: str, declared: dict[str, Any]) -> Callable[[Schema], None]:
    def edit(schema: Schema) -> None:
        clock(schema)[field] = declared

    edit.__name__ = f"clock_{field}_to_{json.dumps(declared)}"
    return edit


BREAKING = [
    add_required,
    remove_required,
    rename,
    remove_nested_required,
    require_optional,
    release_required,
    widen_choice,
    narrow_choice,
    free_choice,
    set_to("fault_level", {"type": "number"}),
    set_to("fault_level", {"type": "string"}),
    set_to("fault_level", {"type": "integer", "minimum": 2}),
    set_to("major", {"type": "string"}),
    set_to("subject", {"type": "string", "maxLength": 20}),
    set_to("subject", {"type": "string", "pattern": "^[A-Z]"}),
    set_to("subject", {"anyOf": [{"type": "string"}, {"type": "null"}]}),
    set_to("customer_id", {"type": "string"}),
    set_to("number", {"type": "string", "format": "uuid"}),
    set_to("reported_at", {"type": "string", "format": "date"}),
    set_to("engagement", {"type": "string"}),
    set_clock("escalate_to", {"type": "array", "items": {"type": "integer"}}),
    set_clock("limit", {"type": "number"}),
    set_clock("warn_at", {"type": "string"}),
    set_clock("name", {"type": "array", "items": {"type": "string"}}),
]


@pytest.mark.parametrize("edit", BREAKING, ids=lambda edit: edit.__name__)
def test_a_breaking_edit_is_refused(edit: Callable[[Schema], None]) -> None:
    """Each of these would stop a reader that exists, or make it misread what it takes."""
    edited = copy.deepcopy(SCHEMA)
    edit(edited)

    assert edited != SCHEMA
    assert breaks(SCHEMA, edited)


def add_optional(schema: Schema) -> None:
    fields(schema)["urgency"] = {"type": "string", "default": ""}


def remove_optional(schema: Schema) -> None:
    del promise(schema)["properties"]["parameters"]


def reword(schema: Schema) -> None:
    schema["description"] = "Judged."


@pytest.mark.parametrize("edit", [add_optional, remove_optional, reword])
def test_an_optional_field_may_come_and_go(edit: Callable[[Schema], None]) -> None:
    """Readers ignore what they do not know, and do without what may be missing."""
    edited = copy.deepcopy(SCHEMA)
    edit(edited)

    assert breaks(SCHEMA, edited) == []


@pytest.mark.parametrize("name", sorted(EVENTS))
def test_an_event_is_compatible_with_itself(name: str) -> None:
    """The check understands every schema of the catalogue; otherwise it would guard nothing."""
    schema = schema_of(EVENTS[name])

    assert breaks(schema, schema) == []
    EVENTS[name].model_validate(sample_of(EVENTS[name]))
