"""The route of live events, as a browser's EventSource reads them."""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import AsyncExitStack
from typing import Annotated

from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import StreamingResponse
from fastapi.security.utils import get_authorization_scheme_param
from fastapi.sse import format_sse_event
from starlette.types import Receive, Send
from starlette.types import Scope as AsgiScope

from aftercare_kit.errors import Unauthenticated, UnknownRecord
from aftercare_kit.problems import problems
from aftercare_kit.tokens import TokenVerifier
from gateway.application.live.feed import Feed, NoStreamLeft, TooManyStreams
from gateway.application.live.listen import Told, Wish, listen
from gateway.application.live.position import MalformedPosition, Position
from gateway.application.queries.find import find_case
from gateway.application.queries.scope import Scope
from gateway.application.rights import RIGHTS
from gateway.entrypoints.http.call import GatewayCall

router = APIRouter(tags=["events"])

RETRY_MILLISECONDS = 2_000


class LiveStream(StreamingResponse):
    """A stream that gives its place back however it ends."""

    media_type = "text/event-stream"

    def __init__(self, told: AsyncGenerator[Told], held: AsyncExitStack) -> None:
        super().__init__(_frames(told), headers={"X-Accel-Buffering": "no"})
        self._told = told
        self._held = held

    async def __call__(self, scope: AsgiScope, receive: Receive, send: Send) -> None:
        """Stream until either side ends it."""
        async with self._held:
            try:
                await super().__call__(scope, receive, send)
            finally:
                await self._told.aclose()


@router.get(
    "/events",
    status_code=200,
    response_class=LiveStream,
    responses={
        **problems(UnknownRecord, MalformedPosition, TooManyStreams, NoStreamLeft),
        200: {"description": "Events as they happen, each a TimelineEntry."},
    },
)
async def events(
    request: Request,
    call: GatewayCall,
    case: Annotated[str | None, Query(max_length=64)] = None,
    last_event_id: Annotated[str | None, Header(max_length=64)] = None,
) -> LiveStream:
    """Stream events as they happen, of all cases in sight or of one.

    `Last-Event-ID` replays what was missed since that event; without it the stream begins now. A
    comment comes every 15 seconds.
    """
    RIGHTS.require(call.actor, "event.read")
    after = Position.read(last_event_id) if last_event_id else None
    scope = Scope.of(call.actor)
    chosen = None
    if case is not None:
        found = await call.query(lambda connection: find_case(connection, scope, case))
        chosen = found.request_id
    feed = _feed(request)
    listener = await feed.join(call.actor.subject)
    async with AsyncExitStack() as held:
        held.callback(feed.leave, listener)
        told = listen(feed, listener, Wish(scope, chosen), after, lambda: _still_good(request))
        return LiveStream(told, held.pop_all())


def _feed(request: Request) -> Feed:
    """The one feed of this process, made when the first listener comes."""
    state = request.app.state
    if not hasattr(state, "feed"):
        state.feed = Feed(state.database)
    return state.feed


def _still_good(request: Request) -> bool:
    verifier: TokenVerifier = request.app.state.verifier
    _, token = get_authorization_scheme_param(request.headers.get("authorization"))
    try:
        verifier.verify(token)
    except Unauthenticated:
        return False
    return True


async def _frames(told: AsyncIterator[Told]) -> AsyncIterator[bytes]:
    yield format_sse_event(retry=RETRY_MILLISECONDS)
    async for said in told:
        yield format_sse_event(
            comment=said.remark,
            id=str(said.position) if said.position is not None else None,
            data_str=said.entry.model_dump_json() if said.entry is not None else None,
        )
