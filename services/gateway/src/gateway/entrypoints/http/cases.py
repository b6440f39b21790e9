"""Routes of cases: the list, one case with everything in it, and its timeline."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Header, Path, Response

from aftercare_kit.errors import UnknownRecord
from aftercare_kit.languages import Language
from aftercare_kit.lists import Wanted
from aftercare_kit.pages import Page
from aftercare_kit.problems import problems
from gateway.application.queries.case import show_case
from gateway.application.queries.cases import list_cases
from gateway.application.queries.timeline import show_timeline
from gateway.application.views.case import CaseLine, CaseView, TimelineEntry
from gateway.entrypoints.http.call import GatewayCall

router = APIRouter(prefix="/cases", tags=["cases"])

CaseName = Annotated[str, Path(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9-]+$")]
"""A case by its request's id or printed number."""

State = Literal[
    "registered", "triaged", "in_service", "resolved", "verified", "closed", "cancelled", "merged"
]


@router.get("")
async def list_(
    call: GatewayCall,
    wanted: Wanted,
    state: State | None = None,
    customer: UUID | None = None,
    centre: str | None = None,
    overdue: bool | None = None,
) -> Page[CaseLine]:
    """List cases, the most recently changed first."""
    return await call.query(
        lambda connection: list_cases(
            connection,
            call.actor,
            state=state,
            customer_id=customer,
            centre=centre,
            overdue=overdue,
            wanted=wanted,
        )
    )


@router.get(
    "/{request}",
    response_model=CaseView,
    responses=problems(UnknownRecord) | {304: {"description": "Unchanged since it was read"}},
)
async def show(
    request: CaseName, call: GatewayCall, if_none_match: Annotated[str | None, Header()] = None
) -> Response:
    """Show the whole case; its ETag changes with every event that reaches it."""
    view = await call.query(lambda connection: show_case(connection, call.actor, request))
    headers = {"ETag": f'"{view.version}"'}
    if if_none_match is not None and headers["ETag"] in if_none_match:
        return Response(status_code=304, headers=headers)
    return Response(view.model_dump_json(), headers=headers, media_type="application/json")


@router.get("/{request}/timeline", responses=problems(UnknownRecord))
async def timeline(
    request: CaseName,
    call: GatewayCall,
    wanted: Wanted,
    lang: Language | None = None,
) -> Page[TimelineEntry]:
    """List what happened, oldest first, in both languages or in one."""
    return await call.query(
        lambda connection: show_timeline(
            connection, call.actor, request, language=lang, wanted=wanted
        )
    )
