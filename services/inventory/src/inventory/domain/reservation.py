"""The parts set aside for one scheme, until they are used, taken back or free again."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from inventory.domain import errors

Quantities = dict[str, int]
"""Pieces by part number; none of them zero."""


class ReservationState(StrEnum):
    """Where a reservation stands; it is asked for and decided in one act."""

    RESERVED = "reserved"
    SHORT = "short"
    ISSUED = "issued"
    CONSUMED = "consumed"
    RETURNED = "returned"
    RELEASED = "released"


@dataclass(frozen=True)
class Line:
    """One part of the scheme: how many it needs, and where these are now."""

    part_no: str
    quantity: int
    reserved: int = 0
    issued: int = 0
    consumed: int = 0
    returned: int = 0


class Settlement(NamedTuple):
    """What a signed report makes of the issued parts."""

    beyond: Quantities
    """Fitted, though never issued."""
    back: Quantities
    """Issued, and not fitted."""


def lines_of(parts: Iterable[tuple[str, int]]) -> list[Line]:
    """One line per part number, however often the scheme names it."""
    needed: Quantities = {}
    for part_no, quantity in parts:
        needed[part_no] = needed.get(part_no, 0) + quantity
    return [Line(part_no, quantity) for part_no, quantity in needed.items()]


@dataclass
class Reservation:
    """What one scheme needs from one store.

    `settled` are the visits whose reports are booked; `shortfall` says that more was fitted than
    the books of the store could give.
    """

    id: UUID
    region: str
    request_id: UUID
    work_order_id: UUID
    scheme_id: UUID
    centre: str
    store: str
    requested_at: datetime
    lines: list[Line]
    state: ReservationState = ReservationState.SHORT
    visit_id: UUID | None = None
    engineer_id: UUID | None = None
    settled: list[UUID] = field(default_factory=list[UUID])
    shortfall: bool = False
    version: int = 0

    @property
    def held(self) -> bool:
        """Whether its parts still lie in the store."""
        return self.state in {ReservationState.RESERVED, ReservationState.SHORT}

    @property
    def missing(self) -> Quantities:
        """What has yet to be set aside."""
        return self._each(lambda line: line.quantity - line.reserved) if self.held else {}

    @property
    def unmet(self) -> Quantities:
        """What the scheme asked for and no visit has fitted yet."""
        return self._each(lambda line: max(line.quantity - line.consumed, 0))

    def set_aside(self, found: Mapping[str, int]) -> None:
        """Claim pieces of the store; once nothing is missing, the scheme may be carried out."""
        self._must_be_held()
        self._change(lambda line: {"reserved": line.reserved + found.get(line.part_no, 0)})
        self.state = ReservationState.SHORT if self.missing else ReservationState.RESERVED

    def release(self) -> Quantities:
        """Give up every claim; returns what is free again."""
        self._must_be_held()
        freed = self._each(lambda line: line.reserved)
        self._change(lambda _: {"reserved": 0})
        self.state = ReservationState.RELEASED
        return freed

    def issue(self, visit_id: UUID, engineer_id: UUID) -> Quantities:
        """Give what is set aside to the engineer; returns what leaves the store."""
        self._must_be_held()
        taken = self._each(lambda line: line.reserved)
        self._change(lambda line: {"reserved": 0, "issued": line.issued + line.reserved})
        self._leave(visit_id, engineer_id)
        return taken

    def issue_again(self, visit_id: UUID, engineer_id: UUID, found: Mapping[str, int]) -> None:
        """Give free stock to another outing of the same scheme, whose first did not clear it."""
        if self.state not in {ReservationState.CONSUMED, ReservationState.RETURNED}:
            raise errors.ReservationOutOfOrder(state=self.state)
        self._change(lambda line: {"issued": line.issued + found.get(line.part_no, 0)})
        self._leave(visit_id, engineer_id)

    def take_back(self) -> Quantities:
        """Take in what a broken-off visit carried; returns what comes into the store."""
        if self.state is not ReservationState.ISSUED:
            raise errors.ReservationOutOfOrder(state=self.state)
        back = self._each(lambda line: line.issued)
        self._change(lambda line: {"issued": 0, "returned": line.returned + line.issued})
        self.state = ReservationState.RETURNED
        return back

    def settle(self, visit_id: UUID, fitted: Mapping[str, int]) -> Settlement:
        """Book what a signed report says was fitted, against what was issued."""
        if self.held:
            raise errors.ReservationOutOfOrder(state=self.state)
        known = {line.part_no for line in self.lines}
        self.lines = [*self.lines, *(Line(part, 0) for part in fitted if part not in known)]
        beyond = self._each(lambda line: max(fitted.get(line.part_no, 0) - line.issued, 0))
        back = self._each(lambda line: max(line.issued - fitted.get(line.part_no, 0), 0))
        self._change(
            lambda line: {
                "issued": 0,
                "consumed": line.consumed + fitted.get(line.part_no, 0),
                "returned": line.returned + back.get(line.part_no, 0),
            }
        )
        used = any(line.consumed for line in self.lines)
        self.state = ReservationState.CONSUMED if used else ReservationState.RETURNED
        self.settled = [*self.settled, visit_id]
        return Settlement(beyond, back)

    def _must_be_held(self) -> None:
        if not self.held:
            raise errors.ReservationOutOfOrder(state=self.state)

    def _leave(self, visit_id: UUID, engineer_id: UUID) -> None:
        self.state = ReservationState.ISSUED
        self.visit_id, self.engineer_id = visit_id, engineer_id

    def _each(self, count: Callable[[Line], int]) -> Quantities:
        return {line.part_no: count(line) for line in self.lines if count(line)}

    def _change(self, changes: Callable[[Line], dict[str, int]]) -> None:
        self.lines = [replace(line, **changes(line)) for line in self.lines]
