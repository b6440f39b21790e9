"""AsyncAPI 3.0 documents, drawn from the catalogue and the topology: who says and hears what."""

from collections.abc import Iterable, Iterator
from typing import Any

from aftercare_contracts.base import Event
from aftercare_contracts.catalogue import events_of
from aftercare_contracts.topology import SUBSCRIPTIONS

ACKNOWLEDGEMENT = "after commit"

_HEADERS = {
    "type": "object",
    "description": "CloudEvents 1.0, binary mode.",
    "required": [
        "ce-specversion",
        "ce-id",
        "ce-type",
        "ce-source",
        "ce-subject",
        "ce-time",
        "ce-dataschema",
        "ce-aggregateversion",
        "ce-region",
    ],
    "properties": {
        "ce-specversion": {"type": "string", "const": "1.0"},
        "ce-id": {"type": "string", "format": "uuid", "description": "Unique: dedupe by it."},
        "ce-type": {"type": "string"},
        "ce-source": {"type": "string", "description": "`/regions/<region>/<service>`"},
        "ce-subject": {"type": "string", "format": "uuid", "description": "The aggregate's id."},
        "ce-time": {"type": "string", "format": "date-time", "description": "When it happened."},
        "ce-recordedtime": {"type": "string", "format": "date-time"},
        "ce-dataschema": {"type": "string", "format": "uri"},
        "ce-aggregateversion": {
            "type": "string",
            "pattern": "^[1-9][0-9]*$",
            "description": "The aggregate's version after this event: 1, 2, 3 without a gap.",
        },
        "ce-region": {"type": "string"},
        "traceparent": {"type": "string", "description": "W3C trace context."},
    },
}


def asyncapi_of(service: str, *, schemas: str) -> dict[str, Any]:
    """The document of one service.

    Args:
        service: its name.
        schemas: where the schemas folder lies, relative to the document.

    """
    published = events_of(service)
    heard = SUBSCRIPTIONS.get(service, {})
    every = (*published, *(event for events in heard.values() for event in events))
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": f"Aftercare {service}",
            "version": "1",
            "description": f"The events that {service} publishes, and those it listens to.",
            "license": {"name": "Apache-2.0"},
        },
        "defaultContentType": "application/json",
        "servers": {
            "local": {
                "host": "127.0.0.1:4222",
                "protocol": "nats",
                "description": "The region's NATS; this is the local stack's address.",
            }
        },
        "channels": {event.type: _channel(event) for event in every},
        "operations": {
            **dict(_sent(service, published)),
            **{name: said for source in heard for name, said in _heard(service, source)},
        },
        "components": {
            "messages": {event.type: _message(event, schemas) for event in every},
            "schemas": {"headers": _HEADERS},
        },
    }


def _channel(event: type[Event]) -> dict[str, Any]:
    subject = ".".join(event.type.split(".")[1:])
    return {
        "address": f"evt.{{region}}.{subject}.{{bucket}}",
        "description": event.title.en,
        "x-title-zh": event.title.zh,
        "parameters": {
            "region": {"description": "The home region, such as cn-south."},
            "bucket": {"description": "0 to 63: a hash of the aggregate's id."},
        },
        "messages": {event.__name__: {"$ref": f"#/components/messages/{event.type}"}},
    }


def _message(event: type[Event], schemas: str) -> dict[str, Any]:
    return {
        "name": event.type,
        "title": event.title.en,
        "summary": (event.__doc__ or "").strip().splitlines()[0],
        "contentType": "application/json",
        "headers": {"$ref": "#/components/schemas/headers"},
        "payload": {"$ref": f"{schemas}/{event.schema_path()}"},
        "x-title-zh": event.title.zh,
        "x-owner": event.publisher(),
    }


def _sent(service: str, events: Iterable[type[Event]]) -> Iterator[tuple[str, dict[str, Any]]]:
    for event in events:
        yield f"send.{event.type}", _operation(event, "send") | {"x-stream": service.upper()}


def _heard(service: str, source: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for event in SUBSCRIPTIONS[service][source]:
        yield (
            f"receive.{event.type}",
            _operation(event, "receive")
            | {"x-stream": source.upper(), "x-durable": service, "x-ack": ACKNOWLEDGEMENT},
        )


def _operation(event: type[Event], action: str) -> dict[str, Any]:
    channel = f"#/channels/{event.type}"
    return {
        "action": action,
        "channel": {"$ref": channel},
        "messages": [{"$ref": f"{channel}/messages/{event.__name__}"}],
    }
