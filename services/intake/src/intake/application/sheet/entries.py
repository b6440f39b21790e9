"""What a good row becomes: something to keep, and how that is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aftercare_contracts.base import Event
from aftercare_kit.actors import Actor
from aftercare_kit.errors import UnknownRecord
from aftercare_kit.repository import Repository
from intake.application.ports import Named, Work

Known = Mapping[str, Named]
"""Records by the code that rows name them by."""


@dataclass(frozen=True)
class Entry:
    """One new aggregate with its event, or with the audit entry of what no event tells."""

    repository: Repository[Any]
    aggregate: Any
    event: Event | None = None
    noted: str | None = None
    looked_at: str | None = None
    """The timer that looks at it right after the import, where something of it is watched."""

    async def make(self, work: Work) -> None:
        """Enter it; it is written with all others when the unit of work is flushed."""
        if self.event is not None:
            work.announce(self.aggregate, self.event)
        self.repository.add(self.aggregate)
        if self.noted is not None:
            work.note(self.noted, self.noted.partition(".")[0], self.aggregate.id)
        if self.looked_at is not None:
            await work.timers.set(self.looked_at, self.aggregate.id, work.now)


def known(actor: Actor, records: Known, kind: str, code: str) -> Named:
    """The record that a row names, when it is within the actor's reach."""
    record = records.get(code)
    if record is None or actor.centre not in {None, record.centre}:
        raise UnknownRecord(kind, code)
    return record
