"""The edge, for real: Envoy with our configuration before a stand-in service."""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import pytest

from aftercare_launcher import tokens
from aftercare_launcher.edge.settings import Address, EdgeSettings, Rate
from aftercare_launcher.ports import LOOPBACK, free_port
from aftercare_launcher.probes import http_ok
from aftercare_launcher.processes.program import Program, Running
from aftercare_launcher.servers import envoy, service
from aftercare_launcher.tokens import Bearer
from aftercare_launcher.traces.receiver import TraceReceiver
from aftercare_launcher.traces.store import TraceWriter, find

DUMMIES = Path(__file__).parent / "dummies"
TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


@dataclass
class Edge:
    url: str
    key: Path
    traces: Path

    def token(self, subject: str = "desk-1", lifetime_seconds: int = 600) -> str:
        bearer = Bearer(subject=subject, name="Desk", roles=["service_agent"], region="cn-south")
        return tokens.issue(self.key, bearer, lifetime_seconds=lifetime_seconds)

    def ask(self, path: str, *, method: str = "GET", **options: object) -> httpx2.Response:
        headers = {"authorization": f"Bearer {self.token()}"} | options.pop("headers", {})
        return httpx2.request(method, self.url + path, headers=headers, timeout=10, **options)


@pytest.fixture(scope="module")
def edge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Edge]:
    folder = tmp_path_factory.mktemp("edge")
    tokens.ensure_key(folder / "key.json", folder / "jwks.json")
    port, receiver = free_port(), TraceReceiver(0, TraceWriter(folder / "traces.db"))
    receiver.start()
    upstream = Address(LOOPBACK, port)
    settings = EdgeSettings(
        listen=Address(LOOPBACK, free_port()), admin=Address(LOOPBACK, free_port()),
        upstreams={"intake": upstream, "gateway": upstream, "billing": Address(LOOPBACK, 9)},
        jwks=(folder / "jwks.json").read_text(), issuer=tokens.ISSUER, audience=tokens.AUDIENCE,
        otlp=Address(LOOPBACK, receiver.port), allowed_origins=("https://console.example",),
        client_rate=Rate(per_second=5, burst=20), retries=2,
    )  # fmt: skip
    env = {"AFTERCARE_HTTP_PORT": str(port), "PYTHONPATH": str(DUMMIES)}
    stand_in = Running(
        Program(
            name="echoing", argv=service.python("echoing"), env=service.base_environment() | env,
            ready=lambda: http_ok(port, "/readyz"),
        )
    )  # fmt: skip
    envoy.prepare(settings, folder / "edge.json")
    proxy = Running(envoy.program(settings, folder / "edge.json"), folder / "edge.log")
    try:
        stand_in.wait()
        proxy.wait()
        yield Edge(
            f"http://{LOOPBACK}:{settings.listen.port}", folder / "key.json", folder / "traces.db"
        )
    finally:
        proxy.stop()
        stand_in.stop()
        receiver.stop()


def test_a_good_token_reaches_the_service_without_the_prefix(edge: Edge) -> None:
    """The service sees its own path, and the token, so that it can check and decide again."""
    answer = edge.ask("/api/intake/requests?limit=2")
    assert answer.status_code == 200
    told = answer.json()
    assert told["path"] == "/requests"
    assert told["headers"]["authorization"].startswith("Bearer ")
    assert told["headers"]["x-envoy-original-path"] == "/api/intake/requests?limit=2"
    assert "server" not in answer.headers
    assert answer.headers["x-request-id"]


@pytest.mark.parametrize(("path", "seen"), [("/api/cases/7", "/cases/7"), ("/docs", "/docs")])
def test_the_gateway_answers_for_cases_and_documents(edge: Edge, path: str, seen: str) -> None:
    assert edge.ask(path).json()["path"] == seen


def test_documents_and_liveness_are_open(edge: Edge) -> None:
    assert httpx2.get(f"{edge.url}/openapi.json").status_code == 200
    assert httpx2.get(f"{edge.url}/livez").json() == {"status": "alive"}


