"""The face every service shares: limits, probes, metrics, headers and documents."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI, WebSocket
from starlette.testclient import TestClient

from aftercare_kit.http import create_app
from aftercare_kit.metrics import registry
from aftercare_kit.settings import ServiceSettings
from aftercare_kit.texts import Catalogue

MEBIBYTE = 1_048_576


async def test_a_body_that_says_it_is_too_large_is_not_read(http: httpx2.AsyncClient) -> None:
    """413 before the first byte, in the caller's language."""
    answer = await http.post(
        "/reports", content=b"x" * (2 * MEBIBYTE), headers={"Accept-Language": "zh"}
    )

    assert answer.status_code == 413
    assert answer.json()["code"] == "body-too-large"
    assert answer.json()["detail"] == "请求正文超过 1048576 字节。"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/reports", "/upload"])
async def test_a_body_that_does_not_say_is_counted(http: httpx2.AsyncClient, path: str) -> None:
    """A chunked body is cut at the limit, whoever reads it."""
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while sent < 50 * MEBIBYTE:
            sent += 65_536
            yield b" " * 65_536

    headers = {"Content-Type": "application/json"}
    answer = await http.post(path, content=endless(), headers=headers)

    assert answer.status_code == 413
    assert answer.headers["connection"] == "close"


async def test_a_body_of_just_a_mebibyte_passes(http: httpx2.AsyncClient) -> None:
    """The limit is included."""
    answer = await http.post("/upload", content=b"x" * MEBIBYTE)

    assert answer.json() == {"bytes": MEBIBYTE}


@pytest.mark.parametrize("length", [b"-1", b"1e9", b"99999999999999999999", b"\xff"])
async def test_a_length_that_lies_changes_nothing(app: FastAPI, length: bytes) -> None:
    """Counting is what protects; the header only saves time."""
    answered: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"x" * (2 * MEBIBYTE), "more_body": False}

    async def send(message: Any) -> None:
        answered.append(message)

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/upload",
        "raw_path": b"/upload",
        "query_string": b"",
        "headers": [(b"content-length", length)],
        "http_version": "1.1",
        "scheme": "http",
        "server": ("dispatch", 80),
        "client": None,
    }
    await app(scope, receive, send)

    assert answered[0]["status"] == 413
    assert len(answered) == 2


async def test_the_service_is_alive_and_ready(http: httpx2.AsyncClient) -> None:
    """Alive is the process; ready is what it works with, check by check."""
    assert (await http.get("/livez")).json() == {"alive": True}
    ready = await http.get("/readyz")

    assert ready.status_code == 200
    assert ready.json() == {"ready": True, "checks": {"database": "ok", "streams": "ok"}}


async def test_a_failed_check_takes_the_service_out(
    http: httpx2.AsyncClient, checks: dict[str, str]
) -> None:
    """One bad finding is enough, and it is named."""
    checks["streams"] = "INTAKE has 1 replica, not 3"
    answer = await http.get("/readyz")

    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert answer.json()["checks"]["streams"] == "INTAKE has 1 replica, not 3"


async def test_checks_that_fail_themselves_are_a_finding(
    http: httpx2.AsyncClient, checks: dict[str, str]
) -> None:
    """A probe must answer even when the asking breaks."""
    checks.clear()
    answer = await http.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["ready"] is False


async def test_requests_are_measured_by_their_route(http: httpx2.AsyncClient) -> None:
    """A metric per typed path would be as many as there are callers' slips."""
    before = _count("/orders/{order_id}", "GET", "404")
    unknown = _count("unknown", "other", "404")
    await http.get(f"/orders/{'0' * 32}")
    await http.get(f"/orders/{'1' * 32}")
    await http.request("BREW", "/pot")

    assert _count("/orders/{order_id}", "GET", "404") == before + 2
    assert _count("unknown", "other", "404") == unknown + 1
    exposed = await http.get("/metrics")
    assert "aftercare_http_request_seconds_bucket" in exposed.text
    assert "aftercare_relay_lag_seconds" in exposed.text
    assert 'route="/metrics"' not in exposed.text


