"""A consumer's rights by law: repair, exchange or return (三包), of machine and main parts.

They count from the sale, whose day is day 0, and no contract waives them.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

RETURN_DAYS = timedelta(days=7)
EXCHANGE_DAYS = timedelta(days=15)
REPAIRS_BEFORE_EXCHANGE = 2
LONGEST_REPAIR = timedelta(days=30)
LONGEST_WAIT_FOR_PARTS = timedelta(days=90)
REPAIR_HOLDS = timedelta(days=30)


class Remedy(StrEnum):
    """What the consumer may choose."""

    REPAIR = "repair"
    EXCHANGE = "exchange"
    REFUND = "refund"


class Exclusion(StrEnum):
    """What takes the rights away."""

    MISUSE = "misuse"
    DISMANTLED = "dismantled"
    VOUCHER_ALTERED = "voucher_altered"
    FORCE_MAJEURE = "force_majeure"


@dataclass(frozen=True)
class Claim:
    """What is known about a unit that a consumer brings.

    `repaired`: how often this very fault was repaired before; `last_repaired`: when it was last.
    `repair_takes`: how long the present repair has taken; `waits_for_parts` says whose fault it is.
    A lost invoice is no obstacle where the day of the sale can be proven otherwise.
    """

    sold: date | None
    on: date
    last_day: date | None
    repaired: int = 0
    last_repaired: date | None = None
    repair_takes: timedelta = timedelta()
    waits_for_parts: bool = False
    exclusion: Exclusion | None = None


@dataclass(frozen=True)
class Remedies:
    """The consumer's choice, and the one reason that gives it."""

    choices: tuple[Remedy, ...]
    reason: str


def remedies(claim: Claim) -> Remedies:
    """What the law gives on that day; the first reason that fits decides."""
    if claim.exclusion is not None:
        return Remedies((), f"excluded_{claim.exclusion}")
    if claim.sold is None or claim.on < claim.sold:
        return Remedies((), "sale_not_proven")
    fresh = _while_it_is_fresh(claim.on - claim.sold)
    if fresh is not None:
        return fresh
    if claim.last_day is None or claim.on > claim.last_day:
        return _after_the_last_day(claim)
    return _inside_the_guarantee(claim)


def _while_it_is_fresh(age: timedelta) -> Remedies | None:
    if age <= RETURN_DAYS:
        return Remedies((Remedy.REPAIR, Remedy.EXCHANGE, Remedy.REFUND), "within_7_days")
    if age <= EXCHANGE_DAYS:
        return Remedies((Remedy.REPAIR, Remedy.EXCHANGE), "within_15_days")
    return None


def _inside_the_guarantee(claim: Claim) -> Remedies:
    if claim.repaired >= REPAIRS_BEFORE_EXCHANGE:
        return Remedies((Remedy.EXCHANGE, Remedy.REFUND), "repaired_twice")
    longest = LONGEST_WAIT_FOR_PARTS if claim.waits_for_parts else LONGEST_REPAIR
    if claim.repair_takes > longest:
        return Remedies((Remedy.EXCHANGE,), "repair_too_long")
    return Remedies((Remedy.REPAIR,), "within_guarantee")


def _after_the_last_day(claim: Claim) -> Remedies:
    """What was repaired must work for thirty days, also beyond the guarantee's end."""
    if claim.last_repaired is not None and claim.on - claim.last_repaired <= REPAIR_HOLDS:
        return Remedies((Remedy.REPAIR,), "repair_must_hold")
    return Remedies((), "guarantee_over")
