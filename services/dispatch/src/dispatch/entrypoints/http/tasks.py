"""The route of what the asker has to do next."""

from fastapi import APIRouter, Request

from aftercare_kit.lists import Wanted
from aftercare_kit.pages import Page
from dispatch.application.queries.tasks import TaskView, list_tasks
from dispatch.entrypoints.http.call import DispatchCall

router = APIRouter(prefix="/tasks", tags=["notices"])


@router.get("")
async def list_(request: Request, call: DispatchCall, wanted: Wanted) -> Page[TaskView]:
    """List what the asker has to do next, longest waiting first."""
    catalogue = request.app.state.catalogue
    return await call.query(
        lambda connection: list_tasks(connection, call.actor, catalogue, wanted=wanted)
    )
