"""The AsyncAPI documents: well formed, complete, and true to the topology."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from aftercare_contracts.asyncapi import asyncapi_of
from aftercare_contracts.catalogue import EVENTS, events_of
from aftercare_contracts.topology import PUBLISHING, SERVICES, SUBSCRIPTIONS

HERE = Path(__file__).resolve().parent
SERVICE = HERE.parents[1] / "services" / "any"
SCHEMAS = "../../shared/contracts/schemas"
VALID = Draft7Validator(json.loads((HERE / "vendored/asyncapi-3.0.0.json").read_text("utf-8")))

Document = dict[str, Any]


@pytest.fixture(params=SERVICES)
def service(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def document(service: str) -> Document:
    return asyncapi_of(service, schemas=SCHEMAS)


def references(value: Any) -> list[str]:
    """Every `$ref` of a document."""
    if isinstance(value, dict):
        own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
        return own + [ref for each in value.values() for ref in references(each)]
    return [ref for each in value for ref in references(each)] if isinstance(value, list) else []


def test_the_document_is_asyncapi(document: Document) -> None:
    """By the JSON Schema of AsyncAPI 3.0.0."""
    assert [error.message for error in VALID.iter_errors(document)] == []


@pytest.mark.parametrize("slip", ["asyncapi", "info", "action", "channel", "unknown", "address"])
def test_a_slip_in_a_document_is_found(slip: str) -> None:
    """The schema is a guard, not a decoration."""
    wrong = copy.deepcopy(asyncapi_of("dispatch", schemas=SCHEMAS))
    operation = next(iter(wrong["operations"].values()))
    channel = next(iter(wrong["channels"].values()))
    match slip:
        case "asyncapi" | "info":
            del wrong[slip]
        case "action":
            operation["action"] = "shout"
        case "channel":
            del operation["channel"]
        case "unknown":
            operation["stream"] = "DISPATCH"
        case _:
            channel["address"] = 7

    assert not VALID.is_valid(wrong)


def test_every_reference_leads_somewhere(document: Document) -> None:
    """Within the document, or to a schema in the tree."""
    for reference in references(document):
        if reference.startswith("#/"):
            found: Any = document
            for step in reference[2:].split("/"):
                found = found[step]
        else:
            assert (SERVICE / reference).resolve().is_file(), reference


def test_what_is_published_and_heard_is_what_the_topology_says(
    service: str, document: Document
) -> None:
    """Send for each event of its own, receive for each subscription, with stream and consumer."""
    sent = {name for name, said in document["operations"].items() if said["action"] == "send"}
    heard = {name: said for name, said in document["operations"].items() if name not in sent}

    assert sent == {f"send.{event.type}" for event in events_of(service)}
    assert {(name, said["x-stream"], said["x-durable"]) for name, said in heard.items()} == {
        (f"receive.{event.type}", source.upper(), service)
        for source, events in SUBSCRIPTIONS.get(service, {}).items()
        for event in events
    }


def test_every_subscription_has_a_publisher() -> None:
    """Nobody waits for an event that is never said, or looks for it in another's stream."""
    for sources in SUBSCRIPTIONS.values():
        for source, events in sources.items():
            assert source in PUBLISHING
            assert set(events) <= set(events_of(source))


def test_every_event_has_one_publisher_and_a_listener() -> None:
    """The gateway hears everything; no event is published by a service that is not there."""
    heard = {event for events in SUBSCRIPTIONS["gateway"].values() for event in events}

    assert {event.publisher() for event in EVENTS.values()} <= set(PUBLISHING)
    assert heard == set(EVENTS.values())
