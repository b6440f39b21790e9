"""Puts the OpenAPI documents of all services together, as callers reach them through the edge."""

import json
import re
from collections.abc import Mapping
from typing import Any, Final

GATEWAY: Final = "gateway"
_REF = re.compile(r'"#/components/schemas/([^"]+)"')

Document = Mapping[str, Any]


def merged(documents: Mapping[str, Document]) -> dict[str, Any]:
    """One document for the edge: `/api/<service>/…`, and the gateway's own paths under `/api`.

    Schemas that are the same in every service stand once; others carry their service's name.

    Args:
        documents: each service's own document, by its name.

    """
    shared = _shared(documents)
    paths: dict[str, Any] = {}
    schemas: dict[str, Any] = {}
    schemes: dict[str, Any] = {}
    for service, document in sorted(documents.items()):
        renamed = _renamed(document, service, shared)
        prefix = "/api" if service == GATEWAY else f"/api/{service}"
        for path, item in renamed.get("paths", {}).items():
            paths[prefix + path] = {
                method: _operation(operation, service) for method, operation in item.items()
            }
        components = renamed.get("components", {})
        schemas |= {
            name if name in shared else f"{service}.{name}": schema
            for name, schema in components.get("schemas", {}).items()
        }
        schemes |= components.get("securitySchemes", {})
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Aftercare",
            "version": "1",
            "description": "Every route of the suite, as it is reached through the edge.",
        },
        "tags": [{"name": service} for service in sorted(documents)],
        "paths": paths,
        "components": {"schemas": schemas, "securitySchemes": schemes},
    }


def _operation(operation: Document, service: str) -> dict[str, Any]:
    return {
        **operation,
        "operationId": f"{service}.{operation['operationId']}",
        "tags": [service],
    }


def _shared(documents: Mapping[str, Document]) -> frozenset[str]:
    """Schemas that several services declare alike, and that mention only such schemas."""
    seen: dict[str, set[str]] = {}
    times: dict[str, int] = {}
    for document in documents.values():
        for name, schema in _schemas(document).items():
            seen.setdefault(name, set()).add(json.dumps(schema, sort_keys=True))
            times[name] = times.get(name, 0) + 1
    alike = {name for name, kinds in seen.items() if len(kinds) == 1 and times[name] > 1}
    while True:
        kept = {name for name in alike if set(_REF.findall(next(iter(seen[name])))) <= alike}
        if kept == alike:
            return frozenset(kept)
        alike = kept


def _renamed(document: Document, service: str, shared: frozenset[str]) -> dict[str, Any]:
    def named(found: re.Match[str]) -> str:
        name = found[1]
        return f'"#/components/schemas/{name if name in shared else f"{service}.{name}"}"'

    renamed: dict[str, Any] = json.loads(_REF.sub(named, json.dumps(document)))
    return renamed


def _schemas(document: Document) -> Mapping[str, Any]:
    return document.get("components", {}).get("schemas", {})
