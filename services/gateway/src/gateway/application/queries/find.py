"""Finds a case by its id or its printed number, if it is in the asker's sight."""

import re
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.errors import UnknownRecord
from gateway.adapters.tables import case_view
from gateway.application.queries.scope import Scope

_ID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


async def find_case(connection: AsyncConnection, scope: Scope, request: str) -> Any:
    """The row of one case.

    Raises:
        UnknownRecord: there is none, or none that the asker may see: the answer is the same.

    """
    by_id = _ID.fullmatch(request)
    named = case_view.c.request_id == UUID(request) if by_id else case_view.c.number == request
    found = await connection.execute(sa.select(case_view).where(named, scope.sql()))
    row = found.first()
    if row is None:
        raise UnknownRecord("case", request)
    return row
