"""A contract is signed: it opens a period of service under a policy (000-3.3, 000-3.4)."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from aftercare_kit.fields import Body, Code
from intake.application.contract.begin import begin_contract
from intake.application.customer.reach import customer_within_reach
from intake.application.fields import Day, ParameterValues
from intake.application.ports import Work
from intake.application.rights import RIGHTS
from intake.application.views import ContractView
from intake.domain import policy
from intake.domain.contract import ContractKind
from intake.domain.service_items import must_be_offered

Scope = Annotated[list[Code], Field(max_length=1000)]


class SignContract(Body):
    """What is covered from when to when; an empty scope is everything the customer runs.

    `clauses` are policy parameters the contract sets otherwise, such as `clock.arrival.limit`.
    """

    customer_id: UUID
    code: Code
    kind: ContractKind
    starts_on: Day
    ends_on: Day
    product_lines: Scope = []
    serials: Scope = []
    policy: Code = "base"
    clauses: ParameterValues = {}
    package: Annotated[list[Code], Field(max_length=15)] = []


async def sign_contract(command: SignContract, work: Work) -> ContractView:
    """Enter a contract whose clauses its policy can keep."""
    RIGHTS.require(work.actor, "contract.keep")
    policy.must_be_known(command.policy, field="policy")
    policy.must_be_sound(command.policy, command.clauses, field="clauses")
    publications = await work.lookups.publications(command.policy)
    policy.must_fit(command.policy, publications, [command.clauses])
    must_be_offered(command.package)
    customer = await customer_within_reach(work, command.customer_id)
    contract = await begin_contract(
        work,
        customer_id=customer.id,
        code=command.code,
        kind=command.kind,
        starts_on=command.starts_on,
        ends_on=command.ends_on,
        product_lines=command.product_lines,
        serials=command.serials,
        policy=command.policy,
        clauses=command.clauses,
        package=command.package,
    )
    return ContractView.of(contract)
