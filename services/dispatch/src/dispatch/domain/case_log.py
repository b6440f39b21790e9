"""The technician's log of a case: the call, the plan, the parts, the progress (002-3.2.2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from dispatch.domain import errors
from dispatch.domain.visit import Visit, VisitState


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
    """One line of the log; it is never changed.

    `quantity` of a part was used where no visit's report says so; `amount` is what was spent.
    """

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
    quantity: int | None = None
    amount: Decimal | None = None
    version: int = 0

    def __post_init__(self) -> None:
        of_a_part = (self.fate, self.quantity) != (None, None)
        if of_a_part is not (self.kind is LogKind.PARTS):
            raise errors.PartUndecided(field="fate")
        if of_a_part is not (self.part_no is not None):
            raise errors.PartUndecided(field="part_no")
        if (self.amount is not None) is not (self.kind is LogKind.EXPENSE):
            raise errors.ExpenseUnstated(field="amount")


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


def must_be_outside_visits(entry: LogEntry, visits: Iterable[Visit]) -> None:
    """Refuse to book a part twice: what is used on a visit, its signed report says (001-5.5.5b)."""
    if entry.quantity is None:
        return
    for visit in visits:
        gone, back = visit.departed_at, visit.finished_at
        if gone is None or visit.state is VisitState.CANCELLED:
            continue
        if gone <= entry.happened_at and (back is None or entry.happened_at <= back):
            raise errors.PartsInReport(field="quantity", visit=visit.number)
