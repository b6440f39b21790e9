"""A small service behind the shared face, and somebody who signs tokens for it."""

import json
import time
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import httpx2
import pytest
import structlog
from fastapi import APIRouter, FastAPI, Header, Request
from fastapi.responses import StreamingResponse
from joserfc import jwt
from joserfc.jwk import ECKey, Key, KeySet
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from sqlalchemy.exc import ArgumentError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from aftercare_kit.discretion import DiscreetExporter
from aftercare_kit.errors import ActBeforeItsCause, Conflict, NotReady, UnknownRecord
from aftercare_kit.fields import Body, Code, Hours, Line, Moment, Money, Prose, Quantity
from aftercare_kit.http import create_app
from aftercare_kit.identity import CurrentActor
from aftercare_kit.pages import DEFAULT_LIMIT, CursorText, Limit
from aftercare_kit.problems import problems
from aftercare_kit.rights import Rights
from aftercare_kit.roles import Role
from aftercare_kit.settings import ServiceSettings
from aftercare_kit.telemetry import configure_telemetry
from aftercare_kit.texts import Catalogue

ISSUER = "https://aftercare.local"
AUDIENCE = "aftercare"

DATABASE_FAULTS = {
    "no-connection-free": PoolTimeout("QueuePool limit of size 8 reached"),
    "connection-refused": ConnectionRefusedError(111, "Connect call failed"),
    "too-slow": TimeoutError(),
    "our-own-mistake": ArgumentError("canary 13800138000"),
}
RIGHTS = Rights({"work_order.respond": [Role.FIELD_ENGINEER, Role.REGIONAL_SUPPORT]})


@dataclass
class Issuer:
    """Signs tokens, good ones unless told otherwise."""

    jwks_file: Path
    key: ECKey = field(default_factory=lambda: ECKey.generate_key("P-256", {"kid": "k1"}))

    def publish(self, *keys: Key) -> None:
        keys_of = KeySet([*keys] if keys else [self.key])
        self.jwks_file.write_text(json.dumps(keys_of.as_dict(private=False)))

    def claims(self, **changes: Any) -> dict[str, Any]:
        now = int(time.time())
        claims: dict[str, Any] = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": "u-17",
            "iat": now,
            "exp": now + 600,
            "name": "李工",
            "roles": ["field_engineer"],
            "region": "cn-south",
        }
        claims |= changes
        return {name: value for name, value in claims.items() if value is not None}

    def token(self, header: dict[str, Any] | None = None, key: Any = None, **changes: Any) -> str:
        full = {"alg": "ES256", "kid": "k1", "typ": "JWT"} | (header or {})
        return jwt.encode(
            {name: value for name, value in full.items() if value is not None},
            self.claims(**changes),
            key or self.key,
            algorithms=[full["alg"]],
            default_type=None,
        )


class WorkOrderClosed(Conflict):
    """A test's own rule."""

    code = "work-order-closed"
    rule = "002-4.4.2"


class Report(Body):
    title: Line
    findings: Prose | None = None
    part: Code | None = None
    at: Moment | None = None
    pieces: Quantity | None = None
    hours: Hours | None = None
    price: Money | None = None


router = APIRouter()


@router.post("/reports", responses=problems(WorkOrderClosed, UnknownRecord, ActBeforeItsCause))
async def report(body: Report, if_match: Annotated[int | None, Header()] = None) -> Report:
    return body


@router.get("/me")
async def me(actor: CurrentActor) -> dict[str, Any]:
    RIGHTS.require(actor, "work_order.respond")
    return {
        "subject": actor.subject,
        "name": actor.name,
        "roles": sorted(actor.roles),
        "language": actor.language,
        "customer": actor.customer_id,
        "ip": actor.source_ip,
    }


@router.get("/orders")
async def orders(cursor: CursorText = None, limit: Limit = DEFAULT_LIMIT) -> dict[str, Any]:
    return {"limit": limit}


@router.get("/orders/{order_id}")
async def order(order_id: UUID) -> None:
    raise UnknownRecord("record", order_id)


@router.get("/closed")
async def closed() -> None:
    raise WorkOrderClosed(field="state", number="WX2611\ud800", closed_by=None)


@router.get("/away")
async def away() -> None:
    raise NotReady


@router.get("/database/{fault}")
async def database(fault: str) -> None:
    raise DATABASE_FAULTS[fault]


@router.get("/broken")
async def broken() -> None:
    raise RuntimeError("canary 13800138000")


@router.get("/half")
async def half() -> StreamingResponse:
    async def parts() -> AsyncIterator[bytes]:
        yield b"one"
        raise RuntimeError("canary 13800138000")

    return StreamingResponse(parts())


@router.post("/upload")
async def upload(request: Request) -> dict[str, int]:
    return {"bytes": sum([len(part) async for part in request.stream()])}


def quiet_structlog() -> None:
    """Log in one plain line: structlog's default draws each local variable of a fault."""
    structlog.reset_defaults()
    structlog.configure(processors=[structlog.processors.KeyValueRenderer()])


@pytest.fixture(autouse=True, scope="session")
def _plain_logs() -> None:
    quiet_structlog()


@pytest.fixture
def issuer(tmp_path: Path) -> Issuer:
    made = Issuer(tmp_path / "jwks.json")
    made.publish()
    return made


@pytest.fixture
def settings(issuer: Issuer) -> ServiceSettings:
    return ServiceSettings(database_url="postgresql://x", jwks_file=issuer.jwks_file)


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    own = tmp_path / "texts.toml"
    own.write_text(
        "[work-order-closed]\n"
        'en = "Work order {number} is closed."\nzh = "工单 {number} 已关闭。"\n'
        'title_en = "Closed"\ntitle_zh = "已关闭"\n',
        encoding="utf-8",
    )
    kit = Catalogue.load()
    service = Catalogue.read(own)
    return Catalogue({**kit.texts, **service.texts}, {**kit.titles, **service.titles}, kit.words)


@pytest.fixture
def checks() -> dict[str, str]:
    """What the service's readiness finds; a test may change it."""
    return {"database": "ok", "streams": "ok"}


@pytest.fixture
def app(settings: ServiceSettings, catalogue: Catalogue, checks: dict[str, str]) -> FastAPI:
    async def readiness() -> dict[str, str]:
        if not checks:
            raise RuntimeError("cannot tell")
        return checks

    return create_app("dispatch", settings, catalogue, [router], readiness)


@pytest.fixture
def calling() -> Callable[[FastAPI], httpx2.AsyncClient]:
    def call(app: FastAPI) -> httpx2.AsyncClient:
        transport = httpx2.ASGITransport(app, raise_app_exceptions=False)
        return httpx2.AsyncClient(transport=transport, base_url="http://dispatch")

    return call


@pytest.fixture
async def http(
    app: FastAPI, calling: Callable[[FastAPI], httpx2.AsyncClient]
) -> AsyncIterator[httpx2.AsyncClient]:
    async with calling(app) as client:
        yield client


@pytest.fixture
def spans(settings: ServiceSettings) -> Iterator[InMemorySpanExporter]:
    """Spans as they would leave the process, which has one provider for all its life."""
    provider = trace.get_tracer_provider()
    if not isinstance(provider, TracerProvider):
        provider = configure_telemetry("dispatch", settings)
    exporter = InMemorySpanExporter()
    provider.add_span_processor(SimpleSpanProcessor(DiscreetExporter(exporter)))
    yield exporter
    exporter.shutdown()
