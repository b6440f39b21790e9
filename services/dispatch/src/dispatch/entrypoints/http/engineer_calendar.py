"""The route of the calendar."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from aftercare_kit.lists import Slice
from aftercare_kit.pages import CursorText, Page
from dispatch.application.engineer.fields import Day
from dispatch.application.queries.calendar import EngineerCalendar, show_calendar
from dispatch.entrypoints.http.call import DispatchCall

router = APIRouter(prefix="/calendar", tags=["engineers"])


@router.get("")
async def show(
    call: DispatchCall,
    first: Day,
    days: Annotated[int, Query(ge=1, le=31)] = 7,
    centre: Annotated[str | None, Query(max_length=64)] = None,
    engineer_id: UUID | None = None,
    cursor: CursorText = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> Page[EngineerCalendar]:
    """Engineers down, days across: visits with their travel, absences, duty, working hours."""
    return await call.query(
        lambda connection: show_calendar(
            connection,
            call.actor,
            first=first,
            days=days,
            centre=centre,
            engineer_id=engineer_id,
            wanted=Slice(cursor, limit),
        )
    )
