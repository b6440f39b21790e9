"""A request's handling sheet is printed: by right, and each copy leaves an audit entry."""

from uuid import UUID

from aftercare_kit.forms import Paper
from intake.application.ports import Work
from intake.application.queries.handling_sheet import handling_sheet
from intake.application.rights import RIGHTS


async def print_sheet(request_id: UUID, work: Work) -> Paper:
    """The handling sheet; people and places in full for who may read them (001-5.11.1)."""
    RIGHTS.require(work.actor, "request.print")
    personal = RIGHTS.allows(work.actor, "contact.read")
    paper = await handling_sheet(work.connection, work.actor, request_id, personal=personal)
    work.note("request.print", "request", request_id, form=paper.form, personal=personal)
    return paper
