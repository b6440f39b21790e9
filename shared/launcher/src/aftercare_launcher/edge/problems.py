"""What Envoy itself answers when it refuses: the same problem documents the services give."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

CONTENT_TYPE: Final = "application/problem+json"
TYPES: Final = "https://aftercare.local/problems/edge/"


@dataclass(frozen=True, slots=True)
class Problem:
    status: HTTPStatus
    code: str
    english: str
    chinese: str
    details: str = ""
    """A part of Envoy's response code details, telling problems of one status apart."""
    retry_after_seconds: int | None = None
    answered: HTTPStatus | None = None
    """The status to answer with, where Envoy's own choice differs from the services'."""


PROBLEMS: Final = (
    Problem(
        HTTPStatus.BAD_REQUEST, "malformed-request", "The request is malformed", "请求格式有误",
    ),
    Problem(
        HTTPStatus.UNAUTHORIZED, "token-missing", "A bearer token is required", "缺少访问令牌",
        details="Jwt_is_missing",
    ),
    Problem(
        HTTPStatus.UNAUTHORIZED, "token-expired", "The token has expired", "访问令牌已过期",
        details="Jwt_is_expired",
    ),
    Problem(HTTPStatus.UNAUTHORIZED, "token-invalid", "The token is not valid", "访问令牌无效"),
    Problem(
        HTTPStatus.FORBIDDEN, "token-invalid", "The token is not valid", "访问令牌无效",
        details="Audiences_in_Jwt", answered=HTTPStatus.UNAUTHORIZED,
    ),
    Problem(HTTPStatus.FORBIDDEN, "forbidden", "Not allowed", "没有权限"),
    Problem(HTTPStatus.NOT_FOUND, "not-found", "There is nothing here", "资源不存在"),
    Problem(
        HTTPStatus.REQUEST_TIMEOUT, "request-too-slow", "The request took too long to arrive",
        "请求接收超时",
    ),
    Problem(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "body-too-large", "The body is too large",
        "请求内容过大",
    ),
    Problem(
        HTTPStatus.TOO_MANY_REQUESTS, "too-many-requests", "Too many requests", "请求过于频繁",
        retry_after_seconds=1,
    ),
    Problem(
        HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "headers-too-large",
        "The headers are too large", "请求头过大",
    ),
    Problem(
        HTTPStatus.BAD_GATEWAY, "bad-gateway", "The service answered unintelligibly",
        "服务响应异常", retry_after_seconds=2,
    ),
    Problem(
        HTTPStatus.SERVICE_UNAVAILABLE, "unavailable", "The service is not available now",
        "服务暂不可用", retry_after_seconds=2,
    ),
    Problem(
        HTTPStatus.GATEWAY_TIMEOUT, "answer-too-slow", "The service took too long to answer",
        "服务响应超时", retry_after_seconds=2,
    ),
)  # fmt: skip


def local_replies() -> dict[str, Any]:
    """Chinese for callers who ask for it, English for all others."""
    mappers = [
        _mapper(problem, title, chinese=chinese)
        for problem in PROBLEMS
        for title, chinese in ((problem.chinese, True), (problem.english, False))
    ]
    return {"mappers": mappers}


def _mapper(problem: Problem, title: str, *, chinese: bool) -> dict[str, Any]:
    filters: list[dict[str, Any]] = [_status_is(problem.status)]
    if problem.details:
        filters.append(_details_contain(problem.details))
    if chinese:
        filters.append(_asks_for_chinese())
    answered = problem.answered or problem.status
    body = {
        "type": f"{TYPES}{problem.code}",
        "title": title,
        "status": answered.value,
        "code": problem.code,
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


def _status_is(status: HTTPStatus) -> dict[str, Any]:
    value = {"default_value": status.value, "runtime_key": f"edge.problem.{status.value}"}
    return {"status_code_filter": {"comparison": {"op": "EQ", "value": value}}}


def _details_contain(part: str) -> dict[str, Any]:
    return {
        "extension_filter": {
            "name": "envoy.access_loggers.extension_filters.cel",
            "typed_config": {
                "@type": "type.googleapis.com/"
                "envoy.extensions.access_loggers.filters.cel.v3.ExpressionFilter",
                "expression": f"response.code_details.contains('{part}')",
            },
        }
    }


def _asks_for_chinese() -> dict[str, Any]:
    match = {"name": "accept-language", "string_match": {"prefix": "zh", "ignore_case": True}}
    return {"header_filter": {"header": match}}
