"""A contract that opens a period of service: contract period (合同期) or O&M period (运维期)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal
from uuid import UUID

from intake.domain import errors

ContractKind = Literal["contract_period", "om_period"]


@dataclass(frozen=True)
class PeriodTerms:
    """What was agreed of a period to come: its days follow from what it begins with."""

    code: str
    months: int
    product_lines: list[str]
    serials: list[str]
    policy: str


@dataclass
class Contract:
    """What is covered from when to when, and under which service policy.

    An empty scope covers everything the customer runs; otherwise a unit is covered by its product
    line or by its own serial number.
    """

    id: UUID
    region: str
    customer_id: UUID
    code: str
    kind: ContractKind
    starts_on: date
    ends_on: date
    product_lines: list[str]
    serials: list[str]
    policy: str
    clauses: Mapping[str, object]
    package: list[str] = field(default_factory=list[str])
    version: int = 0

    def __post_init__(self) -> None:
        if self.ends_on < self.starts_on:
            raise errors.ContractPeriodInvalid(field="ends_on")

    def in_force(self, on: date) -> bool:
        """Both the first and the last day count (以内 includes its bound)."""
        return self.starts_on <= on <= self.ends_on

    def covers(self, product_line: str, serial: str) -> bool:
        """Whether the unit is within its scope."""
        if not self.product_lines and not self.serials:
            return True
        return product_line in self.product_lines or serial in self.serials
