"""A work order: everything done for one request, and when it may be done."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from aftercare_clocks import ClockTerms
from aftercare_kit.errors import ActBeforeItsCause
from dispatch.domain import errors
from dispatch.domain.agreed import GoesFirst
from dispatch.domain.asked import Allocation, AsksByPolicy
from dispatch.domain.place import Place
from dispatch.domain.readiness import Commercial, GoesByScheme, Parts
from dispatch.domain.routing import LAST_LINE, owner_of
from dispatch.domain.support_line import ClimbsLines

__all__ = ["LAST_LINE", "State", "WaitingFor", "WorkOrder"]


class State(StrEnum):
    """Where a work order stands."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    HELD = "held"
    RESOLVED = "resolved"
    CANCELLED = "cancelled"


class WaitingFor(StrEnum):
    """Whom held work waits for; only waiting for the customer pauses the clocks."""

    CUSTOMER = "customer"
    VENDOR = "vendor"
    PROBLEM = "problem"
    EVIDENCE = "evidence"
    PARTS = "parts"


@dataclass
class WorkOrder(AsksByPolicy, ClimbsLines, GoesByScheme, GoesFirst):
    """The work on one request.

    `last_act_at` is when the latest act on the order itself happened; its schemes, visits and
    reports keep their own times.
    """

    id: UUID
    region: str
    request_id: UUID
    number: str
    customer_id: UUID
    asset_id: UUID
    asset_serial: str
    site_code: str
    subject: str
    department: str
    centre: str
    zone: str
    fault_level: int
    major: bool
    fault_kind: str
    policy: str
    policy_version: int
    promised: tuple[ClockTerms, ...]
    parameters: dict[str, str]
    reported_at: datetime
    opened_at: datetime
    last_act_at: datetime
    state: State = State.OPEN
    line: int = 1
    responded_at: datetime | None = None
    resolved_at: datetime | None = None
    waiting_for: WaitingFor | None = None
    scheme_id: UUID | None = None
    parts: Parts = Parts.NONE_NEEDED
    commercial: Commercial = Commercial.PENDING
    place: Place | None = None
    customer_from: datetime | None = None
    customer_to: datetime | None = None
    service_type: str = "technical_support"
    taken_by: str | None = None
    solution: str | None = None
    allocations: list[Allocation] = field(default_factory=list[Allocation])
    agreed_complaints: list[UUID] = field(default_factory=list[UUID])
    version: int = field(default=0)

    @property
    def open(self) -> bool:
        """Whether there is still work to do."""
        return self.state not in {State.RESOLVED, State.CANCELLED}

    def must_be_open(self) -> None:
        """Refuse further work on a resolved or cancelled order (001-F1)."""
        if not self.open:
            raise errors.WorkOrderClosed(state=self.state)

    def local_day(self, moment: datetime) -> date:
        """The day it is at the centre at that moment."""
        return moment.astimezone(ZoneInfo(self.zone)).date()

    def _follow(self, at: datetime) -> None:
        if at < self.last_act_at:
            raise ActBeforeItsCause("001-F1", field="occurred_at", last_act_at=self.last_act_at)
        self.last_act_at = at

    def agree_window(self, begins: datetime, ends: datetime) -> None:
        """The customer wants somebody there between these moments (002-4.4.3c, 001-5.5.4)."""
        self.must_be_open()
        if ends < begins:
            raise errors.CustomerWindowInvalid(field="ends_at")
        self.customer_from, self.customer_to = begins, ends

    def must_suit_customer(self, arrives: datetime) -> None:
        """Refuse an arrival that the customer did not ask for."""
        if self.customer_from is None or self.customer_to is None:
            return
        if not self.customer_from <= arrives <= self.customer_to:
            raise errors.OutsideCustomerWindow(
                field="planned_from", begins=self.customer_from, ends=self.customer_to
            )

    def respond(self, at: datetime) -> None:
        """Answer the customer for the first time (002-T2)."""
        self.must_be_open()
        if self.responded_at is not None:
            raise errors.WorkOrderAlreadyResponded
        self._follow(at)
        self.responded_at = at
        if self.state is State.OPEN:
            self.state = State.IN_PROGRESS

    def hold(self, at: datetime, waiting_for: WaitingFor) -> bool:
        """Stop working until somebody else has acted; returns whether the clocks pause."""
        self.must_be_open()
        if self.state is State.HELD:
            raise errors.WorkOrderAlreadyHeld(waiting_for=self.waiting_for)
        self._follow(at)
        self.state, self.waiting_for = State.HELD, waiting_for
        return waiting_for is WaitingFor.CUSTOMER

    def resume(self, at: datetime) -> bool:
        """Go on working; returns whether the clocks were paused."""
        if self.state is not State.HELD:
            raise errors.WorkOrderNotHeld(state=self.state)
        self._follow(at)
        paused = self.waiting_for is WaitingFor.CUSTOMER
        self.state = State.IN_PROGRESS if self.responded_at else State.OPEN
        self.waiting_for = None
        return paused

    @property
    def owner(self) -> str:
        """Who answers for the fault and its scheme."""
        return owner_of(self.fault_kind, self.service_type)

    @property
    def of_quality(self) -> bool:
        """Whether quality supervises it from the sheet to the end (002-4.2.1c)."""
        return self.service_type == "quality_information"

    def resolve_remotely(self, at: datetime, *, consent: bool) -> None:
        """Clear the fault from afar, which the customer must have agreed to (002-4.4.1b)."""
        self.must_be_open()
        if not consent:
            raise errors.ConsentMissing(field="customer_consent")
        self.must_be_solved()
        self._follow(at)
        self._resolve(at)

    def resolve_on_site(self, at: datetime) -> None:
        """Clear the fault by a visit whose report the customer signed (001-5.5.5b).

        It follows the visit and may reach us late: the desk may have acted since.
        """
        self.must_be_open()
        self._resolve(at)

    def _resolve(self, at: datetime) -> None:
        self.last_act_at = max(at, self.last_act_at)
        self.state, self.resolved_at, self.waiting_for = State.RESOLVED, at, None

    def reopen(self, at: datetime) -> None:
        """Start over after the customer did not confirm; a new scheme has to be made."""
        if self.state is not State.RESOLVED:
            raise errors.WorkOrderNotResolved(state=self.state)
        self._follow(at)
        self.state, self.resolved_at, self.responded_at = State.OPEN, None, None
        self.solution = None
        self.drop_scheme()

    def cancel(self, at: datetime) -> None:
        """Give the work up, whatever its state before the fault was cleared."""
        self.must_be_open()
        self.last_act_at = max(at, self.last_act_at)
        self.state, self.waiting_for = State.CANCELLED, None
        self.drop_scheme()
