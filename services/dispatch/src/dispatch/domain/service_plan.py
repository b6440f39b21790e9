"""Service plans: of a project, of the year, of a quarter's training, for key customers."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from aftercare_kit.errors import ActBeforeItsCause
from dispatch.domain import plan_errors as errors
from dispatch.domain.service_table import Kind


class PlanKind(StrEnum):
    """What a plan is for."""

    PROJECT = "project"
    TECHNICAL = "technical"
    ANNUAL = "annual"
    PROACTIVE = "proactive"
    TRAINING = "training"


class PlanState(StrEnum):
    """Where a plan stands: drafting is the author's own affair until it is submitted."""

    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    CLOSED = "closed"


SECTIONS: dict[PlanKind, tuple[str, tuple[str, ...]]] = {
    PlanKind.PROJECT: (
        "000-6.3.3",
        ("scope", "quality_assurance", "mode", "standard", "cost_control"),
    ),
    PlanKind.TECHNICAL: (
        "001-5.4.2",
        ("goals", "measures", "training_plan", "visit_plan", "material_plan", "pre_stock_plan"),
    ),
    PlanKind.ANNUAL: ("002-4.5.5/3.1.1", ("technical", "repair", "upgrade")),
    PlanKind.PROACTIVE: ("004-5.3.1.5", ("customers", "purpose")),
    PlanKind.TRAINING: (
        "004-5.1.3.2/5.2.2.4",
        ("law", "product_standard", "service_norm", "culture", "skill"),
    ),
}
"""What each kind has to tell, and the rule that asks for it."""


@dataclass(frozen=True)
class Resources:
    """People, spares and budget of a project's service (000-6.3.4)."""

    field_engineers: int
    support_engineers: int
    outsourced: int
    spare_ratio_target: Decimal
    spare_storage: str
    spare_management: str
    budget: Decimal


@dataclass(frozen=True)
class Proposal:
    """What a plan proposes; submitted again as a whole."""

    sections: dict[str, str]
    participants: list[str]
    resources: Resources | None
    starts_on: date
    ends_on: date


@dataclass
class ServicePlan:
    """A plan on its way through approval and, approved, through its jobs."""

    id: UUID
    region: str
    number: str
    kind: PlanKind
    year: int
    period: str
    centre: str
    zone: str
    department: str
    policy: str
    author: str
    proposal: Proposal
    last_act_at: datetime
    project_no: str | None = None
    customer_id: UUID | None = None
    state: PlanState = PlanState.SUBMITTED
    approved_at: datetime | None = None
    returned_because: str | None = None
    version: int = 0

    def __post_init__(self) -> None:
        must_be_complete(self.kind, self.proposal)

    def must_wait(self, at: datetime) -> None:
        """Refuse a decision on a plan that waits for none, or one before it was submitted."""
        self._must_be(PlanState.SUBMITTED)
        if at < self.last_act_at:
            raise ActBeforeItsCause("000-6.4", field="occurred_at", last_act_at=self.last_act_at)

    def note_step(self, at: datetime) -> None:
        """One approval is given, another is left."""
        self.must_wait(at)
        self.last_act_at = at

    def approve(self, at: datetime) -> None:
        """The last approval: the plan is in force (000-6.4)."""
        self.note_step(at)
        self.state, self.approved_at = PlanState.APPROVED, at

    def give_back(self, at: datetime, reason: str) -> None:
        """Return it to its author (000-6.4)."""
        self.note_step(at)
        self.state, self.returned_because = PlanState.RETURNED, reason

    def resubmit(self, by: str, at: datetime, proposal: Proposal) -> None:
        """Have the author submit a mended plan."""
        self._must_be(PlanState.RETURNED)
        if by != self.author:
            raise errors.OnlyAuthorMends
        must_be_complete(self.kind, proposal)
        self.proposal, self.last_act_at = proposal, max(at, self.last_act_at)
        self.state, self.returned_because = PlanState.SUBMITTED, None

    def close(self) -> None:
        """No further job comes from it."""
        self._must_be(PlanState.APPROVED)
        self.state = PlanState.CLOSED

    def _must_be(self, state: PlanState) -> None:
        if self.state is not state:
            raise errors.PlanOutOfOrder(state=self.state)


def must_be_complete(kind: PlanKind, proposal: Proposal) -> None:
    """Refuse a plan that leaves out what its kind has to tell."""
    if proposal.ends_on <= proposal.starts_on:
        raise errors.PlanWindowInvalid(field="ends_on")
    rule, asked = SECTIONS[kind]
    missing = _left_out(asked, proposal.sections)
    if missing:
        raise errors.PlanIncomplete(rule, missing=", ".join(missing))
    if kind is not PlanKind.PROJECT:
        return
    if proposal.resources is None:
        raise errors.PlanResourcesMissing(field="resources")
    makers = ["regional_manager", "customer"]
    makers += ["outsourced_team"] if proposal.resources.outsourced else []
    absent = _left_out(makers, proposal.participants)
    if absent:
        raise errors.PlanParticipantsMissing(field="participants", missing=", ".join(absent))


def _left_out(asked: Iterable[str], given: Iterable[str]) -> list[str]:
    there = set(given)
    return [name for name in asked if name not in there]


@dataclass
class PlanJob:
    """One service that a plan brings about, once or again and again."""

    id: UUID
    region: str
    plan_id: UUID
    kind: Kind
    subject: str
    site_code: str
    customer_id: UUID | None
    units: list[dict[str, str]]
    skills: list[str]
    due_on: date
    every_months: int | None
    done: int = 0
    last_order_id: UUID | None = None
    over: bool = False
    version: int = 0

    def next_day(self, ends_on: date) -> date | None:
        """The day after this one; None when the plan is over by then, or it comes once only."""
        if self.every_months is None:
            return None
        following = add_months(self.due_on, self.every_months)
        return following if following <= ends_on else None

    def brought_about(self, order_id: UUID, ends_on: date) -> bool:
        """Note the service it became; returns whether another follows."""
        self.done, self.last_order_id = self.done + 1, order_id
        following = self.next_day(ends_on)
        if following is None:
            self.over = True
            return False
        self.due_on = following
        return True


@dataclass
class Obligation:
    """Something that has to be done by a day: the yearly plans, a project's plan, the training."""

    id: UUID
    region: str
    kind: str
    period: str
    roles: list[str]
    centre: str | None
    title: str
    due_at: datetime
    met_by: UUID | None = None
    overdue: bool = False
    version: int = field(default=0)

    @property
    def open(self) -> bool:
        """Whether it is still to be done."""
        return self.met_by is None


def add_months(day: date, months: int) -> date:
    """The same day so many months on, or the last one of a shorter month."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    length = (date(year + month // 12, month % 12 + 1, 1) - date(year, month, 1)).days
    return date(year, month, min(day.day, length))