@pytest.mark.parametrize(
    ("token", "code"),
    [
        (None, "token-missing"),
        ("Bearer nonsense", "token-invalid"),
        ("EXPIRED", "token-expired"),
        ("FOREIGN", "token-invalid"),
        ("OTHER-AUDIENCE", "token-invalid"),
    ],
)
def test_who_brings_no_good_token_is_told_so_as_a_problem(
    edge: Edge, token: str | None, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """401 as application/problem+json with a stable code and a trace id."""
    if token == "EXPIRED":
        token = f"Bearer {edge.token(lifetime_seconds=-3600)}"
    if token == "FOREIGN":
        tokens.ensure_key(tmp_path / "key.json", tmp_path / "jwks.json")
        token = f"Bearer {Edge(edge.url, tmp_path / 'key.json', edge.traces).token()}"
    if token == "OTHER-AUDIENCE":
        monkeypatch.setattr(tokens, "AUDIENCE", "elsewhere")
        token = f"Bearer {edge.token()}"
    headers = {"authorization": token} if token else {}
    answer = httpx2.get(f"{edge.url}/api/intake/requests", headers=headers)
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert (problem["code"], problem["status"]) == (code, 401)
    assert problem["type"] == f"tag:aftercare.local,2026:problems/{code}"
    assert problem["title"] == "Sign-in needed"
    assert problem["detail"]
    assert problem["instance"] == "/api/intake/requests"
    assert len(problem["trace_id"]) == 32


def test_a_chinese_caller_is_refused_in_chinese(edge: Edge) -> None:
    answer = httpx2.get(f"{edge.url}/api/cases", headers={"accept-language": "zh-CN,zh;q=0.9"})
    assert answer.json()["title"] == "需要登录"


def test_a_body_over_a_mebibyte_is_refused(edge: Edge) -> None:
    answer = edge.ask("/api/intake/requests", method="POST", content=b"x" * 10_000_000)
    assert (answer.status_code, answer.json()["code"]) == (413, "body-too-large")
    assert "1048576 bytes" in answer.json()["detail"]
    assert (
        edge.ask("/api/intake/x", method="POST", content=b"x" * 1_000_000).json()["bytes"] == 10**6
    )


def test_one_greedy_client_is_slowed_and_others_are_not(edge: Edge) -> None:
    """Each bearer has a bucket of its own."""
    greedy = {"authorization": f"Bearer {edge.token('greedy')}"}
    with httpx2.Client() as client:
        answers = [client.get(f"{edge.url}/api/intake/x", headers=greedy) for _ in range(40)]
        other = client.get(
            f"{edge.url}/api/intake/x", headers={"authorization": f"Bearer {edge.token('other')}"}
        )
    refused = [answer for answer in answers if answer.status_code == 429]
    assert 10 <= len(refused) <= 20
    assert refused[0].json()["code"] == "too-many-requests"
    assert refused[0].headers["retry-after"] == "1"
    assert other.status_code == 200


def test_a_service_that_is_down_is_unavailable_not_broken(edge: Edge) -> None:
    answer = edge.ask("/api/billing/quotes")
    assert (answer.status_code, answer.json()["code"]) == (503, "service-unavailable")
    assert answer.json()["instance"] == "/api/billing/quotes"
    assert answer.headers["retry-after"] == "2"


@pytest.mark.parametrize(
    "path", ["/api/intake/metrics", "/api/intake/readyz", "/api/nowhere/x", "/"]
)
def test_what_is_for_operators_is_not_there(edge: Edge, path: str) -> None:
    answer = edge.ask(path)
    assert (answer.status_code, answer.json()["code"]) == (404, "unknown-route")


def test_a_page_of_an_allowed_origin_may_call(edge: Edge) -> None:
    """A preflight carries no token; Envoy answers it, and for foreign origins allows nothing."""
    asked = {"access-control-request-method": "POST", "origin": "https://console.example"}
    answer = httpx2.options(f"{edge.url}/api/intake/requests", headers=asked)
    assert answer.headers["access-control-allow-origin"] == "https://console.example"
    foreign = httpx2.options(
        f"{edge.url}/api/intake/requests", headers=asked | {"origin": "https://evil.example"}
    )
    assert "access-control-allow-origin" not in foreign.headers


def test_live_events_flow_as_they_come(edge: Edge) -> None:
    """The first event is here well before the stream has ended."""
    headers = {"authorization": f"Bearer {edge.token('listener')}"}
    with httpx2.stream("GET", f"{edge.url}/api/events", headers=headers) as answer:
        chunks = answer.iter_text()
        first, arrived = next(chunks), time.monotonic()
        rest = "".join(chunks)
    assert (first, rest) == ("data: 1\n\n", "data: 2\n\n")
    assert time.monotonic() - arrived > 0.3


def test_a_trace_starts_here_or_goes_on_from_the_caller(
    edge: Edge, eventually: Callable[..., Any]
) -> None:
    """The service receives the context, the collector the edge's span."""
    told = edge.ask("/api/intake/traced", headers={"traceparent": TRACEPARENT}).json()
    _, trace_id, parent_id, _ = told["headers"]["traceparent"].split("-")
    assert trace_id == TRACEPARENT.split("-")[1]
    (span,) = eventually(lambda: find(edge.traces, trace_id))[0]
    assert (span.service, span.kind, span.span_id) == ("edge", "server", parent_id)
    assert span.parent_id == TRACEPARENT.split("-")[2]


def test_escaped_slashes_do_not_lead_around_a_rule(edge: Edge) -> None:
    answer = httpx2.get(f"{edge.url}/docs/..%2Fapi/intake/requests")
    assert (answer.status_code, answer.json()["code"]) == (400, "request-unreadable")


def test_the_access_log_is_json_without_tokens(edge: Edge, eventually: Callable[..., Any]) -> None:
    edge.ask("/api/intake/logged")
    log = edge.traces.with_name("edge.log")

    def logged() -> dict[str, object] | None:
        lines = [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]
        return next((line for line in lines if line["path"] == "/api/intake/logged"), None)

    line = eventually(logged, within=15)
    assert (line["status"], line["client"], line["upstream"]) == (200, "desk-1", "intake")
    assert "Bearer" not in log.read_text()
