"""What covers a unit on a day: a contract, the warranty, or nothing (000-1, 004-5.1.7.2)."""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal
from uuid import UUID

from intake.domain.contract import Contract
from intake.domain.customer import CustomerKind

Cover = Literal["contract_period", "om_period", "warranty", "none"]

_MONTHS = 12

STATUTORY_MONTHS = 12
"""The whole machine, by the three-guarantee rules for consumers (三包)."""


@dataclass(frozen=True)
class Entitlement:
    """What covers the case, as it held when the fault was reported; `until` is its last day.

    `statutory`: a consumer's right to repair, exchange or refund (三包) holds beside it.
    """

    cover: Cover
    contract_id: UUID | None = None
    until: date | None = None
    item_in_scope: bool = True
    statutory: bool = False


@dataclass(frozen=True)
class Warranty:
    """The days on which repair is free, both bounds included."""

    first: date
    last: date

    def in_force(self, on: date) -> bool:
        """Whether the day is one of them."""
        return self.first <= on <= self.last


def warranty_of(
    sold: date | None, accepted: date | None, months: int, *, only_from_acceptance: bool = False
) -> Warranty | None:
    """The warranty of a unit; None when it has none, or nobody knows when it began.

    The months count from acceptance, or from the sale where no acceptance is recorded. A unit sold
    and not yet accepted is covered too. The day it begins is day 0, so the last day is the
    corresponding day of the last month, or that month's last where there is none such.

    Args:
        sold: day of sale.
        accepted: day of acceptance.
        months: how long.
        only_from_acceptance: the policy starts no warranty at the sale (000-3.3).

    """
    begins = accepted or (None if only_from_acceptance else sold)
    if begins is None or months == 0:
        return None
    return Warranty(min(begins, sold or begins), months_later(begins, months))


def months_later(day: date, months: int) -> date:
    """The corresponding day so many months on, at the latest that month's last."""
    years, month = divmod(day.month - 1 + months, _MONTHS)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def days_before(last: date, days: int) -> date:
    """The day on which an end is announced, so many days before the last one."""
    return last - timedelta(days=days)


def statutory_right(
    kind: CustomerKind, sold: date | None, on: date, months: int = STATUTORY_MONTHS
) -> bool:
    """Whether the law gives a consumer repair, exchange or refund on that day.

    It counts from the sale and is not waived by any contract; business equipment follows its
    contract instead.
    """
    by_law = warranty_of(sold, None, months)
    return kind == "consumer" and by_law is not None and by_law.in_force(on)


def covering(
    contracts: Sequence[Contract], product_line: str, serial: str, on: date
) -> Contract | None:
    """The contract that covers the unit on that day.

    Of several, the contract period comes before an O&M period, and the longest-running first.
    """
    fitting = [c for c in contracts if c.in_force(on) and c.covers(product_line, serial)]
    return _first(fitting)


def entitle(
    contract: Contract | None,
    warranty: Warranty | None,
    contracts: Sequence[Contract],
    on: date,
    *,
    statutory: bool = False,
) -> Entitlement:
    """Decide what covers the case.

    A contract that covers the unit comes first, then the warranty. A contract in force whose scope
    leaves the unit out is named too: such work is paid (002-4.3.6b).

    Args:
        contract: the one that covers the unit, from `covering`.
        warranty: the unit's own.
        contracts: all of the customer's.
        on: the day the fault was reported, in the centre's zone.
        statutory: what the law says beside it, from `statutory_right`.

    """
    found = _cover(contract, warranty, contracts, on)
    return replace(found, statutory=statutory)


def _cover(
    contract: Contract | None, warranty: Warranty | None, contracts: Sequence[Contract], on: date
) -> Entitlement:
    if contract is not None:
        return Entitlement(contract.kind, contract.id, contract.ends_on)
    if warranty is not None and warranty.in_force(on):
        return Entitlement("warranty", until=warranty.last)
    beside = _first([c for c in contracts if c.in_force(on)])
    if beside is not None:
        return Entitlement(beside.kind, beside.id, beside.ends_on, item_in_scope=False)
    return Entitlement("none")


def _first(contracts: Sequence[Contract]) -> Contract | None:
    ranked = sorted(
        contracts, key=lambda c: (c.kind == "contract_period", c.ends_on, c.id), reverse=True
    )
    return ranked[0] if ranked else None
