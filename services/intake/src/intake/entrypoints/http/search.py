"""The route of the search box."""

from fastapi import APIRouter

from aftercare_kit.fields import Line
from intake.application.queries.search import FoundView
from intake.application.queries.search import search as search_all
from intake.entrypoints.http.call import IntakeCall

router = APIRouter(prefix="/search", tags=["search"])


@router.get("")
async def search(call: IntakeCall, text: Line) -> FoundView:
    """Find requests, customers and units by words, in Chinese or English."""
    return await call.query(lambda connection: search_all(connection, call.actor, text))
