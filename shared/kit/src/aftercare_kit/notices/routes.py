"""Routes of notices, the same in each service that gives any."""

from collections.abc import AsyncGenerator, Callable
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import StreamingResponse
from fastapi.security.utils import get_authorization_scheme_param
from fastapi.sse import format_sse_event

from aftercare_kit.call import Call, call
from aftercare_kit.errors import Unauthenticated
from aftercare_kit.lists import Wanted
from aftercare_kit.notices.addresses import (
    AddAddress,
    AddressNotTaken,
    AddressThere,
    AddressView,
    RemoveAddress,
    add_address,
    own_addresses,
    remove_address,
)
from aftercare_kit.notices.feed import Feed, TooManyListeners
from aftercare_kit.notices.reading import NoticeView, list_notices, view_of
from aftercare_kit.notices.rights import RIGHTS
from aftercare_kit.pages import Page
from aftercare_kit.problems import problems

router = APIRouter(prefix="/notices", tags=["notices"])

CONSTRAINTS = {"notice_address_once": AddressThere}
"""For the bootstrap of a service that takes these routes."""

AnyCall = Annotated[Call[Any], Depends(call)]


@router.get("")
async def list_(request: Request, call: AnyCall, wanted: Wanted) -> Page[NoticeView]:
    """List what the asker was told, newest first."""
    catalogue = request.app.state.catalogue
    return await call.query(
        lambda connection: list_notices(connection, call.actor, catalogue, wanted=wanted)
    )


@router.get(
    "/live",
    response_class=StreamingResponse,
    responses={
        **problems(TooManyListeners),
        200: {"description": "Notices as they are given, each a NoticeView."},
    },
)
async def live(request: Request, call: AnyCall) -> StreamingResponse:
    """Stream notices to the asker as they are given; a comment comes every 15 seconds."""
    RIGHTS.require(call.actor, "notice.read")
    state = request.app.state
    if not hasattr(state, "notices"):
        state.notices = Feed(state.database)
    told = state.notices.listen(call.actor, _still_good(request))
    await anext(told)  # Joined, or refused while an answer can still say so.

    async def frames() -> AsyncGenerator[bytes]:
        yield format_sse_event(comment="live")
        try:
            async for row in told:
                if row is None:
                    yield format_sse_event(comment="alive")
                    continue
                view = view_of(row, state.catalogue, call.actor.language)
                yield format_sse_event(id=str(row.notice_id), data_str=view.model_dump_json())
        finally:
            await told.aclose()

    return StreamingResponse(
        frames(), media_type="text/event-stream", headers={"X-Accel-Buffering": "no"}
    )


@router.get("/addresses")
async def addresses(call: AnyCall) -> list[AddressView]:
    """List the asker's own addresses."""
    chosen = own_addresses(call.actor)

    async def ask(connection: Any) -> list[AddressView]:
        rows = (await connection.execute(chosen)).mappings()
        return [AddressView.model_validate(dict(row)) for row in rows]

    return await call.query(ask)


@router.post(
    "/addresses",
    status_code=201,
    response_model=AddressView,
    responses=problems(AddressNotTaken, AddressThere),
)
async def add(request: Request, body: AddAddress, call: AnyCall) -> Response:
    """Be told by e-mail or webhook, too."""
    channels = request.app.state.channels
    return await call.command(lambda work: add_address(body, work, channels), status=201)


@router.post("/addresses/{address_id}/remove", response_model=AddressView)
async def remove(address_id: UUID, body: RemoveAddress, call: AnyCall) -> Response:
    """Be told there no more."""
    return await call.command(lambda work: remove_address(body, address_id, work))


def _still_good(request: Request) -> Callable[[], bool]:
    verifier = request.app.state.verifier
    _, token = get_authorization_scheme_param(request.headers.get("authorization"))

    def good() -> bool:
        try:
            verifier.verify(token)
        except Unauthenticated:
            return False
        return True

    return good
