"""The project manager makes the completion file, and mends what came back (000-4.1a, 000-6.1)."""

from typing import Annotated
from uuid import UUID

from pydantic import StringConstraints

from aftercare_contracts.intake import (
    HandoverDocumentFiled,
    HandoverFileReady,
    HandoverResubmitted,
)
from aftercare_kit.fields import Body, Line, Moment
from intake.application.handover.approvers import open_review
from intake.application.handover.reach import handover_within_reach
from intake.application.ports import Work
from intake.application.rights import RIGHTS
from intake.application.views import HandoverView
from intake.domain.handover import Document, HandoverState, Paper

Sha256 = Annotated[str, StringConstraints(strict=True, pattern=r"^[0-9a-f]{64}$")]


class FileDocument(Body):
    """Where a document lies; the hash says that it is still the same."""

    title: Line
    reference: Line
    sha256: Sha256 | None = None


class SubmitFile(Body):
    """The file is complete as it lies there."""

    occurred_at: Moment | None = None


async def file_document(
    command: FileDocument, handover_id: UUID, paper: Paper, work: Work
) -> HandoverView:
    """Put one of the six documents into the file."""
    RIGHTS.require(work.actor, "handover.prepare")
    handover = await handover_within_reach(work, handover_id)
    handover.file(Document(paper, command.title, command.reference, command.sha256))
    said = HandoverDocumentFiled(
        handover_id=handover.id, project_no=handover.project_no, paper=paper.value
    )
    work.announce(handover, said)
    return HandoverView.of(handover)


async def submit_file(command: SubmitFile, handover_id: UUID, work: Work) -> HandoverView:
    """Call the file complete, for the first time or after it came back; then its review begins."""
    RIGHTS.require(work.actor, "handover.prepare")
    at = work.moment(command.occurred_at)
    handover = await handover_within_reach(work, handover_id)
    key, project_no = handover.id, handover.project_no
    if handover.state is HandoverState.RETURNED:
        handover.submit_again(at)
        work.announce(handover, HandoverResubmitted(handover_id=key, project_no=project_no), at)
        await open_review(work, handover, at)
    else:
        handover.complete_file(at)
        work.announce(handover, HandoverFileReady(handover_id=key, project_no=project_no), at)
    return HandoverView.of(handover)
