"""A service order: planned service of any kind of the service table, carried out and recorded."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from aftercare_kit.errors import ActBeforeItsCause
from dispatch.domain import service_errors as errors
from dispatch.domain.acceptance import Taught, must_be_prepared
from dispatch.domain.hand_in import hand_in_due
from dispatch.domain.service_table import (
    BROUGHT_INTO_SERVICE,
    TABLE,
    Demand,
    Kind,
    Mode,
    Result,
    demanded,
)

LONGEST = timedelta(days=92)


class ServiceState(StrEnum):
    """Where a service order stands."""

    PLANNED = "planned"
    ISSUED = "issued"
    ACCEPTED = "accepted"
    DEPARTED = "departed"
    WORKING = "working"
    DONE = "done"
    HANDED_IN = "handed_in"
    CANCELLED = "cancelled"


BINDING_STATES = (
    ServiceState.ISSUED,
    ServiceState.ACCEPTED,
    ServiceState.DEPARTED,
    ServiceState.WORKING,
)
"""While an engineer is bound by it."""


class Occasion(StrEnum):
    """What a service is for: the occasions of the service table, and a delivery."""

    ANNUAL_PLAN = "annual_plan"
    CONTRACT = "contract"
    USER_REQUEST = "user_request"
    FACTORY_ACCEPTANCE = "factory_acceptance"
    DELIVERY = "delivery"
    OTHER = "other"


@dataclass(frozen=True)
class Unit:
    """A unit to be served."""

    serial: str
    type: str


_STEPS = {
    ServiceState.ACCEPTED: ServiceState.ISSUED,
    ServiceState.DEPARTED: ServiceState.ACCEPTED,
    ServiceState.DONE: ServiceState.WORKING,
    ServiceState.HANDED_IN: ServiceState.DONE,
}
_NOT_BEGUN = frozenset({ServiceState.PLANNED, ServiceState.ISSUED, ServiceState.ACCEPTED})


@dataclass
class ServiceOrder:
    """One service. `planned_from` is the date agreed with the customer, where there is one."""

    id: UUID
    region: str
    number: str
    kind: Kind
    occasion: Occasion
    mode: Mode
    subject: str
    customer_id: UUID | None
    site_code: str
    department: str
    centre: str
    zone: str
    units: list[Unit]
    skills: list[str]
    planned_from: datetime
    planned_to: datetime
    last_act_at: datetime
    plan_id: UUID | None = None
    request_id: UUID | None = None
    outside_unit: str | None = None
    notice_number: str | None = None
    engineer_id: UUID | None = None
    engineer_name: str | None = None
    state: ServiceState = ServiceState.PLANNED
    arrived_at: datetime | None = None
    done_at: datetime | None = None
    returned_at: datetime | None = None
    results: list[Result] = field(default_factory=list[Result])
    training_hours: Decimal | None = None
    demands: list[Demand] = field(default_factory=list[Demand])
    hand_in_due_at: datetime | None = None
    overdue: bool = False
    taught: Taught | None = None
    material: str | None = None
    version: int = 0

    def __post_init__(self) -> None:
        row = TABLE[self.kind]
        if self.at_acceptance:
            must_be_prepared(self.taught, self.material)
        if self.mode not in row.modes:
            raise errors.ModeNotOffered(field="mode", kind=self.kind, mode=self.mode)
        if row.of_units and not self.units:
            raise errors.UnitsMissing(field="units")
        if not timedelta() < self.planned_to - self.planned_from <= LONGEST:
            raise errors.ServiceWindowInvalid(field="planned_to")

    @property
    def at_acceptance(self) -> bool:
        """Whether customers are trained at factory acceptance (002-4.3.1)."""
        return self.kind is Kind.TRAINING and self.occasion is Occasion.FACTORY_ACCEPTANCE

    @property
    def brought_into_service(self) -> bool:
        """Whether the customer has something new in use, and is called back (004-5.2.2.2)."""
        return self.kind in BROUGHT_INTO_SERVICE and self.occasion is Occasion.DELIVERY

    @property
    def open(self) -> bool:
        """Whether the engineer is still bound by it."""
        return self.state in {*_NOT_BEGUN, ServiceState.DEPARTED, ServiceState.WORKING}

    def local_day(self, moment: datetime) -> date:
        """The day it is at the centre at that moment."""
        return moment.astimezone(ZoneInfo(self.zone)).date()

    def must_be_for(self, engineer_id: UUID | None) -> None:
        """Only the engineer on the notice carries it out; None is somebody with a wider right."""
        if engineer_id is not None and engineer_id != self.engineer_id:
            raise errors.NotYourService

    def issue(self, notice_number: str, engineer_id: UUID, name: str, at: datetime) -> None:
        """Name who goes, under a notice (001-5.5.4)."""
        if self.state not in _NOT_BEGUN:
            raise errors.ServiceOutOfOrder(state=self.state)
        self._follow(at)
        self.notice_number, self.state = notice_number, ServiceState.ISSUED
        self.engineer_id, self.engineer_name = engineer_id, name

    def step(self, to: ServiceState, at: datetime) -> None:
        """Accept the notice, or leave under it."""
        self._must_come_after(_STEPS[to])
        self._follow(at)
        self.state = to

    def begin(self, at: datetime) -> None:
        """Be on site, or start where nobody has to travel."""
        on_site = self.mode is Mode.ON_SITE
        if on_site and self.notice_number is None:
            raise errors.NoticeNeeded
        before = {ServiceState.DEPARTED} if on_site else _NOT_BEGUN
        if self.state not in before:
            raise errors.ServiceOutOfOrder(state=self.state)
        self._follow(at)
        self.state, self.arrived_at = ServiceState.WORKING, at

    def finish(self, at: datetime, results: list[Result], training_hours: Decimal | None) -> None:
        """End the work; the service table says which reports are due now (001-5.5.5a)."""
        self._must_come_after(ServiceState.WORKING)
        if sorted(r.serial for r in results) != sorted(unit.serial for unit in self.units):
            raise errors.UnitsMissing(field="results")
        trains = self.kind is Kind.TRAINING or self.occasion is Occasion.DELIVERY
        if trains and not training_hours:
            raise errors.TrainingMissing(field="training_hours")
        self._follow(at)
        self.results, self.training_hours = results, training_hours
        delivered, recorded = self.occasion is Occasion.DELIVERY, self.taught is not None
        self.demands = demanded(
            self.kind, results, training_hours, delivered=delivered, recorded=recorded
        )
        self.state, self.done_at = ServiceState.DONE, at

    def come_back(self, at: datetime) -> datetime:
        """Be back at the company: the papers are due from now on; returns until when."""
        self._must_come_after(ServiceState.DONE)
        if self.returned_at is not None:
            raise errors.ServiceOutOfOrder(state=self.state)
        self._follow(at)
        self.returned_at = at
        self.hand_in_due_at = hand_in_due(at, self.zone, outside=self.outside_unit is not None)
        return self.hand_in_due_at

    def hand_in(self, at: datetime) -> None:
        """Bring notice and reports to the desk (001-5.5.6a)."""
        self._must_come_after(ServiceState.DONE)
        self._follow(at)
        self.state = ServiceState.HANDED_IN

    def cancel(self) -> None:
        """Give it up while it is not done."""
        if not self.open:
            raise errors.ServiceOutOfOrder(state=self.state)
        self.state = ServiceState.CANCELLED

    def _must_come_after(self, before: ServiceState) -> None:
        if self.state is not before:
            raise errors.ServiceOutOfOrder(state=self.state)

    def _follow(self, at: datetime) -> None:
        if at < self.last_act_at:
            raise ActBeforeItsCause("001-F1", field="occurred_at", last_act_at=self.last_act_at)
        self.last_act_at = at