def _count(route: str, method: str, status: str) -> float:
    labels = {"service": "dispatch", "route": route, "method": method, "status": status}
    return registry.get_sample_value("aftercare_http_request_seconds_count", labels) or 0.0


@pytest.mark.parametrize("path", ["/livez", "/closed", "/nothing", "/broken", "/openapi.json"])
async def test_every_answer_carries_the_safe_headers(http: httpx2.AsyncClient, path: str) -> None:
    """No guessing of types, no storing, no server software named."""
    answer = await http.get(path)

    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "server" not in answer.headers


async def test_the_document_says_what_is_refused_and_how(http: httpx2.AsyncClient) -> None:
    """Clients are generated from it: problems come under their own media type."""
    document = (await http.get("/openapi.json")).json()
    responses = document["paths"]["/reports"]["post"]["responses"]

    assert document["info"]["title"] == "Aftercare dispatch"
    assert responses["409"]["description"] == (
        "`work-order-closed` (002-4.4.2), `act-before-its-cause`"
    )
    for status in ("401", "404", "409", "422"):
        assert responses[status]["content"] == {
            "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
        }
    assert "HTTPValidationError" not in document["components"]["schemas"]
    assert "/livez" not in document["paths"]
    assert document["components"]["securitySchemes"]["bearer"]["scheme"] == "bearer"
    assert (await http.get("/docs")).status_code == 200


async def test_a_good_body_is_answered(http: httpx2.AsyncClient) -> None:
    """What comes in well goes out well."""
    body = {
        "title": " 更换逆变器 ",
        "findings": "one\r\ntwo",
        "part": "SUN2000-100KTL",
        "at": "2026-11-22T08:30:00+08:00",
        "pieces": 2,
        "hours": "1.5",
        "price": {"amount": "120.00", "currency": "CNY"},
    }
    answer = await http.post("/reports", json=body)

    assert answer.json() == body | {
        "title": "更换逆变器",
        "findings": "one\ntwo",
        "at": "2026-11-22T00:30:00Z",
    }


def test_the_services_own_life_is_lived(settings: ServiceSettings, catalogue: Catalogue) -> None:
    """What a service starts with the app is stopped with it, before the last spans leave."""
    lived: list[str] = []

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        lived.append("started")
        yield
        lived.append("stopped")

    async def readiness() -> dict[str, str]:
        return {}

    app = create_app("dispatch", settings, catalogue, [], readiness, lifespan=lifespan)
    with TestClient(app) as client:
        assert client.get("/readyz").json()["ready"] is True
        assert lived == ["started"]
    assert lived == ["started", "stopped"]
    with TestClient(create_app("dispatch", settings, catalogue, [], readiness)) as client:
        assert client.get("/livez").status_code == 200


def test_what_is_not_http_passes_by(app: FastAPI) -> None:
    """Limits, metrics and problems are for requests; a web socket has its own rules."""

    @app.websocket("/live")
    async def live(socket: WebSocket) -> None:
        await socket.accept()
        await socket.send_text("hello")
        await socket.close()

    with TestClient(app).websocket_connect("/live") as socket:
        assert socket.receive_text() == "hello"
    del live


async def test_two_services_do_not_share_their_state(
    settings: ServiceSettings,
    catalogue: Catalogue,
    calling: Callable[[FastAPI], httpx2.AsyncClient],
) -> None:
    """Each app is whole in itself, so tests may run several in one process."""

    async def readiness() -> dict[str, str]:
        return {"database": "ok"}

    apps = [create_app(name, settings, catalogue, [], readiness) for name in ("intake", "billing")]
    for app, title in zip(apps, ("Aftercare intake", "Aftercare billing"), strict=True):
        async with calling(app) as client:
            assert (await client.get("/openapi.json")).json()["info"]["title"] == title
