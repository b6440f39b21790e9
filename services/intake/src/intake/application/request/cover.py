"""Which policy held for a unit at a moment, and what covered it: read once, decided purely."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from aftercare_clocks import ServicePolicy
from intake.application.ports import Lookups, Unit
from intake.domain.contract import Contract
from intake.domain.cover import Answer, Facts, WarrantyTerms, what_held
from intake.domain.entitlement import Warranty, covering, warranty_of
from intake.domain.policy import PolicyInForce, in_force


async def cover_at(
    lookups: Lookups,
    unit: Unit,
    at: datetime,
    *,
    part: str | None = None,
    repairs: Sequence[date] = (),
) -> tuple[PolicyInForce, Answer]:
    """Read what decides, and decide by the centre's day on which it happened."""
    on = at.astimezone(ZoneInfo(unit.zone)).date()
    contracts = await lookups.contracts(unit.owner_id)
    contract = covering(contracts, unit.product_line, unit.serial, on)
    held = await _policy(lookups, contract, unit, at)
    facts = Facts(
        product_line=unit.product_line,
        serial=unit.serial,
        customer_kind=unit.customer_kind,
        sold=unit.sale_date,
        accepted=unit.accepted_on,
        terms=_terms(held.policy, unit.warranty_months),
        contracts=contracts,
        repairs=repairs,
    )
    return held, what_held(facts, on, part)


async def warranty_now(
    lookups: Lookups, unit: Unit, at: datetime
) -> tuple[ServicePolicy, Warranty | None]:
    """The warranty of a whole unit under the policy in force, whichever day it ends."""
    on = at.astimezone(ZoneInfo(unit.zone)).date()
    contracts = await lookups.contracts(unit.owner_id)
    contract = covering(contracts, unit.product_line, unit.serial, on)
    policy = (await _policy(lookups, contract, unit, at)).policy
    terms = _terms(policy, unit.warranty_months)
    warranty = warranty_of(
        unit.sale_date,
        unit.accepted_on,
        terms.months,
        only_from_acceptance=terms.only_from_acceptance,
    )
    return policy, warranty


async def _policy(
    lookups: Lookups, contract: Contract | None, unit: Unit, at: datetime
) -> PolicyInForce:
    if contract is None:
        return in_force(unit.policy, unit.publications, at)
    publications = await lookups.publications(contract.policy)
    return in_force(contract.policy, publications, at, contract.clauses)


def _terms(policy: ServicePolicy, months: int | None) -> WarrantyTerms:
    """The policy's; a unit whose contract says otherwise keeps its own months."""
    parts = policy.get("warranty.main_parts", tuple)
    of_parts = policy.get("warranty.main_part_months", int)
    return WarrantyTerms(
        months=policy.get("warranty.months", int) if months is None else months,
        parts=dict.fromkeys(map(str, parts), of_parts),
        only_from_acceptance=policy.get("warranty.from") == "acceptance",
    )
