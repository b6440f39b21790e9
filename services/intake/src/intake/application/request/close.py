"""A case is closed: the customer confirmed it, and no visit's papers are out (002-4.5.1a)."""

from datetime import datetime

from aftercare_contracts.intake import RequestClosed
from intake.application.ports import Work
from intake.domain.request import Request


async def papers_out(work: Work, request: Request) -> int:
    """How many visits' papers have yet to come in."""
    kept = await work.field_papers.every(request_id=request.id)
    return sum(papers.outstanding for papers in kept)


def tell_closed(work: Work, request: Request, at: datetime) -> None:
    """Say that it is closed."""
    closed = RequestClosed(
        request_id=request.id, number=request.number, customer_id=request.customer_id
    )
    work.announce(request, closed, at)
