"""The call of an authenticated actor on intake, and the page a list is asked for."""

from typing import Annotated

from fastapi import Depends

from aftercare_kit.call import Call, call
from aftercare_kit.pages import DEFAULT_LIMIT, CursorText, Limit
from intake.application.ports import Work
from intake.application.queries.listing import Slice

IntakeCall = Annotated[Call[Work], Depends(call)]


async def _slice(cursor: CursorText = None, limit: Limit = DEFAULT_LIMIT) -> Slice:
    return Slice(cursor, limit)


Wanted = Annotated[Slice, Depends(_slice)]
"""The page of a list, from the query parameters `cursor` and `limit`."""
