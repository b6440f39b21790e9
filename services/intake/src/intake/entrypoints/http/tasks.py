"""The route of what the asker has to do next."""

from fastapi import APIRouter, Request

from aftercare_kit.lists import Wanted
from aftercare_kit.notices.tasks import TaskView
from aftercare_kit.pages import Page
from intake.application.queries.tasks import list_tasks
from intake.entrypoints.http.call import IntakeCall

router = APIRouter(prefix="/tasks", tags=["notices"])


@router.get("")
async def list_(request: Request, call: IntakeCall, wanted: Wanted) -> Page[TaskView]:
    """List what the asker has to do next, longest waiting first."""
    catalogue = request.app.state.catalogue
    return await call.query(
        lambda connection: list_tasks(connection, call.actor, catalogue, wanted)
    )
