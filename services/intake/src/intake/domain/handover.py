"""A project is handed over to service (交维): file, acceptance, meeting, two reviews (000-6.2).

Who reviews, and in which order, is the approval's (`aftercare_kit.approvals`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Literal
from uuid import UUID

from aftercare_kit.errors import ActBeforeItsCause
from intake.domain import errors
from intake.domain.contract import PeriodTerms

ProjectSize = Literal["large", "small"]
Receiver = Literal["regional_manager", "field_engineer"]


class Paper(StrEnum):
    """The six documents of a completion file (竣工资料, 000-6.1)."""

    IMPLEMENTATION_SCHEME = "implementation_scheme"
    CONFIGURATION = "configuration"
    COMPLETION_DOCUMENTS = "completion_documents"
    WORK_RECORDS = "work_records"
    STAKEHOLDERS = "stakeholders"
    CHANGE_RECORDS = "change_records"


class HandoverState(StrEnum):
    """Where a hand-over stands; the order is fixed (000-6.2.1)."""

    PREPARING = "preparing"
    FILE_READY = "file_ready"
    INITIALLY_ACCEPTED = "initially_accepted"
    UNDER_REVIEW = "under_review"
    REVIEWED = "reviewed"
    RETURNED = "returned"
    COMPLETED = "completed"
    FINALLY_ACCEPTED = "finally_accepted"


class Step(StrEnum):
    """What can happen to a hand-over."""

    COMPLETE_FILE = "complete_file"
    ACCEPT_INITIALLY = "accept_initially"
    HOLD_MEETING = "hold_meeting"
    REVIEW_FILE = "review_file"
    CONFIRM_FILE = "confirm_file"
    RETURN_FILE = "return_file"
    SUBMIT_AGAIN = "submit_again"
    ACCEPT_FINALLY = "accept_finally"


_H = HandoverState
OPEN_TO_PAPERS = frozenset({_H.PREPARING, _H.RETURNED})
UNDER_REVIEW = frozenset({_H.UNDER_REVIEW, _H.REVIEWED})
STEPS: Mapping[Step, tuple[frozenset[HandoverState], HandoverState]] = {
    Step.COMPLETE_FILE: (frozenset({_H.PREPARING}), _H.FILE_READY),
    Step.ACCEPT_INITIALLY: (frozenset({_H.FILE_READY}), _H.INITIALLY_ACCEPTED),
    Step.HOLD_MEETING: (frozenset({_H.INITIALLY_ACCEPTED}), _H.UNDER_REVIEW),
    Step.REVIEW_FILE: (UNDER_REVIEW, _H.REVIEWED),
    Step.CONFIRM_FILE: (frozenset({_H.REVIEWED}), _H.COMPLETED),
    Step.RETURN_FILE: (UNDER_REVIEW, _H.RETURNED),
    Step.SUBMIT_AGAIN: (frozenset({_H.RETURNED}), _H.UNDER_REVIEW),
    Step.ACCEPT_FINALLY: (frozenset({_H.COMPLETED}), _H.FINALLY_ACCEPTED),
}
"""Step -> the states it may follow, and the state it leads to; there are no others."""


@dataclass(frozen=True)
class Document:
    """One document of the file: where it lies, and its hash where it is kept as a file."""

    paper: Paper
    title: str
    reference: str
    sha256: str | None = None


@dataclass(frozen=True)
class Attendee:
    """Somebody who took part, in which role."""

    role: str
    subject: str


@dataclass(frozen=True)
class FinalAcceptance:
    """Final acceptance (终验): its day, its papers, and what region and field think (000-4.3d)."""

    on: date
    papers: str
    regions_opinion: str
    engineers_opinion: str


@dataclass
class Handover:
    """One project on its way into service. `last_act_at` is when its latest step was taken."""

    id: UUID
    region: str
    customer_id: UUID
    centre: str
    project_no: str
    name: str
    size: ProjectSize
    project_manager: str
    receiver: Receiver
    agreed: PeriodTerms
    last_act_at: datetime
    state: HandoverState = HandoverState.PREPARING
    documents: list[Document] = field(default_factory=list[Document])
    accepted_on: date | None = None
    acceptance_attended: list[Attendee] = field(default_factory=list[Attendee])
    meeting_attended: list[Attendee] = field(default_factory=list[Attendee])
    minutes: str | None = None
    contract_id: UUID | None = None
    final: FinalAcceptance | None = None
    version: int = 0

    def __post_init__(self) -> None:
        if self.size == "large" and self.receiver != "regional_manager":
            raise errors.LargeProjectNeedsRegion(field="receiver")

    def _do(self, step: Step, at: datetime) -> None:
        before, after = STEPS[step]
        if self.state not in before:
            raise errors.HandoverOutOfOrder(state=self.state, step=step)
        if at < self.last_act_at:
            raise ActBeforeItsCause("000-6.2.1", field="occurred_at", last_act_at=self.last_act_at)
        self.state, self.last_act_at = after, at

    @property
    def missing(self) -> tuple[Paper, ...]:
        """The documents that the file lacks, in the order of the rule."""
        there = {document.paper for document in self.documents}
        return tuple(paper for paper in Paper if paper not in there)

    def file(self, document: Document) -> None:
        """Put a document into the file, in place of an earlier one of its kind."""
        if self.state not in OPEN_TO_PAPERS:
            raise errors.HandoverOutOfOrder(state=self.state, step="file_document")
        others = [one for one in self.documents if one.paper is not document.paper]
        self.documents = [*others, document]

    def complete_file(self, at: datetime) -> None:
        """The project manager calls the file complete (000-4.1a, 000-6.1)."""
        self._nothing_missing()
        self._do(Step.COMPLETE_FILE, at)

    def accept_initially(self, at: datetime, on: date, attended: Sequence[Attendee]) -> None:
        """The customer accepts for the first time; the region was there if the project is large."""
        self._with_the_region(attended)
        self._do(Step.ACCEPT_INITIALLY, at)
        self.accepted_on, self.acceptance_attended = on, list(attended)

    def hold_meeting(self, at: datetime, attended: Sequence[Attendee], minutes: str) -> None:
        """Project and service meet; the file goes to who takes it over (000-4.1b, 000-6.2.2)."""
        self._with_the_region(attended)
        if not any(one.role == self.receiver for one in attended):
            raise errors.ReceiverAbsent(field="attended", role=self.receiver)
        self._do(Step.HOLD_MEETING, at)
        self.meeting_attended, self.minutes = list(attended), minutes

    def must_be_reviewed(self) -> None:
        """Nobody judges a file that is not handed in."""
        if self.state not in UNDER_REVIEW:
            raise errors.HandoverOutOfOrder(state=self.state, step=Step.REVIEW_FILE)

    def review(self, at: datetime) -> None:
        """A level found the file complete and true, and another one is left (000-4.3b)."""
        self._do(Step.REVIEW_FILE, at)

    def confirm(self, at: datetime) -> None:
        """The last level found so too; it is not the only one (000-4.2c)."""
        self._do(Step.CONFIRM_FILE, at)

    def give_back(self, at: datetime) -> None:
        """The file goes back to its author (000-6.2.2c)."""
        self._do(Step.RETURN_FILE, at)

    def submit_again(self, at: datetime) -> None:
        """The author mended the file; both reviews begin anew."""
        self._nothing_missing()
        self._do(Step.SUBMIT_AGAIN, at)

    def accept_finally(self, at: datetime, final: FinalAcceptance) -> None:
        """The customer accepts for good (000-4.3d, 000-4.6a)."""
        if self.accepted_on is not None and final.on < self.accepted_on:
            raise errors.FinalBeforeInitial(field="accepted_on", accepted_on=self.accepted_on)
        self._do(Step.ACCEPT_FINALLY, at)
        self.final = replace(final)

    def _nothing_missing(self) -> None:
        if self.missing:
            raise errors.CompletionFileIncomplete(field="documents", missing=self.missing)

    def _with_the_region(self, attended: Sequence[Attendee]) -> None:
        there = any(one.role == "regional_manager" for one in attended)
        if self.size == "large" and not there:
            raise errors.RegionalManagerAbsent(field="attended")
