"""Routes of printed forms."""

from uuid import UUID

from fastapi import APIRouter, Request, Response

from aftercare_kit.errors import UnknownRecord
from aftercare_kit.forms import Press
from aftercare_kit.forms.answer import PDF, answer
from aftercare_kit.problems import problems
from intake.application.request.print_sheet import print_sheet
from intake.entrypoints.http.call import IntakeCall

router = APIRouter(tags=["forms"])
_PRESS = Press("intake")


@router.get(
    "/requests/{request_id}/sheet.pdf",
    response_class=Response,
    responses=PDF | problems(UnknownRecord),
)
async def sheet(request_id: UUID, request: Request, call: IntakeCall) -> Response:
    """Print the handling sheet; the copy is audited."""
    paper = await call.audited(lambda work: print_sheet(request_id, work))
    return await answer(_PRESS, paper, request)
