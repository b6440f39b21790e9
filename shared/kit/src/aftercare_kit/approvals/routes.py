"""Routes of the mechanism, the same in each service that uses it."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Response

from aftercare_kit.approvals import errors
from aftercare_kit.approvals.delegate import Delegate, EndDelegation, delegate, end_delegation
from aftercare_kit.approvals.queries import list_delegations, list_waiting
from aftercare_kit.approvals.views import ApprovalView, DelegationView
from aftercare_kit.call import Call, call
from aftercare_kit.lists import Wanted
from aftercare_kit.pages import Page
from aftercare_kit.problems import problems

router = APIRouter(tags=["approvals"])

AnyCall = Annotated[Call[Any], Depends(call)]


@router.get("/approvals")
async def waiting(call: AnyCall, wanted: Wanted) -> Page[ApprovalView]:
    """List what waits for the asker's approval, longest first."""
    return await call.query(lambda connection: list_waiting(connection, call.actor, wanted=wanted))


@router.get("/delegations")
async def delegations(call: AnyCall, wanted: Wanted) -> Page[DelegationView]:
    """List who stands in for the asker, and for whom the asker stands in."""
    return await call.query(
        lambda connection: list_delegations(connection, call.actor, wanted=wanted)
    )


@router.post(
    "/delegations",
    status_code=201,
    response_model=DelegationView,
    responses=problems(errors.RoleNotHeld, errors.DelegationInvalid),
)
async def delegate_(body: Delegate, call: AnyCall) -> Response:
    """Lend own roles to somebody, for approvals, while away."""
    return await call.command(lambda work: delegate(body, work), status=201)


@router.post(
    "/delegations/{delegation_id}/end",
    response_model=DelegationView,
    responses=problems(errors.DelegationOver),
)
async def end(delegation_id: UUID, body: EndDelegation, call: AnyCall) -> Response:
    """Be back."""
    return await call.command(lambda work: end_delegation(body, delegation_id, work))
