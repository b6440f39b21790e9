"""A cause outside our product: its supplier is called, or its user is guided (002-4.3.4)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from intake.domain import errors


class Origin(StrEnum):
    """What the trouble comes from, when not from our own product."""

    SUPPLIER = "supplier"
    USAGE = "usage"
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class Referral:
    """One such way: to which supplier, or with which guidance."""

    origin: Origin
    at: datetime
    by: str
    supplier: str | None = None
    guidance: str | None = None

    def __post_init__(self) -> None:
        if self.origin is Origin.SUPPLIER and self.supplier is None:
            raise errors.SupplierUnnamed(field="supplier")
        if self.origin is not Origin.SUPPLIER and self.guidance is None:
            raise errors.GuidanceMissing(field="guidance")
