"""What other services said of one visit, kept until everything its charge needs is there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from billing.domain.fees import Effort, Material
from billing.domain.quote import NeededPart


class FactsState(StrEnum):
    """What the charge waits for."""

    WAITING = "waiting"
    UNPRICED = "unpriced"
    CHARGED = "charged"


@dataclass(frozen=True)
class Outing:
    """The signed report's travel and time."""

    event_id: UUID
    report_id: UUID
    engineer_id: UUID
    travel: Decimal
    days: int
    persons: int
    parts_fitted: bool


@dataclass(frozen=True)
class Consumption:
    """The parts that the store booked as used."""

    event_id: UUID
    parts: list[NeededPart]


@dataclass
class VisitFacts:
    """The facts of one visit; report and consumption come in either order."""

    id: UUID
    region: str
    request_id: UUID
    visit_id: UUID
    scheme_id: UUID
    outing: Outing | None = None
    consumption: Consumption | None = None
    state: FactsState = FactsState.WAITING
    missing_prices: list[str] = field(default_factory=list[str])
    version: int = 0

    @property
    def complete(self) -> bool:
        """Whether report and, where it fitted parts, their consumption are there."""
        if self.outing is None:
            return False
        return self.consumption is not None or not self.outing.parts_fitted

    @property
    def parts(self) -> list[NeededPart]:
        """The parts to be charged: what the store booked, if the report fitted any."""
        fitted = self.outing is not None and self.outing.parts_fitted
        return self.consumption.parts if fitted and self.consumption else []

    def effort(self, prices: Mapping[str, Decimal]) -> Effort:
        """What the visit took, with a price for each of its parts."""
        assert self.outing is not None, "only complete facts are charged"
        return Effort(
            travel=self.outing.travel,
            days=self.outing.days,
            persons=self.outing.persons,
            material=tuple(
                Material(part.part_no, part.quantity, prices[part.part_no]) for part in self.parts
            ),
            source=self.outing.event_id,
            material_source=self.consumption.event_id if self.consumption else None,
        )
