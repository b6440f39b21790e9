"""The HTTP face of a service: problems, limits, probes, metrics and documents, the same in each."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from typing import Any, TypeAlias, cast

import structlog
from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException

from aftercare_kit.answers import SafeHeaders, UnknownFaults
from aftercare_kit.body_limit import BodyLimit
from aftercare_kit.errors import NotReady, Refusal
from aftercare_kit.faults import is_connection_fault, is_retryable
from aftercare_kit.metrics import HttpMetrics, exposition
from aftercare_kit.openapi import openapi_of
from aftercare_kit.problems import MalformedRequest, Problems, as_json, problems
from aftercare_kit.server_spans import ServerSpans
from aftercare_kit.settings import ServiceSettings
from aftercare_kit.telemetry import flush_spans
from aftercare_kit.texts import Catalogue
from aftercare_kit.tokens import TokenMissing, TokenVerifier

log = structlog.get_logger()

Readiness: TypeAlias = Callable[[], Awaitable[Mapping[str, str]]]
"""Findings by check, such as `database` or `streams`; `ok` is the only good one."""

Lifespan: TypeAlias = Callable[[FastAPI], AbstractAsyncContextManager[None]]

READINESS_SECONDS = 3.0
_OK = "ok"


def create_app(
    service: str,
    settings: ServiceSettings,
    catalogue: Catalogue,
    routers: Sequence[APIRouter],
    readiness: Readiness,
    *,
    lifespan: Lifespan | None = None,
    verifier: TokenVerifier | None = None,
    documents: bool = True,
) -> FastAPI:
    """Put a service's routers behind what every service shares.

    Args:
        service: its name, as in metrics and in the title of its document.
        settings: the region and whom to trust are read here.
        catalogue: the kit's texts and the service's own.
        routers: the service's routes.
        readiness: what must work for the service to take requests.
        lifespan: what starts and stops with the app.
        verifier: checks tokens; made from the settings unless given.
        documents: serve `/docs` and `/openapi.json`; False where a router does so itself.

    """
    app = FastAPI(
        title=f"Aftercare {service}",
        version="1",
        lifespan=_until_flushed(lifespan),
        openapi_url="/openapi.json" if documents else None,
        redoc_url=None,
        responses=problems(TokenMissing, MalformedRequest),
        strict_content_type=True,
        telemetry={"tracing": False, "metrics": False, "logs": False},  # Ours: ServerSpans.
    )
    app.state.region = settings.region
    app.state.public_url = settings.public_url
    app.state.catalogue = catalogue
    app.state.verifier = verifier or TokenVerifier(
        settings.jwks_file, settings.issuer, settings.audience
    )
    writer = Problems(catalogue)
    _answer_problems(app, writer)
    app.include_router(_probes(readiness))
    for router in routers:
        app.include_router(router)
    app.openapi = lambda: openapi_of(app)
    # Added last is outermost: even a 413 or a 500 is measured and carries the safe headers.
    app.add_middleware(BodyLimit, problems=writer)
    app.add_middleware(UnknownFaults, problems=writer)
    app.add_middleware(SafeHeaders)
    app.add_middleware(HttpMetrics, service=service)
    app.add_middleware(ServerSpans)
    return app


def _until_flushed(lifespan: Lifespan | None) -> Lifespan:
    """Send the last spans when the service has stopped: after that its server ends the process."""

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncGenerator[None]:
        try:
            async with lifespan(app) if lifespan else nullcontext():
                yield
        finally:
            await asyncio.to_thread(flush_spans)

    return life


def _answer_problems(app: FastAPI, writer: Problems) -> None:
    async def refused(request: Request, refusal: Exception) -> Response:
        return writer.refusal(request, cast("Refusal", refusal))

    async def unreadable(request: Request, fault: Exception) -> Response:
        return writer.validation(request, cast("RequestValidationError", fault))

    async def turned_away(request: Request, fault: Exception) -> Response:
        away = cast("HTTPException", fault)
        return writer.http(request, away.status_code, away.headers)

    async def away(request: Request, fault: Exception) -> Response:
        """Wherever the database stays away or contended, the answer is to come again."""
        if not is_connection_fault(fault) and not is_retryable(fault):
            raise fault
        log.warning("database_away", path=request.url.path, fault=repr(fault))
        return writer.refusal(request, NotReady())

    app.add_exception_handler(Refusal, refused)
    for fault in (SQLAlchemyError, ConnectionError, TimeoutError):
        app.add_exception_handler(fault, away)
    app.add_exception_handler(RequestValidationError, unreadable)
    app.add_exception_handler(HTTPException, turned_away)


def _probes(readiness: Readiness) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/livez")
    async def livez() -> Response:
        return Response(b'{"alive":true}', media_type="application/json")

    @router.get("/readyz")
    async def readyz() -> Response:
        checks = await _checked(readiness)
        ready = all(finding == _OK for finding in checks.values())
        headers = {} if ready else {"Retry-After": str(NotReady.retry_after_seconds)}
        document: dict[str, Any] = {"ready": ready, "checks": checks}
        status = 200 if ready else 503
        return Response(as_json(document), status, headers, "application/json")

    @router.get("/metrics")
    async def metrics() -> Response:
        return exposition()

    del livez, readyz, metrics
    return router


async def _checked(readiness: Readiness) -> Mapping[str, str]:
    """Ask; a check that fails or hangs is an answer too."""
    try:
        async with asyncio.timeout(READINESS_SECONDS):
            return await readiness()
    except Exception:
        log.exception("readiness_unknown")
        return {"readiness": "the checks themselves failed"}
