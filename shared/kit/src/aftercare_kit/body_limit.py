"""The size limit of request bodies, kept even where no edge stands in front."""

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from aftercare_kit.problems import BodyTooLarge, Problems

ONE_MEBIBYTE = 1_048_576


class _Exceeded(Exception):
    """The body passed the limit while it was read."""


class BodyLimit:
    """Answers 413 as soon as a body is known to be too large, by its header or while it comes."""

    def __init__(self, app: ASGIApp, problems: Problems, limit_bytes: int = ONE_MEBIBYTE) -> None:
        self._app = app
        self._problems = problems
        self._limit = limit_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, counting."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if _declared(scope) > self._limit:
            await self._refuse(scope, receive, send)
            return
        seen, exceeded, started = 0, False, False

        async def count() -> Message:
            nonlocal seen, exceeded
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self._limit:
                exceeded = True
                raise _Exceeded
            return message

        async def guard(message: Message) -> None:
            # The framework turns the signal into an answer of its own, which is dropped here.
            nonlocal started
            if exceeded and not started:
                return
            started = True
            await send(message)

        try:
            await self._app(scope, count, guard)
        except _Exceeded:
            if started:
                raise
        if exceeded and not started:
            await self._refuse(scope, receive, send)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = self._problems.refusal(Request(scope), BodyTooLarge(self._limit))
        response.headers["Connection"] = "close"
        await response(scope, receive, send)


def _declared(scope: Scope) -> int:
    """Read Content-Length; what is no number is left to the counting."""
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit():
            return int(value)
    return 0
