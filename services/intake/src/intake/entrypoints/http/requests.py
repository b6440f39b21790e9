"""Routes of service requests: parse, open the unit of work, call the use case."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response

from aftercare_kit.errors import (
    ActBeforeItsCause,
    ActInTheFuture,
    UnknownRecord,
    VersionConflict,
)
from aftercare_kit.fields import Code, Line
from aftercare_kit.lists import Wanted
from aftercare_kit.pages import Page
from aftercare_kit.problems import problems
from intake.application.queries.duplicates import (
    DuplicateView,
    RegisteredView,
    find_duplicates,
)
from intake.application.queries.requests import Filter, list_requests, show_request
from intake.application.request.answer import AnswerCaller, answer_caller
from intake.application.request.cancel import CancelRequest, cancel_request
from intake.application.request.merge import MergeRequest, merge_request
from intake.application.request.refer import ReferRequest, refer_request
from intake.application.request.register import RegisterRequest, register_request
from intake.application.request.triage import TriageRequest, triage_request
from intake.application.views import RequestView
from intake.domain import errors
from intake.domain.request import State
from intake.entrypoints.http.call import IntakeCall

router = APIRouter(prefix="/requests", tags=["requests"])
_ACT = (
    errors.RequestOutOfOrder,
    ActBeforeItsCause,
    ActInTheFuture,
    UnknownRecord,
    VersionConflict,
)


async def _filter(
    state: State | None = None,
    customer_id: UUID | None = None,
    asset_id: UUID | None = None,
    number: Code | None = None,
    text: Line | None = None,
) -> Filter:
    return Filter(state, customer_id, asset_id, number, text)


@router.get("")
async def list_(
    call: IntakeCall, narrow: Annotated[Filter, Depends(_filter)], wanted: Wanted
) -> Page[RequestView]:
    """List requests, the latest reported first."""
    return await call.query(
        lambda connection: list_requests(connection, call.actor, narrow=narrow, wanted=wanted)
    )


@router.get("/duplicates")
async def duplicates(
    call: IntakeCall, customer_id: UUID, asset_id: UUID, subject: Line
) -> list[DuplicateView]:
    """Find open requests that may say the same as the need now told; likeliest first."""
    return await call.query(
        lambda connection: find_duplicates(
            connection, call.actor, customer_id=customer_id, asset_id=asset_id, subject=subject
        )
    )


@router.get("/{request_id}", responses=problems(UnknownRecord))
async def show(request_id: UUID, call: IntakeCall) -> RequestView:
    """Show a request."""
    return await call.query(lambda connection: show_request(connection, call.actor, request_id))


@router.post(
    "",
    status_code=201,
    response_model=RegisteredView,
    responses=problems(
        errors.AssetOfAnotherCustomer, errors.DepartmentUnknown, ActInTheFuture, UnknownRecord
    ),
)
async def register(body: RegisterRequest, call: IntakeCall) -> Response:
    """Take in a need and give it its number."""
    return await call.command(lambda work: register_request(body, work), status=201, only_adds=True)


@router.post(
    "/{request_id}/triage",
    response_model=RequestView,
    responses=problems(*_ACT, errors.PolicyCannotBeKept),
)
async def triage(request_id: UUID, body: TriageRequest, call: IntakeCall) -> Response:
    """Judge the request and freeze the promise for it."""
    return await call.command(lambda work: triage_request(body, request_id, work))


@router.post("/{request_id}/cancel", response_model=RequestView, responses=problems(*_ACT))
async def cancel(request_id: UUID, body: CancelRequest, call: IntakeCall) -> Response:
    """Withdraw the request."""
    return await call.command(lambda work: cancel_request(body, request_id, work))


@router.post(
    "/{request_id}/answer",
    response_model=RequestView,
    responses=problems(*_ACT, errors.AppointmentMissing),
)
async def answer(request_id: UUID, body: AnswerCaller, call: IntakeCall) -> Response:
    """Note that an expert spoke with the caller."""
    return await call.command(lambda work: answer_caller(body, request_id, work))


@router.post(
    "/{request_id}/refer",
    response_model=RequestView,
    responses=problems(*_ACT, errors.SupplierUnnamed, errors.GuidanceMissing),
)
async def refer(request_id: UUID, body: ReferRequest, call: IntakeCall) -> Response:
    """Call a supplier, or guide the user."""
    return await call.command(lambda work: refer_request(body, request_id, work))


@router.post(
    "/{request_id}/merge",
    response_model=RequestView,
    responses=problems(
        *_ACT, errors.MergeIntoItself, errors.MergeAcrossCustomers, errors.MergeTargetNotOpen
    ),
)
async def merge(request_id: UUID, body: MergeRequest, call: IntakeCall) -> Response:
    """Let another open request go on for both."""
    return await call.command(lambda work: merge_request(body, request_id, work))
