"""What wraps every answer: faults become problems, and headers a browser must see are set."""

import structlog
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from aftercare_kit.problems import Problems

log = structlog.get_logger()


class UnknownFaults:
    """Answers 500 with a trace id when our code fails; only the log tells the fault."""

    def __init__(self, app: ASGIApp, problems: Problems) -> None:
        self._app = app
        self._problems = problems

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and catch what nobody else did."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def watch(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, watch)
        except Exception:
            log.exception("request_failed", method=scope["method"], path=scope["path"])
            if started:
                raise  # Half an answer is out: only cutting the connection tells the client.
            await self._problems.fault(Request(scope))(scope, receive, send)


class SafeHeaders:
    """Adds to each answer that its type is not to be guessed and that nobody may store it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and complete the headers of its answer."""

        async def complete(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("X-Content-Type-Options", "nosniff")
                headers.setdefault("Referrer-Policy", "no-referrer")
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self._app(scope, receive, complete if scope["type"] == "http" else send)
