"""A patient client: what has no answer is said again, in the same words and under the same key."""

from collections.abc import Callable
from typing import Any

import httpx2
import pytest

from aftercare_launcher.demo import api as api_module
from aftercare_launcher.demo.api import Api, NoAnswer, Refused
from aftercare_launcher.demo.people import Person

AGENT = Person("agent-1", "token")


class Edge:
    """Answers as it is told, in turn; keeps what it was asked."""

    def __init__(self, *answers: int | type[Exception]) -> None:
        self.answers = list(answers)
        self.asked: list[httpx2.Request] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.asked.append(request)
        answer = self.answers.pop(0) if self.answers else 200
        if isinstance(answer, int):
            return httpx2.Response(answer, json={"id": "1", "code": "told", "detail": "why"})
        raise answer("gone", request=request)


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Callable[[Edge], Api]:
    monkeypatch.setattr(api_module, "SHORTEST_WAIT", 0.001)
    monkeypatch.setattr(api_module, "LONGEST_WAIT", 0.002)

    def make(edge: Edge) -> Api:
        transport = httpx2.MockTransport(edge)
        return Api("http://edge", connections=1, tag="t", transport=transport)

    return make


async def post(api: Api) -> dict[str, Any]:
    return await api.post(AGENT, "/api/intake/requests", {"subject": "x"}, key="k")


@pytest.mark.parametrize(
    "trouble", [429, 502, 503, 504, httpx2.ConnectError, httpx2.ReadError, httpx2.ReadTimeout]
)
async def test_what_passes_is_said_again_under_the_same_key(
    client: Callable[[Edge], Api], trouble: int | type[Exception]
) -> None:
    """The command may have happened, so that another key would make it happen twice."""
    edge = Edge(trouble, trouble)
    async with client(edge) as api:
        assert (await post(api))["id"] == "1"
        assert len(edge.asked) == 3
        assert {request.headers["Idempotency-Key"] for request in edge.asked} == {"demo-t-k"}
        assert len({request.read() for request in edge.asked}) == 1
        assert [told.key for told in api.ledger.commands] == ["demo-t-k"]
        assert api.ledger.repeated.total() == 2


async def test_a_refusal_is_not_said_again(client: Callable[[Edge], Api]) -> None:
    """No is an answer."""
    edge = Edge(409)
    async with client(edge) as api:
        with pytest.raises(Refused, match="409 told why"):
            await post(api)
        assert len(edge.asked) == 1
        assert not api.ledger.commands


async def test_patience_ends(
    client: Callable[[Edge], Api], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A suite that stays away is a failure, told as such."""
    monkeypatch.setattr(api_module, "PATIENCE_SECONDS", 0.0)
    async with client(Edge(503, 503, 503)) as api:
        with pytest.raises(NoAnswer, match="no answer in 0 s"):
            await post(api)
