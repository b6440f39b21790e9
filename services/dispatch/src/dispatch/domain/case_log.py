"""The technician's log of a case: the call, the plan, the parts, the progress (002-3.2.2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from dispatch.domain import errors


class LogKind(StrEnum):
    """What an entry is about."""

    CALL = "call"
    PLAN = "plan"
    PARTS = "parts"
    PROGRESS = "progress"
    EXPENSE = "expense"


class PartFate(StrEnum):
    """What the technician decides about a faulty part."""

    REPAIR = "repair"
    SCRAP = "scrap"


@dataclass
class LogEntry:
    """One line of the log; it is never changed."""

    id: UUID
    region: str
    request_id: UUID
    work_order_id: UUID
    kind: LogKind
    text: str
    written_by: str
    happened_at: datetime
    part_no: str | None = None
    fate: PartFate | None = None
    version: int = 0

    def __post_init__(self) -> None:
        decided = self.part_no is not None and self.fate is not None
        if (self.kind is LogKind.PARTS) is not decided:
            raise errors.PartUndecided(field="fate")


def must_follow_call(
    kind: LogKind, earlier: Iterable[LogEntry], responded_at: datetime | None, at: datetime
) -> None:
    """The technician phones the customer first: all else in the log follows the call (002-3.2.2).

    The first response is a call, too.
    """
    called = [each.happened_at for each in earlier if each.kind is LogKind.CALL]
    called += [responded_at] if responded_at is not None else []
    if kind is not LogKind.CALL and not any(call <= at for call in called):
        raise errors.CallFirst(field="kind")
