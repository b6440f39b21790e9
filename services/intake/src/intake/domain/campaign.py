"""A batch defect: whoever owns an affected unit is told, asked, and then helped (004-5.2.1.5)."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Literal
from uuid import UUID

from intake.domain import errors

Defect = Literal["batch_quality", "design_defect"]
Measure = Literal["exchange", "recall"]


class Wish(StrEnum):
    """What an owner wants."""

    REPAIR = "repair"
    EXCHANGE = "exchange"
    REFUND = "refund"
    KEEP = "keep"


@dataclass(frozen=True)
class Affected:
    """One unit: told, asked, settled, in this order."""

    asset_id: UUID
    customer_id: UUID
    serial: str
    told_at: datetime | None = None
    wish: Wish | None = None
    settled_at: datetime | None = None


@dataclass
class Campaign:
    """All units of a defect; it ends when each of them is settled."""

    id: UUID
    region: str
    code: str
    defect: Defect
    measure: Measure
    reason: str
    opened_by: str
    units: list[Affected] = field(default_factory=list[Affected])
    closed_at: datetime | None = None
    version: int = 0

    def tell(self, asset_id: UUID, at: datetime) -> None:
        """The owner was told of the defect; once is enough."""
        unit = self._unit(asset_id)
        self._put(replace(unit, told_at=unit.told_at or at))

    def ask(self, asset_id: UUID, wish: Wish) -> None:
        """The owner said what to do; nobody can who was not told."""
        unit = self._unit(asset_id)
        if unit.told_at is None:
            raise errors.OwnerNotTold(field="asset_id", serials=(unit.serial,))
        self._put(replace(unit, wish=wish))

    def settle(self, asset_id: UUID, at: datetime) -> None:
        """It was done as the owner wished."""
        unit = self._unit(asset_id)
        if unit.told_at is None or unit.wish is None:
            raise errors.OwnerNotTold(field="asset_id", serials=(unit.serial,))
        self._put(replace(unit, settled_at=unit.settled_at or at))

    def close(self, at: datetime) -> None:
        """No unit is left over."""
        self._must_be_open()
        left = tuple(unit.serial for unit in self.units if unit.settled_at is None)
        if left:
            raise errors.OwnerNotTold(field="units", serials=left)
        self.closed_at = at

    def _unit(self, asset_id: UUID) -> Affected:
        self._must_be_open()
        found = next((unit for unit in self.units if unit.asset_id == asset_id), None)
        if found is None:
            raise errors.UnitNotAffected(field="asset_id")
        return found

    def _must_be_open(self) -> None:
        if self.closed_at is not None:
            raise errors.CampaignClosed(closed_at=self.closed_at)

    def _put(self, changed: Affected) -> None:
        self.units = [changed if u.asset_id == changed.asset_id else u for u in self.units]
