"""What held for a unit when it failed: decided from facts alone, with the reasons (000-1).

No input, no output: the same facts give the same answer for any day, also one long past.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from intake.domain.contract import Contract
from intake.domain.customer import CustomerKind
from intake.domain.entitlement import (
    STATUTORY_MONTHS,
    Entitlement,
    Warranty,
    covering,
    entitle,
    statutory_right,
    warranty_of,
)
from intake.domain.three_guarantees import Claim, Remedies, remedies

STATUTORY_PART_MONTHS = 24
"""A main part, by the three-guarantee rules: board, processor, memory, display, disk, supply."""


@dataclass(frozen=True)
class WarrantyTerms:
    """How long a policy guarantees a machine and each of its main parts, and from when."""

    months: int
    parts: Mapping[str, int] = field(default_factory=dict[str, int])
    only_from_acceptance: bool = False

    def months_of(self, part: str | None) -> int:
        """A main part has its own time, and never a shorter one than the machine."""
        return max(self.months, self.parts.get(part, 0)) if part else self.months


@dataclass(frozen=True)
class Facts:
    """All that decides: the unit's dates, its owner, contracts, repairs before."""

    product_line: str
    serial: str
    customer_kind: CustomerKind
    sold: date | None
    accepted: date | None
    terms: WarrantyTerms
    contracts: Sequence[Contract]
    repairs: Sequence[date] = ()


@dataclass(frozen=True)
class Reason:
    """One thing that was looked at: the rule, what was found, and the day it holds until."""

    rule: str
    found: str
    until: date | None = None


@dataclass(frozen=True)
class Answer:
    """What covers the unit on the day, why, and what a consumer may ask for beside it."""

    entitlement: Entitlement
    reasons: tuple[Reason, ...]
    remedies: Remedies | None


def what_held(facts: Facts, on: date, part: str | None = None) -> Answer:
    """Decide for a day, and for one main part where a part failed."""
    contract = covering(facts.contracts, facts.product_line, facts.serial, on)
    warranty = warranty_of(
        facts.sold,
        facts.accepted,
        facts.terms.months_of(part),
        only_from_acceptance=facts.terms.only_from_acceptance,
    )
    by_law = statutory_right(facts.customer_kind, facts.sold, on, _months_by_law(facts, part))
    found = entitle(contract, warranty, facts.contracts, on, statutory=by_law)
    reasons = (*_of_contracts(facts.contracts, contract, on), *_of_warranty(warranty, on))
    return Answer(found, reasons, _remedies(facts, on, part))


def _months_by_law(facts: Facts, part: str | None) -> int:
    return STATUTORY_PART_MONTHS if part in facts.terms.parts else STATUTORY_MONTHS


def _remedies(facts: Facts, on: date, part: str | None) -> Remedies | None:
    if facts.customer_kind != "consumer":
        return None
    by_law = warranty_of(facts.sold, None, _months_by_law(facts, part))
    before = [day for day in facts.repairs if day <= on]
    return remedies(
        Claim(
            sold=facts.sold,
            on=on,
            last_day=by_law.last if by_law else None,
            repaired=len(before),
            last_repaired=max(before, default=None),
        )
    )


def _of_contracts(
    contracts: Sequence[Contract], covers: Contract | None, on: date
) -> tuple[Reason, ...]:
    """The contract that covers, or why none of them does."""
    if covers is not None:
        return (Reason("000-1", f"covered_by_{covers.kind}", covers.ends_on),)
    in_force = [one for one in contracts if one.in_force(on)]
    if in_force:
        return tuple(Reason("002-4.3.6b", "outside_the_scope", one.ends_on) for one in in_force)
    ended = [one for one in contracts if one.ends_on < on]
    if ended:
        return (Reason("000-1", "contract_ended", max(one.ends_on for one in ended)),)
    return (Reason("000-1", "no_contract"),)


def _of_warranty(warranty: Warranty | None, on: date) -> tuple[Reason, ...]:
    if warranty is None:
        return (Reason("004-5.1.7.2", "no_warranty"),)
    if warranty.in_force(on):
        return (Reason("004-5.1.7.2", "inside_the_warranty", warranty.last),)
    return (Reason("002-4.3.6a", "warranty_over", warranty.last),)
