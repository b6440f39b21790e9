"""Who pays: the charge decision as an ordered table, the first row that fits wins."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from billing.domain.case import Case, Cover


class CauseKind(StrEnum):
    """What kind of cause the reviewed scheme names."""

    PRODUCT_QUALITY = "product_quality"
    CUSTOMER_USE = "customer_use"
    SUPPLIER = "supplier"
    UNKNOWN = "unknown"


class Party(StrEnum):
    """Who bears the cost."""

    OURS = "ours"
    CUSTOMER = "customer"
    SUPPLIER = "supplier"
    UNDECIDED = "undecided"


class ChargeKind(StrEnum):
    """What the customer is asked to pay."""

    FREE = "free"
    FULL = "full"
    MATERIAL_ONLY = "material_only"


@dataclass(frozen=True)
class Decision:
    """Who bears the cost, what the customer pays, and the rule that says so."""

    party: Party
    charge: ChargeKind
    basis: str


@dataclass(frozen=True)
class Circumstances:
    """What the decision depends on."""

    cover: Cover
    item_in_scope: bool
    statutory: bool
    major: bool
    cause: CauseKind
    customer_fault: str

    @classmethod
    def of(cls, case: Case, cause: CauseKind) -> "Circumstances":
        """Those of a case whose cause is named."""
        return cls(
            cover=case.cover,
            item_in_scope=case.item_in_scope,
            statutory=case.statutory,
            major=case.major,
            cause=cause,
            customer_fault=case.parameters.get("charge.customer_fault", "all_cost"),
        )

    @property
    def misuse(self) -> bool:
        return self.cause is CauseKind.CUSTOMER_USE

    @property
    def under_contract(self) -> bool:
        return self.cover in {Cover.CONTRACT_PERIOD, Cover.OM_PERIOD}

    @property
    def in_warranty(self) -> bool:
        return self.cover is Cover.WARRANTY and self.item_in_scope

    @property
    def guaranteed(self) -> bool:
        """Whether warranty or a contract covers the item at all, whoever caused the fault."""
        return self.cover is not Cover.NONE and self.item_in_scope


@dataclass(frozen=True)
class Row:
    """One row of the table."""

    applies: Callable[[Circumstances], bool]
    decision: Decision


_UNPROVEN = frozenset({CauseKind.PRODUCT_QUALITY, CauseKind.UNKNOWN})

_MATERIAL_ONLY = Row(
    lambda c: c.guaranteed and c.misuse and c.customer_fault == "material_only",
    Decision(Party.CUSTOMER, ChargeKind.MATERIAL_ONLY, "004-5.2.2.4a"),
)
_ALL_COST = Row(
    lambda c: c.guaranteed and c.misuse,
    Decision(Party.CUSTOMER, ChargeKind.FULL, "002-4.5.3.1e"),
)

TABLE: tuple[Row, ...] = (
    # 1. What a contract covers is free. Misuse is not covered: what its clause asks for that has
    # become the case's `charge.customer_fault`, so row 6 decides as the clause says.
    Row(
        lambda c: c.under_contract and c.item_in_scope and not c.misuse,
        Decision(Party.OURS, ChargeKind.FREE, "004-5.2.1.4"),
    ),
    # 2. A major accident of unproven cause waits for quality, while the work goes on. A cause that
    # the review of a major problem's scheme let pass counts as proven.
    Row(
        lambda c: c.major and c.cause is CauseKind.UNKNOWN,
        Decision(Party.UNDECIDED, ChargeKind.FREE, "002-4.5.3.1d"),
    ),
    # 3. The supplier is asked to pay, never the customer.
    Row(
        lambda c: c.cause is CauseKind.SUPPLIER,
        Decision(Party.SUPPLIER, ChargeKind.FREE, "002-4.3.4"),
    ),
    # 4. A consumer's statutory right (三包) does not reach to misuse.
    Row(
        lambda c: c.statutory and not c.misuse,
        Decision(Party.OURS, ChargeKind.FREE, "three-guarantees"),
    ),
    # 5. Inside warranty the customer need not prove that the fault is ours.
    Row(
        lambda c: c.in_warranty and c.cause in _UNPROVEN,
        Decision(Party.OURS, ChargeKind.FREE, "004-5.2.1.3"),
    ),
    # 6. Misuse inside warranty: the policy waives the labour or asks for all.
    _MATERIAL_ONLY,
    _ALL_COST,
    # 7. The contract does not name the item.
    Row(
        lambda c: c.under_contract and not c.item_in_scope,
        Decision(Party.CUSTOMER, ChargeKind.FULL, "002-4.3.6b"),
    ),
    # 8. Nothing covers it.
    Row(lambda _: True, Decision(Party.CUSTOMER, ChargeKind.FULL, "002-4.3.6a")),
)


def decide(circumstances: Circumstances) -> Decision:
    """The decision of the first row that fits."""
    return next(row.decision for row in TABLE if row.applies(circumstances))


def decide_for(party: Party, circumstances: Circumstances) -> Decision:
    """What follows when quality found the liable party; it overrides the table (002-4.5.3.1e)."""
    if party is Party.SUPPLIER:
        return Decision(party, ChargeKind.FREE, "002-4.3.4")
    if party is Party.OURS:
        return Decision(party, ChargeKind.FREE, "002-4.5.3.1e")
    found = replace(circumstances, cause=CauseKind.CUSTOMER_USE)
    return _MATERIAL_ONLY.decision if _MATERIAL_ONLY.applies(found) else _ALL_COST.decision
