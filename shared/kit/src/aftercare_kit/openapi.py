"""The OpenAPI document: what FastAPI draws, with problems under the media type they are sent in."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from aftercare_kit.problems import MEDIA_TYPE

_PROBLEM = {"$ref": "#/components/schemas/Problem"}


def openapi_of(app: FastAPI) -> dict[str, Any]:
    """Draw the document once and keep it."""
    if app.openapi_schema is None:
        document = get_openapi(
            title=app.title, version=app.version, description=app.description, routes=app.routes
        )
        for path in document.get("paths", {}).values():
            for operation in path.values():
                for response in operation.get("responses", {}).values():
                    _send_problems_as_problems(response)
        app.openapi_schema = document
    return app.openapi_schema


def _send_problems_as_problems(response: dict[str, Any]) -> None:
    content = response.get("content", {})
    if content.get("application/json", {}).get("schema") == _PROBLEM:
        response["content"] = {MEDIA_TYPE: {"schema": _PROBLEM}}
