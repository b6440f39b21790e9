"""Problems: refusals and faults answered as RFC 9457 documents, in the caller's language."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from fastapi.exceptions import RequestValidationError
from starlette.requests import Request
from starlette.responses import Response

from aftercare_kit.errors import Kind, Malformed, NotFound, Refusal, TooLarge
from aftercare_kit.languages import Language, preferred_language
from aftercare_kit.problem_documents import MEDIA_TYPE, STATUS, FieldProblem, Problem, problems
from aftercare_kit.spans import current_trace_id
from aftercare_kit.texts import Catalogue

__all__ = [
    "MEDIA_TYPE",
    "STATUS",
    "BodyTooLarge",
    "FieldProblem",
    "MalformedJson",
    "MalformedRequest",
    "Problem",
    "Problems",
    "UnknownRoute",
    "as_json",
    "language_of",
    "problems",
]

_TYPE_BASE = "tag:aftercare.local,2026:problems/"
_LONGEST_FIELD = 100
_MOST_ERRORS = 50
_JSON_FAULTS = frozenset({"json_invalid", "json_type"})

Headers: TypeAlias = Mapping[str, str]


class UnknownRoute(NotFound):
    """Nothing lives at this address."""

    code = "unknown-route"


class MalformedJson(Malformed):
    """The body is no JSON."""

    code = "malformed-json"


class MalformedRequest(Malformed):
    """Fields of the body, query, path or headers cannot be read."""

    code = "malformed-request"


class BodyTooLarge(TooLarge):
    """The body passes the limit."""

    code = "body-too-large"

    def __init__(self, limit_bytes: int) -> None:
        super().__init__(limit_bytes=limit_bytes)


class Problems:
    """Writes problem documents in the language of the request."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def refusal(self, request: Request, refusal: Refusal) -> Response:
        """Answer a refusal with its kind's status."""
        headers: dict[str, str] = {}
        if refusal.retry_after_seconds is not None:
            headers["Retry-After"] = str(refusal.retry_after_seconds)
        if refusal.kind is Kind.UNAUTHENTICATED:
            given = "authorization" in request.headers
            headers["WWW-Authenticate"] = 'Bearer error="invalid_token"' if given else "Bearer"
        more: dict[str, Any] = {"rule": refusal.rule, "field": refusal.field}
        return self._answer(
            request,
            STATUS[refusal.kind],
            refusal.code,
            refusal.kind,
            facts=refusal.facts,
            more=more,
            headers=headers,
        )

    def validation(self, request: Request, fault: RequestValidationError) -> Response:
        """Answer what validation found, field by field, without a word of what was sent."""
        found: Sequence[Any] = fault.errors()
        if any(error["type"] in _JSON_FAULTS for error in found):
            return self.refusal(request, MalformedJson(field="body"))
        language = language_of(request)
        errors = [self._field(error, language) for error in found[:_MOST_ERRORS]]
        more = {"errors": [error.model_dump() for error in errors]}
        return self._answer(request, 422, MalformedRequest.code, Kind.MALFORMED, more=more)

    def http(self, request: Request, status: int, headers: Headers | None = None) -> Response:
        """Answer what the framework refused before any of our code saw it."""
        if status == STATUS[Kind.NOT_FOUND]:
            return self.refusal(request, UnknownRoute())
        if status == 405:  # noqa: PLR2004 - no rule of ours refuses a method
            return self._answer(
                request,
                status,
                "method-not-allowed",
                Kind.MALFORMED,
                facts={"method": request.method},
                headers=headers,
            )
        if status == 400:  # noqa: PLR2004 - FastAPI: the body could not be parsed at all
            return self.refusal(request, MalformedJson(field="body"))
        kind = next((kind for kind, number in STATUS.items() if number == status), Kind.MALFORMED)
        return self._answer(request, status, "request-refused", kind, headers=headers)

    def fault(self, request: Request) -> Response:
        """Answer a fault of ours: a trace id to quote, and nothing about the fault."""
        return self._answer(request, 500, "unexpected-fault", "fault")

    def _field(self, error: Mapping[str, Any], language: Language) -> FieldProblem:
        code = str(error["type"]).replace("_", "-")
        facts = error.get("ctx") or {}
        # The first step names the part of the request: body, query, path or header.
        place = error["loc"][1:] or error["loc"]
        name = ".".join(str(step) for step in place)
        return FieldProblem(
            field=_clean(name),
            code=code,
            detail=self._catalogue.field_text(code, language, facts),
        )

    def _answer(
        self,
        request: Request,
        status: int,
        code: str,
        kind: str,
        *,
        facts: Mapping[str, Any] | None = None,
        more: Mapping[str, Any] | None = None,
        headers: Headers | None = None,
    ) -> Response:
        language = language_of(request)
        facts = facts or {}
        document: dict[str, Any] = {
            "type": _TYPE_BASE + code,
            "title": self._catalogue.title(code, kind, language),
            "status": status,
            "code": code,
            "detail": self._catalogue.text(code, language, facts),
            "instance": _clean(request.url.path, longest=500),
            "trace_id": current_trace_id(),
            **{name: value for name, value in (more or {}).items() if value is not None},
        }
        for name, value in facts.items():
            if value is not None:
                document.setdefault(name, value)
        return Response(
            as_json(document),
            status,
            {"Content-Language": language, "Vary": "Accept-Language", **(headers or {})},
            MEDIA_TYPE,
        )


def language_of(request: Request) -> Language:
    """Tell the language the request asks to be answered in."""
    return preferred_language(request.headers.get("accept-language"))


def as_json(document: object) -> bytes:
    """Write JSON that every reader takes: half surrogates become question marks."""
    return json.dumps(
        document, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=str
    ).encode("utf-8", "replace")


def _clean(text: str, *, longest: int = _LONGEST_FIELD) -> str:
    """Keep a name from the request short and printable."""
    return "".join(each if each.isprintable() else "?" for each in text[:longest])
