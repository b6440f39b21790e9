"""The public API, as a patient client uses it: what has no answer is asked again, under one key.

A command whose answer is lost may have happened; its Idempotency-Key makes the repetition harmless.
"""

import asyncio
import random
import time
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Final, Self

import httpx2

from aftercare_launcher.demo.ledger import Acknowledged, Ledger
from aftercare_launcher.demo.people import Person

Json = dict[str, Any]

PASSING: Final = frozenset({429, 502, 503, 504})
"""What says "not now": the edge's rate limit, a part that is away or restarting."""
PATIENCE_SECONDS: Final = 60.0
SHORTEST_WAIT, LONGEST_WAIT = 0.05, 1.5
PAGE: Final = 200


class Refused(Exception):
    """The suite said no; for a script that was worked out beforehand, that is a fault."""

    def __init__(self, method: str, path: str, status: int, problem: Mapping[str, Any]) -> None:
        self.status = status
        self.code = str(problem.get("code", ""))
        told = problem.get("detail") or problem.get("title") or ""
        errors = problem.get("errors") or ""
        super().__init__(f"{method} {path}: {status} {self.code} {told} {errors}".rstrip())


class NoAnswer(Exception):
    """The suite stayed away for longer than anybody waits."""


class Api:
    """One client for everybody; each call says who makes it."""

    def __init__(
        self,
        url: str,
        *,
        connections: int,
        tag: str,
        transport: httpx2.AsyncBaseTransport | None = None,
    ) -> None:
        self.ledger = Ledger()
        self._tag = tag
        self._client = httpx2.AsyncClient(
            base_url=url,
            transport=transport,
            timeout=httpx2.Timeout(15.0, connect=5.0, pool=None),
            limits=httpx2.Limits(
                max_connections=connections, max_keepalive_connections=connections
            ),
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        await self._client.aclose()

    async def post(self, who: Person, path: str, body: Mapping[str, object], *, key: str) -> Json:
        """Have a command done, once, however often it has to be said.

        Args:
            who: says it.
            path: of the edge.
            body: what is said.
            key: names this command within the run.

        """
        key = f"demo-{self._tag}-{key}"
        headers = {"Idempotency-Key": key}
        response = await self._patiently("POST", who, path, headers=headers, json=body)
        answer: Json = response.json()
        self.ledger.add(
            Acknowledged(key, who.subject, path, response.status_code, response.text, answer)
        )
        return answer

    async def get(self, who: Person, path: str, **parameters: str | int) -> Json:
        response = await self._patiently("GET", who, path, params=parameters)
        answer: Json = response.json()
        return answer

    async def page(self, who: Person, path: str, **parameters: str | int) -> list[Json]:
        """The first page of a list."""
        return (await self.get(who, path, **parameters))["items"]

    async def all(self, who: Person, path: str, **parameters: str | int) -> list[Json]:
        """A whole list, page by page."""
        found: list[Json] = []
        answer = await self.get(who, path, limit=PAGE, **parameters)
        found += answer["items"]
        while answer["next"]:
            answer = await self.get(who, path, limit=PAGE, cursor=answer["next"], **parameters)
            found += answer["items"]
        return found

    def stream(self, who: Person, path: str, headers: Mapping[str, str]) -> Any:
        """An open answer, without a time-out between its lines beyond the server's heartbeats."""
        return self._client.stream(
            "GET", path, headers={**_signed(who), **headers}, timeout=httpx2.Timeout(40.0)
        )

    async def _patiently(
        self,
        method: str,
        who: Person,
        path: str,
        *,
        headers: Mapping[str, str] | None = None,
        json: Mapping[str, object] | None = None,
        params: Mapping[str, str | int] | None = None,
    ) -> httpx2.Response:
        deadline = time.monotonic() + PATIENCE_SECONDS
        wait = SHORTEST_WAIT
        while True:
            try:
                response = await self._client.request(
                    method, path, headers={**_signed(who), **(headers or {})}, json=json,
                    params=params,
                )  # fmt: skip
            except httpx2.TransportError as fault:
                why = type(fault).__name__
            else:
                if response.is_success:
                    return response
                if response.status_code not in PASSING:
                    raise Refused(method, path, response.status_code, _problem(response))
                why = str(response.status_code)
            if time.monotonic() > deadline:
                raise NoAnswer(f"{method} {path}: no answer in {PATIENCE_SECONDS:.0f} s ({why})")
            self.ledger.repeated[why] += 1
            await asyncio.sleep(wait * random.uniform(0.5, 1.0))  # noqa: S311
            wait = min(2 * wait, LONGEST_WAIT)


def _signed(who: Person) -> dict[str, str]:
    return {"Authorization": f"Bearer {who.token}"}


def _problem(response: httpx2.Response) -> Mapping[str, Any]:
    try:
        return response.json()
    except ValueError:
        return {"detail": response.text[:200]}
