"""The stock ledger: movements only; a level is what they add up to, never an edited number."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple
from uuid import UUID

from inventory.domain import errors


class MovementKind(StrEnum):
    """What happened to the pieces."""

    RECEIPT = "receipt"
    RESERVE = "reserve"
    RELEASE = "release"
    ISSUE = "issue"
    CONSUME = "consume"
    RETURN = "return"
    SCRAP = "scrap"
    ADJUST = "adjust"
    TRANSFER_OUT = "transfer_out"
    TRANSFER_IN = "transfer_in"


class Effect(NamedTuple):
    """What one piece of a movement does to the two figures of a level."""

    on_hand: int
    reserved: int


EFFECTS: Mapping[MovementKind, Effect] = MappingProxyType(
    {
        MovementKind.RECEIPT: Effect(1, 0),
        MovementKind.RESERVE: Effect(0, 1),
        MovementKind.RELEASE: Effect(0, -1),
        MovementKind.ISSUE: Effect(-1, -1),  # Only what was set aside goes out with an engineer.
        MovementKind.CONSUME: Effect(0, 0),  # Gone since its issue; this says what became of it.
        MovementKind.RETURN: Effect(1, 0),
        MovementKind.SCRAP: Effect(-1, 0),
        MovementKind.ADJUST: Effect(1, 0),  # The only kind whose quantity may be negative.
        MovementKind.TRANSFER_OUT: Effect(-1, 0),
        MovementKind.TRANSFER_IN: Effect(1, 0),
    }
)


@dataclass(frozen=True)
class Occasion:
    """Why pieces move: when, by whom or which event, and for what."""

    at: datetime
    recorded_at: datetime
    actor: str
    event_id: UUID | None = None
    request_id: UUID | None = None
    reservation_id: UUID | None = None
    visit_id: UUID | None = None
    return_id: UUID | None = None
    reference: str | None = None
    reason: str | None = None


@dataclass(frozen=True)
class Movement:
    """One line of the ledger; written once, never changed."""

    id: UUID
    region: str
    kind: MovementKind
    store: str
    part_no: str
    quantity: int
    at: datetime
    recorded_at: datetime
    actor: str
    event_id: UUID | None = None
    request_id: UUID | None = None
    reservation_id: UUID | None = None
    visit_id: UUID | None = None
    return_id: UUID | None = None
    reference: str | None = None
    reason: str | None = None

    def __post_init__(self) -> None:
        if self.quantity == 0 or (self.quantity < 0 and self.kind is not MovementKind.ADJUST):
            raise ValueError(f"a {self.kind} of {self.quantity} pieces moves nothing")


@dataclass
class StockLevel:
    """How many of a part a store has, and how many of these are set aside."""

    id: UUID
    region: str
    store: str
    part_no: str
    on_hand: int = 0
    reserved: int = 0
    version: int = 0

    @property
    def free(self) -> int:
        """What nobody has a claim on."""
        return self.on_hand - self.reserved

    def apply(self, movement: Movement) -> None:
        """Book one movement.

        Raises:
            StockNotThere: a figure would leave its bounds, 0 <= reserved <= on hand.

        """
        effect = EFFECTS[movement.kind]
        on_hand = self.on_hand + effect.on_hand * movement.quantity
        reserved = self.reserved + effect.reserved * movement.quantity
        if not 0 <= reserved <= on_hand:
            raise errors.StockNotThere(store=self.store, part_no=self.part_no, free=self.free)
        self.on_hand, self.reserved = on_hand, reserved

    def correction(self, counted: int) -> int:
        """The pieces to adjust by, so that the books agree with a count."""
        if counted < self.reserved:
            raise errors.CountBelowReserved(field="counted", reserved=self.reserved)
        if counted == self.on_hand:
            raise errors.NothingMissing(field="counted", on_hand=self.on_hand)
        return counted - self.on_hand


def level_of(empty: StockLevel, movements: Iterable[Movement]) -> StockLevel:
    """Recompute a level from the ledger, starting with nothing."""
    for movement in movements:
        empty.apply(movement)
    return empty
