"""What intake says of a project's way into service."""

from datetime import date
from typing import ClassVar, Literal
from uuid import UUID

from aftercare_contracts.base import Event, Title


class HandoverEvent(Event):
    """A fact about a project's hand-over to service."""

    handover_id: UUID
    project_no: str


class HandoverOpened(HandoverEvent):
    """A project is prepared for its hand-over to service (000-4.1)."""

    type: ClassVar[str] = "aftercare.intake.handover.opened.v1"
    title: ClassVar[Title] = Title("Hand-over opened", "项目交接启动")

    customer_id: UUID
    centre: str
    size: Literal["large", "small"]


class HandoverDocumentFiled(HandoverEvent):
    """A document entered the completion file (000-6.1)."""

    type: ClassVar[str] = "aftercare.intake.handover.document_filed.v1"
    title: ClassVar[Title] = Title("Document filed", "竣工资料归入")

    paper: str


class HandoverFileReady(HandoverEvent):
    """All six documents are there (000-6.1)."""

    type: ClassVar[str] = "aftercare.intake.handover.file_ready.v1"
    title: ClassVar[Title] = Title("Completion file ready", "竣工资料齐备")


class HandoverInitiallyAccepted(HandoverEvent):
    """The customer accepted the project for the first time (000-6.2.1)."""

    type: ClassVar[str] = "aftercare.intake.handover.initially_accepted.v1"
    title: ClassVar[Title] = Title("Initial acceptance passed", "初验通过")

    accepted_on: date


class HandoverMeetingHeld(HandoverEvent):
    """Project and service met; the file is under review (000-4.1b)."""

    type: ClassVar[str] = "aftercare.intake.handover.meeting_held.v1"
    title: ClassVar[Title] = Title("Hand-over meeting held", "交接会召开")


class HandoverReviewed(HandoverEvent):
    """The region found the file complete and true (000-4.3b)."""

    type: ClassVar[str] = "aftercare.intake.handover.reviewed.v1"
    title: ClassVar[Title] = Title("File reviewed", "竣工资料审核通过")


class HandoverReturned(HandoverEvent):
    """The file went back to its author (000-6.2.2c)."""

    type: ClassVar[str] = "aftercare.intake.handover.returned.v1"
    title: ClassVar[Title] = Title("File returned", "竣工资料退回")

    reasons: str


class HandoverResubmitted(HandoverEvent):
    """The author mended the file; it is under review again (000-6.2.2c)."""

    type: ClassVar[str] = "aftercare.intake.handover.resubmitted.v1"
    title: ClassVar[Title] = Title("File submitted again", "竣工资料重新提交")


class HandoverCompleted(HandoverEvent):
    """The project is in service: its contract period runs from acceptance (000-6.2, 000-3.3)."""

    type: ClassVar[str] = "aftercare.intake.handover.completed.v1"
    title: ClassVar[Title] = Title("Hand-over completed", "项目交接完成")

    customer_id: UUID
    centre: str
    name: str
    size: Literal["large", "small"]
    contract_id: UUID
    starts_on: date
    ends_on: date


class HandoverFinallyAccepted(HandoverEvent):
    """The customer accepted for good (000-4.3d)."""

    type: ClassVar[str] = "aftercare.intake.handover.finally_accepted.v1"
    title: ClassVar[Title] = Title("Final acceptance", "终验通过")

    accepted_on: date
