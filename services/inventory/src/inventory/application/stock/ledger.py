"""The only place where levels change: each movement is booked on its level, both in one act."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from aftercare_kit.events import Received
from aftercare_kit.ids import new_id
from inventory.application.ports import Work
from inventory.domain.reservation import Reservation
from inventory.domain.stock import Movement, MovementKind, Occasion, StockLevel


@dataclass(frozen=True)
class Ledger:
    """One store's books for some parts, whose levels are locked until the transaction ends."""

    work: Work
    store: str
    levels: Mapping[str, StockLevel]

    @classmethod
    async def open(cls, work: Work, store: str, part_nos: Iterable[str]) -> Self:
        """Open the books of these parts; everybody locks levels in the same order."""
        return cls(work, store, await work.shelves.lock(store, part_nos))

    def free(self, part_no: str) -> int:
        """What nobody has a claim on."""
        return self.levels[part_no].free

    @property
    def any_free(self) -> bool:
        """Whether there is anything left to give."""
        return any(level.free for level in self.levels.values())

    def obtainable(self, wanted: Mapping[str, int]) -> dict[str, int]:
        """What of this can be had now: all of it, some, or nothing."""
        found = {
            part_no: min(quantity, self.free(part_no))
            for part_no, quantity in wanted.items()
            if part_no in self.levels
        }
        return {part_no: quantity for part_no, quantity in found.items() if quantity}

    def book(self, kind: MovementKind, part_no: str, quantity: int, occasion: Occasion) -> None:
        """Write one movement.

        Raises:
            StockNotThere: the pieces are not there, or not free.

        """
        movement = Movement(
            id=new_id(),
            region=self.work.region,
            kind=kind,
            store=self.store,
            part_no=part_no,
            quantity=quantity,
            **vars(occasion),
        )
        self.levels[part_no].apply(movement)
        self.work.movements.add(movement)

    def draw(self, part_no: str, quantity: int, occasion: Occasion, unknown_as: str) -> bool:
        """Issue what nobody had set aside; returns whether the books had too little of it.

        The field is the truth: what the books did not know of is adjusted in first, so that no
        level goes below zero.
        """
        unknown = quantity - self.obtainable({part_no: quantity}).get(part_no, 0)
        if unknown:
            adjusted = replace(occasion, reason=unknown_as)
            self.book(MovementKind.ADJUST, part_no, unknown, adjusted)
        self.book(MovementKind.RESERVE, part_no, quantity, occasion)
        self.book(MovementKind.ISSUE, part_no, quantity, occasion)
        return unknown > 0

    def book_all(
        self, kind: MovementKind, quantities: Mapping[str, int], occasion: Occasion
    ) -> None:
        """Write one movement for each part."""
        for part_no, quantity in quantities.items():
            self.book(kind, part_no, quantity, occasion)


def for_reservation(
    work: Work,
    reservation: Reservation,
    at: datetime,
    cause: Received[Any] | None = None,
    visit_id: UUID | None = None,
) -> Occasion:
    """The occasion of moving a reservation's pieces: another service's fact, or an act here."""
    return Occasion(
        at=at,
        recorded_at=work.now,
        actor=work.actor.subject,
        event_id=cause and cause.id,
        request_id=reservation.request_id,
        reservation_id=reservation.id,
        visit_id=visit_id,
    )
