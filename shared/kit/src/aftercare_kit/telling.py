"""What a transaction tells of itself: events for everybody, notices for some, audit for later."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from aftercare_contracts.base import CaseEvent, Event
from aftercare_kit import tables
from aftercare_kit.actors import Actor
from aftercare_kit.announced import Announced, audit_row
from aftercare_kit.ids import new_id
from aftercare_kit.mapping import Aggregate
from aftercare_kit.notices import tables as notices
from aftercare_kit.notices.notice import Notice, row_of
from aftercare_kit.numbers import Numbers
from aftercare_kit.spans import here, name_case
from aftercare_kit.writes import Writes


class Tells:
    """The telling half of a unit of work; all of it is written with the rest."""

    notices_of: ClassVar[Mapping[type[Event], Callable[[Any, Any], Sequence[Notice]]]] = {}
    """Whom a fact gives something to do: from the event and its aggregate to the notices."""

    def __init__(
        self, writes: Writes, numbers: Numbers, actor: Actor, now: datetime, region: str
    ) -> None:
        self.actor = actor
        self.now = now
        self.region = region
        self.numbers = numbers
        self.spoke = False
        """Whether it announced anything."""
        self._writes = writes
        self._announced: list[Announced] = []
        self._to_name: dict[UUID, str] = {}

    def announce(self, aggregate: Aggregate, event: Event, at: datetime | None = None) -> UUID:
        """Say that something happened to an aggregate, and count its version up.

        Args:
            aggregate: what it happened to.
            event: the fact.
            at: when it happened, where that is not now.

        Returns:
            The event's id.

        """
        aggregate.version += 1
        said = Announced(
            new_id(), event, aggregate.id, aggregate.version, at or self.now, here().traceparent
        )
        self._announced.append(said)
        self.note(
            f"{event.aggregate_name()}.{event.fact_name()}",
            event.aggregate_name(),
            aggregate.id,
            event_id=str(said.id),
            version=said.aggregate_version,
        )
        if isinstance(event, CaseEvent):
            # The case itself is the one thing that bears its number; others have numbers too.
            of_case = aggregate.id == event.request_id
            number: str | None = getattr(event, "number", None) if of_case else None
            if number is not None and number in self.numbers:
                self._to_name[event.request_id] = number
            else:
                name_case(event.request_id, number)
        make = self.notices_of.get(type(event))
        if make is not None:
            for notice in make(event, aggregate):
                self.notify(notice)
        return said.id

    def notify(self, notice: Notice) -> None:
        """Have somebody told, once this transaction has committed."""
        self._writes.insert(notices.notice, row_of(notice, self.region, self.now))

    def note(
        self, action: str, aggregate: str, aggregate_id: UUID | None = None, **detail: object
    ) -> None:
        """Leave an audit entry for something that no event tells, such as the reading of a secret.

        Args:
            action: what was done, in the words of the rights table.
            aggregate: what kind of thing it was done to.
            aggregate_id: which one.
            detail: facts that help an auditor; no secrets, no free text.

        """
        entry = audit_row(
            self.actor, self.region, self.now, action, aggregate, aggregate_id, detail,
            here().trace_id,
        )  # fmt: skip
        self._writes.insert(tables.audit, entry)

    def _gather_announced(self) -> None:
        self.spoke = self.spoke or bool(self._announced)
        for said in self._announced:
            self._writes.insert(tables.event, said.row(self.region, self.actor.subject))
        self._announced = []

    def _name_cases(self) -> None:
        """Mark the span with the numbers that have been given out."""
        for request_id, stand_in in self._to_name.items():
            name_case(request_id, self.numbers.in_text(stand_in))
        self._to_name = {}
