"""What other services tell of a case is kept in its customer's file (004-5.1.3.3)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeVar
from uuid import UUID

from aftercare_contracts.base import CaseEvent
from aftercare_kit.events import Received
from intake.application.ports import Work
from intake.domain.file_entry import EntryKind, FileEntry

E = TypeVar("E", bound=CaseEvent)

_NONE: Mapping[str, str] = MappingProxyType({})


async def keep(
    work: Work,
    event: Received[E],
    kind: EntryKind,
    key: UUID,
    state: str,
    facts: Mapping[str, str] = _NONE,
) -> None:
    """Note how it stands; what is told again, or was overtaken, changes nothing."""
    entry = await work.file_entries.find(id=key)
    if entry is None:
        customer_id = await work.requests.glance(event.data.request_id, "customer_id")
        entry = FileEntry(
            id=key,
            region=event.region,
            customer_id=customer_id,
            request_id=event.data.request_id,
            kind=kind,
            state=state,
            at=event.time,
        )
        work.file_entries.add(entry)
    entry.tell(state, event.time, event.aggregate_version, facts)
