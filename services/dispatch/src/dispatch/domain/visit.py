"""A visit on site under a service notice (售后服务通知单): planned, accepted, done."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from aftercare_kit.errors import ActBeforeItsCause
from dispatch.domain import errors

LONGEST = timedelta(days=14)


class VisitState(StrEnum):
    """Where a visit stands; the report has a life of its own after it."""

    PLANNED = "planned"
    ACCEPTED = "accepted"
    DEPARTED = "departed"
    ARRIVED = "arrived"
    FINISHED = "finished"
    CANCELLED = "cancelled"


_BEFORE = {
    VisitState.ACCEPTED: VisitState.PLANNED,
    VisitState.DEPARTED: VisitState.ACCEPTED,
    VisitState.ARRIVED: VisitState.DEPARTED,
    VisitState.FINISHED: VisitState.ARRIVED,
}


@dataclass(frozen=True)
class Plan:
    """The time on site, and the way there and back."""

    planned_from: datetime
    planned_to: datetime
    travel: timedelta = timedelta()

    def __post_init__(self) -> None:
        _must_fit(self.planned_from, self.planned_to)

    @property
    def busy_from(self) -> datetime:
        return self.planned_from - self.travel

    @property
    def busy_to(self) -> datetime:
        return self.planned_to + self.travel


@dataclass
class Visit:
    """One outing of one engineer for one scheme.

    The engineer is busy from setting out to being back; on site it is planned from and to. `unit`
    is the outside crew that the engineer belongs to, None for our own people. `contact_id` is who
    receives the engineer, as intake keeps the customer's people: their data stay there.
    """

    id: UUID
    region: str
    number: str
    request_id: UUID
    work_order_id: UUID
    scheme_id: UUID
    engineer_id: UUID
    engineer_name: str
    planned_from: datetime
    planned_to: datetime
    busy_from: datetime
    busy_to: datetime
    last_act_at: datetime
    state: VisitState = VisitState.PLANNED
    departed_at: datetime | None = None
    arrived_at: datetime | None = None
    finished_at: datetime | None = None
    fixed: bool | None = None
    unit: str | None = None
    task: str = ""
    head_by: str | None = None
    head_at: datetime | None = None
    tools_left: list[str] | None = None
    contact_id: UUID | None = None
    version: int = 0

    def __post_init__(self) -> None:
        _must_fit(self.planned_from, self.planned_to)

    @property
    def open(self) -> bool:
        """Whether the engineer is still bound by it."""
        return self.state not in {VisitState.FINISHED, VisitState.CANCELLED}

    @property
    def travel(self) -> timedelta:
        """The way there, as planned."""
        return self.planned_from - self.busy_from

    def must_be_for(self, engineer_id: UUID | None) -> None:
        """Only the engineer on the notice carries it out; None is somebody with a wider right."""
        if engineer_id is not None and engineer_id != self.engineer_id:
            raise errors.NotYourVisit

    def _step(self, to: VisitState, at: datetime) -> None:
        if self.state is not _BEFORE[to]:
            raise errors.VisitOutOfOrder(state=self.state, wanted=to)
        if at < self.last_act_at:
            raise ActBeforeItsCause("001-F1", field="occurred_at", last_act_at=self.last_act_at)
        self.state, self.last_act_at = to, at

    def accept(self, at: datetime) -> None:
        """The engineer takes the notice."""
        self._step(VisitState.ACCEPTED, at)

    def depart(self, at: datetime, tools_left: list[str] | None = None) -> None:
        """The engineer leaves, with the parts; None where nobody went through the tools."""
        self._step(VisitState.DEPARTED, at)
        self.tools_left = tools_left
        self.departed_at = at

    def arrive(self, at: datetime) -> None:
        """The engineer is on site (002-4.4.3c)."""
        self._step(VisitState.ARRIVED, at)
        self.arrived_at = at

    def finish(self, at: datetime, *, fixed: bool) -> None:
        """The work on site ends, with the fault cleared or not."""
        self._step(VisitState.FINISHED, at)
        self.finished_at, self.fixed = at, fixed

    def reschedule(
        self,
        engineer_id: UUID,
        name: str,
        unit: str | None,
        plan: Plan,
        at: datetime,
        contact_id: UUID | None = None,
    ) -> None:
        """Move to another time, engineer or contact, as long as nobody has departed."""
        if self.state not in {VisitState.PLANNED, VisitState.ACCEPTED}:
            raise errors.VisitOutOfOrder(state=self.state, wanted=VisitState.PLANNED)
        self.engineer_id, self.engineer_name, self.unit = engineer_id, name, unit
        self.planned_from, self.planned_to = plan.planned_from, plan.planned_to
        self.busy_from, self.busy_to = plan.busy_from, plan.busy_to
        self.contact_id = contact_id or self.contact_id
        self.state, self.last_act_at = VisitState.PLANNED, max(at, self.last_act_at)

    def write_head(self, task: str, by: str, at: datetime) -> None:
        """Write the desk's part of the outing record (002-4.4.3b)."""
        if self.state is VisitState.CANCELLED:
            raise errors.VisitOutOfOrder(state=self.state, wanted=self.state)
        self.task, self.head_by, self.head_at = task, by, at

    def cancel(self) -> bool:
        """Give the visit up; returns whether the engineer had left with the parts."""
        if not self.open:
            raise errors.VisitOutOfOrder(state=self.state, wanted=VisitState.CANCELLED)
        departed = self.state in {VisitState.DEPARTED, VisitState.ARRIVED}
        self.state = VisitState.CANCELLED
        return departed


def _must_fit(planned_from: datetime, planned_to: datetime) -> None:
    if not timedelta() < planned_to - planned_from <= LONGEST:
        raise errors.VisitWindowInvalid(field="planned_to")
