"""What inventory's use cases need from outside."""

from collections.abc import Iterable, Mapping
from typing import Protocol
from uuid import UUID

from aftercare_kit.repository import Repository
from aftercare_kit.unit_of_work import UnitOfWork
from inventory.domain.case_terms import CaseTerms
from inventory.domain.part import Part
from inventory.domain.part_return import PartReturn
from inventory.domain.part_usage import PartUsage
from inventory.domain.reservation import Reservation
from inventory.domain.stock import Movement, StockLevel
from inventory.domain.store import Store


class Shelves(Protocol):
    """The stores as a whole; stores are looked up without a lock, since every act names one."""

    async def store_of(self, centre: str) -> str | None:
        """The regional store of a centre, else the region's central depot."""
        ...

    async def centre_of(self, store: str) -> str | None:
        """The centre a store belongs to; None if there is no such store."""
        ...

    async def lock(self, store: str, part_nos: Iterable[str]) -> Mapping[str, StockLevel]:
        """The levels of these parts, locked until the end in one order, empty ones made."""
        ...

    async def waiting(self, store: str, part_nos: Iterable[str]) -> list[UUID]:
        """The short reservations that name one of these parts, the oldest first."""
        ...

    async def elsewhere(self, store: str, part_nos: Iterable[str]) -> Mapping[str, list[str]]:
        """Which other stores of the region have some of a part free."""
        ...


class Movements(Protocol):
    """The ledger, to which lines are only ever added."""

    def add(self, movement: Movement) -> None:
        """Write one line with the rest of this transaction."""
        ...


class Work(UnitOfWork):
    """One transaction, with the aggregates that inventory owns."""

    parts: Repository[Part]
    stores: Repository[Store]
    case_terms: Repository[CaseTerms]
    reservations: Repository[Reservation]
    returns: Repository[PartReturn]
    usages: Repository[PartUsage]
    levels: Repository[StockLevel]
    movements: Movements
    shelves: Shelves
