"""What Envoy itself answers when it refuses: the same problem documents the services give."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from aftercare_kit.errors import Kind
from aftercare_kit.languages import Language
from aftercare_kit.texts import Catalogue

CONTENT_TYPE: Final = "application/problem+json"
TYPES: Final = "tag:aftercare.local,2026:problems/"


@dataclass(frozen=True, slots=True)
class Problem:
    status: HTTPStatus
    kind: Kind
    code: str
    details: str = ""
    """A part of Envoy's response code details, telling problems of one status apart."""
    retry_after_seconds: int | None = None
    answered: HTTPStatus | None = None
    """The status to answer with, where Envoy's own choice differs from the services'."""


PROBLEMS: Final = (
    Problem(HTTPStatus.BAD_REQUEST, Kind.MALFORMED, "request-unreadable"),
    Problem(HTTPStatus.UNAUTHORIZED, Kind.UNAUTHENTICATED, "token-missing", "Jwt_is_missing"),
    Problem(HTTPStatus.UNAUTHORIZED, Kind.UNAUTHENTICATED, "token-expired", "Jwt_is_expired"),
    Problem(HTTPStatus.UNAUTHORIZED, Kind.UNAUTHENTICATED, "token-invalid"),
    Problem(
        HTTPStatus.FORBIDDEN, Kind.UNAUTHENTICATED, "token-invalid", "Audiences_in_Jwt",
        answered=HTTPStatus.UNAUTHORIZED,
    ),
    Problem(HTTPStatus.NOT_FOUND, Kind.NOT_FOUND, "unknown-route"),
    Problem(HTTPStatus.REQUEST_TIMEOUT, Kind.MALFORMED, "request-too-slow"),
    Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, Kind.TOO_LARGE, "body-too-large"),
    Problem(
        HTTPStatus.TOO_MANY_REQUESTS, Kind.RATE_LIMITED, "too-many-requests",
        retry_after_seconds=1,
    ),
    Problem(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, Kind.TOO_LARGE, "headers-too-large"),
    Problem(
        HTTPStatus.BAD_GATEWAY, Kind.UNAVAILABLE, "answer-unreadable", retry_after_seconds=2
    ),
    Problem(
        HTTPStatus.SERVICE_UNAVAILABLE, Kind.UNAVAILABLE, "service-unavailable",
        retry_after_seconds=2,
    ),
    Problem(
        HTTPStatus.GATEWAY_TIMEOUT, Kind.UNAVAILABLE, "answer-too-slow", retry_after_seconds=2
    ),
)  # fmt: skip


def local_replies(body_bytes: int) -> dict[str, Any]:
    """Chinese for callers who ask for it first, English for all others."""
    catalogue = Catalogue.load("aftercare_launcher")
    facts = {"limit_bytes": body_bytes}
    mappers: list[dict[str, Any]] = []
    for problem in PROBLEMS:
        for language in (Language.ZH, Language.EN):
            title = catalogue.title(problem.code, problem.kind, language)
            detail = catalogue.text(problem.code, language, facts)
            mappers.append(_mapper(problem, language, title=title, detail=detail))
    return {"mappers": mappers}


def _mapper(problem: Problem, language: Language, *, title: str, detail: str) -> dict[str, Any]:
    filters: list[dict[str, Any]] = [_status_is(problem.status)]
    if problem.details:
        filters.append(_details_contain(problem.details))
    if language is Language.ZH:
        filters.append(_asks_for_chinese())
    answered = problem.answered or problem.status
    body = {
        "type": f"{TYPES}{problem.code}",
        "title": _literal(title),
        "status": answered.value,
        "code": problem.code,
        "detail": _literal(detail),
        "instance": "%PATH(NQ)%",
        "trace_id": "%RESP(X-TRACE-ID)%",
    }
    mapper: dict[str, Any] = {
        "status_code": answered.value,
        "filter": filters[0] if len(filters) == 1 else {"and_filter": {"filters": filters}},
        "body_format_override": {"json_format": body, "content_type": CONTENT_TYPE},
    }
    if problem.retry_after_seconds is not None:
        header = {"key": "retry-after", "value": str(problem.retry_after_seconds)}
        mapper["headers_to_add"] = [{"header": header, "append_action": "ADD_IF_ABSENT"}]
    return mapper


def _literal(text: str) -> str:
    """A text in which Envoy finds nothing to fill in."""
    return text.replace("%", "%%")


def _status_is(status: HTTPStatus) -> dict[str, Any]:
    value = {"default_value": status.value, "runtime_key": f"edge.problem.{status.value}"}
    return {"status_code_filter": {"comparison": {"op": "EQ", "value": value}}}


def _details_contain(part: str) -> dict[str, Any]:
    kind = "envoy.extensions.access_loggers.filters.cel.v3.ExpressionFilter"
    return {
        "extension_filter": {
            "name": "envoy.access_loggers.extension_filters.cel",
            "typed_config": {
                "@type": f"type.googleapis.com/{kind}",
                "expression": f"response.code_details.contains('{part}')",
            },
        }
    }


def _asks_for_chinese() -> dict[str, Any]:
    match = {"name": "accept-language", "string_match": {"prefix": "zh", "ignore_case": True}}
    return {"header_filter": {"header": match}}
