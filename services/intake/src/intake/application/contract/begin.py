"""A period of service begins: by a signature, a hand-over or a renewal, always in one way."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from uuid import UUID

from aftercare_contracts.intake import ContractSigned
from aftercare_kit.ids import new_id
from intake.application.ports import Work
from intake.application.renewal import fall_due
from intake.domain.contract import Contract, ContractKind
from intake.domain.policy import in_force

_NONE: Mapping[str, object] = MappingProxyType({})


async def begin_contract(
    work: Work,
    *,
    customer_id: UUID,
    code: str,
    kind: ContractKind,
    starts_on: date,
    ends_on: date,
    product_lines: Sequence[str],
    serials: Sequence[str],
    policy: str,
    clauses: Mapping[str, object] = _NONE,
    package: Sequence[str] = (),
    contract_id: UUID | None = None,
) -> Contract:
    """Enter the contract, say so, and watch for its end."""
    contract = Contract(
        id=contract_id or new_id(),
        region=work.region,
        customer_id=customer_id,
        code=code,
        kind=kind,
        starts_on=starts_on,
        ends_on=ends_on,
        product_lines=list(product_lines),
        serials=list(serials),
        policy=policy,
        clauses=dict(clauses),
        package=list(package),
    )
    signed = ContractSigned(
        contract_id=contract.id,
        customer_id=contract.customer_id,
        kind=contract.kind,
        starts_on=contract.starts_on,
        ends_on=contract.ends_on,
        policy=contract.policy,
        package=contract.package,
    )
    work.announce(contract, signed)
    work.contracts.add(contract)
    await _watch_its_end(work, contract)
    return contract


async def _watch_its_end(work: Work, contract: Contract) -> None:
    """The policy of the contract says how long before its end the renewal is due."""
    customer = await work.customers.get(contract.customer_id)
    centre = await work.centres.find(code=customer.centre)
    assert centre is not None, "a customer has a centre"
    publications = await work.lookups.publications(contract.policy)
    held = in_force(contract.policy, publications, work.now, contract.clauses)
    await fall_due.watch(work, contract, held.policy.get("renewal.ahead_days", int), centre.zone)
