"""A period of service begins: by a signature, a hand-over or a renewal, always in one way."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from uuid import UUID

from aftercare_contracts.intake import ContractSigned
from aftercare_kit.unit_of_work import new_id
from intake.application.ports import Work
from intake.domain.contract import Contract, ContractKind

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
) -> Contract:
    """Enter the contract and say so."""
    contract = Contract(
        id=new_id(),
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
    )
    signed = ContractSigned(
        contract_id=contract.id,
        customer_id=contract.customer_id,
        kind=contract.kind,
        starts_on=contract.starts_on,
        ends_on=contract.ends_on,
        policy=contract.policy,
    )
    work.announce(contract, signed)
    work.contracts.add(contract)
    return contract
