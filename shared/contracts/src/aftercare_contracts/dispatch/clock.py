"""Promised clocks: started, held, warned, breached, stopped."""

from datetime import datetime
from typing import ClassVar, Literal
from uuid import UUID

from aftercare_contracts.base import CaseEvent, Title


class ClockEvent(CaseEvent):
    """A fact about one promised clock."""

    clock_id: UUID
    name: str


class ClockStarted(ClockEvent):
    """A promise began to run."""

    type: ClassVar[str] = "aftercare.dispatch.clock.started.v1"
    title: ClassVar[Title] = Title("Clock started", "时限开始")

    due_at: datetime
    policy: str
    policy_version: int


class ClockHeld(ClockEvent):
    """The clock pauses: we wait for the customer."""

    type: ClassVar[str] = "aftercare.dispatch.clock.held.v1"
    title: ClassVar[Title] = Title("Clock held", "时限暂停")

    reason: str


class ClockResumed(ClockEvent):
    """The clock runs again towards its new due time."""

    type: ClassVar[str] = "aftercare.dispatch.clock.resumed.v1"
    title: ClassVar[Title] = Title("Clock resumed", "时限恢复")

    due_at: datetime


class ClockMoved(ClockEvent):
    """The customer agreed on a date: the clock falls due then (002-4.4.3c)."""

    type: ClassVar[str] = "aftercare.dispatch.clock.moved.v1"
    title: ClassVar[Title] = Title("Due time agreed", "约定时限")

    due_at: datetime


class ClockWarned(ClockEvent):
    """The warn point passed and the promise is still open."""

    type: ClassVar[str] = "aftercare.dispatch.clock.warned.v1"
    title: ClassVar[Title] = Title("Clock warning", "时限预警")

    due_at: datetime
    escalate_to: list[str] = []


class ClockBreached(ClockEvent):
    """The due time passed and no act that keeps the promise is recorded."""

    type: ClassVar[str] = "aftercare.dispatch.clock.breached.v1"
    title: ClassVar[Title] = Title("Clock breached", "时限超期")

    due_at: datetime
    escalate_to: list[str] = []


class ClockStopped(ClockEvent):
    """The promised act happened. `met` withdraws a breach said before a late record came in."""

    type: ClassVar[str] = "aftercare.dispatch.clock.stopped.v1"
    title: ClassVar[Title] = Title("Clock stopped", "时限结束")

    verdict: Literal["met", "breached"]
    due_at: datetime
    stopped_at: datetime
    elapsed_seconds: int
    fault_level: int


class ClockCancelled(ClockEvent):
    """The promise fell away with the work it was for."""

    type: ClassVar[str] = "aftercare.dispatch.clock.cancelled.v1"
    title: ClassVar[Title] = Title("Clock cancelled", "时限取消")
