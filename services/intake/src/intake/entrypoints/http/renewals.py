"""Routes of renewals."""

from uuid import UUID

from fastapi import APIRouter, Response

from aftercare_kit.approvals.errors import AuthorMayNotApprove, NothingToApprove, NotYourStep
from aftercare_kit.errors import (
    ActBeforeItsCause,
    ActInTheFuture,
    Refusal,
    UnknownRecord,
    VersionConflict,
)
from aftercare_kit.lists import Wanted
from aftercare_kit.pages import Page
from aftercare_kit.problems import problems
from intake.application.queries.renewals import list_renewals, show_renewal
from intake.application.renewal.conclude import (
    DeclineRenewal,
    SignRenewal,
    decline_renewal,
    sign_renewal,
)
from intake.application.renewal.decide import (
    ApproveRenewal,
    SendBackRenewal,
    approve_renewal,
    send_back_renewal,
)
from intake.application.renewal.draft import DraftRenewal, draft_renewal
from intake.application.views import RenewalView
from intake.domain import errors
from intake.domain.renewal import RenewalState
from intake.entrypoints.http.call import IntakeCall

router = APIRouter(prefix="/renewals", tags=["renewals"])
_ACT: tuple[type[Refusal], ...] = (
    errors.RenewalOutOfOrder,
    ActBeforeItsCause,
    ActInTheFuture,
    UnknownRecord,
    VersionConflict,
)
_DECIDE = problems(*_ACT, AuthorMayNotApprove, NotYourStep, NothingToApprove)


@router.get("")
async def list_(
    call: IntakeCall, wanted: Wanted, state: RenewalState | None = None
) -> Page[RenewalView]:
    """List renewals, what ends first first."""
    return await call.query(
        lambda connection: list_renewals(connection, call.actor, state=state, wanted=wanted)
    )


@router.get("/{renewal_id}", responses=problems(UnknownRecord))
async def show(renewal_id: UUID, call: IntakeCall) -> RenewalView:
    """Show a renewal."""
    return await call.query(lambda connection: show_renewal(connection, call.actor, renewal_id))


@router.post(
    "/{renewal_id}/draft",
    response_model=RenewalView,
    responses=problems(*_ACT, errors.PresetUnknown),
)
async def draft(renewal_id: UUID, body: DraftRenewal, call: IntakeCall) -> Response:
    """Draft what follows the contract."""
    return await call.command(lambda work: draft_renewal(body, renewal_id, work))


@router.post("/{renewal_id}/approve", response_model=RenewalView, responses=_DECIDE)
async def approve(renewal_id: UUID, body: ApproveRenewal, call: IntakeCall) -> Response:
    """Approve the new scheme."""
    return await call.command(lambda work: approve_renewal(body, renewal_id, work))


@router.post("/{renewal_id}/return", response_model=RenewalView, responses=_DECIDE)
async def send_back(renewal_id: UUID, body: SendBackRenewal, call: IntakeCall) -> Response:
    """Send the new scheme back."""
    return await call.command(lambda work: send_back_renewal(body, renewal_id, work))


@router.post(
    "/{renewal_id}/sign",
    response_model=RenewalView,
    responses=problems(*_ACT, errors.RenewalNotApproved, errors.ContractCodeTaken),
)
async def sign(renewal_id: UUID, body: SignRenewal, call: IntakeCall) -> Response:
    """Sign what follows the contract."""
    return await call.command(lambda work: sign_renewal(body, renewal_id, work))


@router.post("/{renewal_id}/decline", response_model=RenewalView, responses=problems(*_ACT))
async def decline(renewal_id: UUID, body: DeclineRenewal, call: IntakeCall) -> Response:
    """Note that the customer goes without."""
    return await call.command(lambda work: decline_renewal(body, renewal_id, work))
