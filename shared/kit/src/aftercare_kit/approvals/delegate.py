"""Lending own roles for approvals while away, and being back."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from aftercare_kit.approvals.delegation import Delegation
from aftercare_kit.approvals.errors import RoleNotHeld
from aftercare_kit.approvals.rights import RIGHTS
from aftercare_kit.approvals.views import DelegationView
from aftercare_kit.errors import UnknownRecord
from aftercare_kit.fields import Body, Line, Moment
from aftercare_kit.ids import new_id
from aftercare_kit.roles import Role
from aftercare_kit.unit_of_work import UnitOfWork


class Delegate(Body):
    """Who stands in, with which of the own roles, from when until when, and why."""

    delegate: Line
    roles: Annotated[list[Role], Field(min_length=1, max_length=10)]
    starts_at: Moment
    ends_at: Moment
    reason: Line


class EndDelegation(Body):
    """Nothing to fill in: it ends now."""


async def delegate(command: Delegate, work: UnitOfWork) -> DelegationView:
    """Lend roles; a lent role cannot be lent on, for only own ones are held."""
    RIGHTS.require(work.actor, "approval.delegate")
    for role in command.roles:
        if role not in work.actor.roles:
            raise RoleNotHeld(field="roles", role=role)
    lent = Delegation(
        id=new_id(),
        region=work.region,
        delegator=work.actor.subject,
        delegate=command.delegate,
        roles=[role.value for role in command.roles],
        starts_at=command.starts_at,
        ends_at=command.ends_at,
        reason=command.reason,
    )
    work.approvals.delegations.add(lent)
    work.note("approval.delegate", "delegation", lent.id, delegate=lent.delegate, roles=lent.roles)
    await work.flush()
    return DelegationView.of(lent)


async def end_delegation(_command: EndDelegation, key: UUID, work: UnitOfWork) -> DelegationView:
    """Be back: from now on nobody stands in."""
    RIGHTS.require(work.actor, "approval.delegate")
    lent = await work.approvals.delegations.target(key)
    if lent.delegator != work.actor.subject:
        raise UnknownRecord("delegation", key)
    lent.end(work.now)
    work.note("approval.end_delegation", "delegation", lent.id)
    await work.flush()
    return DelegationView.of(lent)
