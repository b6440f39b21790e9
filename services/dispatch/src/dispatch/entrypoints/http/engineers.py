"""Routes of the engineers' register."""

from fastapi import APIRouter, Response

from aftercare_kit.pages import DEFAULT_LIMIT, CursorText, Limit, Page
from aftercare_kit.problems import problems
from dispatch.application.engineer.enrol import EnrolEngineer, enrol_engineer
from dispatch.application.queries.engineers import list_engineers
from dispatch.application.views import EngineerView
from dispatch.domain import errors
from dispatch.entrypoints.http.call import DispatchCall

router = APIRouter(prefix="/engineers", tags=["engineers"])


@router.get("")
async def list_(
    call: DispatchCall, cursor: CursorText = None, limit: Limit = DEFAULT_LIMIT
) -> Page[EngineerView]:
    """List engineers by centre."""
    return await call.query(
        lambda connection: list_engineers(connection, call.actor, cursor=cursor, limit=limit)
    )


@router.post(
    "",
    status_code=201,
    response_model=EngineerView,
    responses=problems(errors.EngineerCodeTaken),
)
async def enrol(body: EnrolEngineer, call: DispatchCall) -> Response:
    """Enter an engineer into the register."""
    return await call.command(lambda work: enrol_engineer(body, work), status=201)
