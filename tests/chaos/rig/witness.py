"""Stands between a client and the network, and writes down what was said and heard."""

import httpx2

from tests.chaos.rig.history import Attempt, History


class Witness(httpx2.AsyncBaseTransport):
    """Notes every command with an Idempotency-Key; readings pass unnoted."""

    def __init__(self, history: History, subjects: dict[str, str]) -> None:
        self._history = history
        self._subjects = subjects
        """Who a bearer's token makes its bearer, as it is learnt."""
        self._inner = httpx2.AsyncHTTPTransport(
            limits=httpx2.Limits(max_connections=200, max_keepalive_connections=100)
        )

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        key = request.headers.get("idempotency-key")
        if key is None:
            return await self._inner.handle_async_request(request)
        at = self._history.now()
        told: int | str = "cancelled"
        body = ""
        try:
            response = await self._inner.handle_async_request(request)
            body = (await response.aread()).decode()
            told = response.status_code
        except httpx2.TransportError as fault:
            told = type(fault).__name__
            raise
        finally:
            subject = self._subjects[request.headers["authorization"]]
            attempt = Attempt(round(at, 4), round(self._history.now() - at, 4), told)
            self._history.note((subject, key), request.url.path, attempt, body)
        return response

    async def aclose(self) -> None:
        await self._inner.aclose()
