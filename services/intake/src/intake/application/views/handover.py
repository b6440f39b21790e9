"""Hand-overs, as intake answers them."""

from datetime import date
from uuid import UUID

from intake.application.views.contract import PeriodView
from intake.application.views.view import View


class DocumentView(View):
    """A document of a completion file."""

    paper: str
    title: str
    reference: str
    sha256: str | None


class AttendeeView(View):
    """Who took part, in which role."""

    role: str
    subject: str


class FinalAcceptanceView(View):
    """Final acceptance and the opinions on the project."""

    on: date
    papers: str
    regions_opinion: str
    engineers_opinion: str


class HandoverView(View):
    """A project on its way into service."""

    id: UUID
    version: int
    customer_id: UUID
    centre: str
    project_no: str
    name: str
    size: str
    project_manager: str
    receiver: str
    agreed: PeriodView
    state: str
    documents: list[DocumentView]
    accepted_on: date | None
    acceptance_attended: list[AttendeeView]
    meeting_attended: list[AttendeeView]
    minutes: str | None
    contract_id: UUID | None
    final: FinalAcceptanceView | None
