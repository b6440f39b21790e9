"""The shape of a problem document, its status by kind, and how a route declares its refusals."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict

from aftercare_kit.errors import Kind, Refusal

MEDIA_TYPE = "application/problem+json"

STATUS: Mapping[Kind, int] = {
    Kind.NOT_FOUND: 404,
    Kind.FORBIDDEN: 403,
    Kind.UNAUTHENTICATED: 401,
    Kind.CONFLICT: 409,
    Kind.MALFORMED: 422,
    Kind.PRECONDITION: 412,
    Kind.UNAVAILABLE: 503,
    Kind.TOO_LARGE: 413,
    Kind.RATE_LIMITED: 429,
}
"""Each kind's HTTP status."""


class FieldProblem(BaseModel):
    """What is wrong with one field."""

    field: str
    code: str
    detail: str


class Problem(BaseModel):
    """An RFC 9457 problem; facts of the refusal come as further members."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    code: str
    detail: str
    instance: str
    trace_id: str | None = None
    rule: str | None = None
    field: str | None = None
    errors: list[FieldProblem] | None = None


def problems(*refusals: type[Refusal]) -> dict[int | str, dict[str, Any]]:
    """Declare what a route may refuse, for `responses=` and so for the OpenAPI document."""
    declared: dict[int | str, dict[str, Any]] = {}
    for refusal in refusals:
        status = STATUS[refusal.kind]
        entry = declared.setdefault(status, {"model": Problem, "description": ""})
        said = f"`{refusal.code}`" + (f" ({refusal.rule})" if refusal.rule else "")
        entry["description"] = f"{entry['description']}, {said}".removeprefix(", ")
    return declared
