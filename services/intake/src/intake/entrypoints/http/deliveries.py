"""Routes of deliveries."""

from uuid import UUID

from fastapi import APIRouter, Response

from aftercare_kit.errors import ActInTheFuture, UnknownRecord, VersionConflict
from aftercare_kit.fields import Code
from aftercare_kit.lists import Wanted
from aftercare_kit.pages import Page
from aftercare_kit.problems import problems
from intake.application.delivery.count import CountDelivery, count_delivery
from intake.application.delivery.record import RecordDelivery, record_delivery
from intake.application.queries.deliveries import list_deliveries
from intake.application.views import DeliveryView
from intake.domain import errors
from intake.entrypoints.http.call import IntakeCall

router = APIRouter(prefix="/deliveries", tags=["deliveries"])


@router.get("")
async def list_(
    call: IntakeCall,
    wanted: Wanted,
    customer_id: UUID | None = None,
    project_no: Code | None = None,
) -> Page[DeliveryView]:
    """List deliveries, the latest first."""
    return await call.query(
        lambda connection: list_deliveries(
            connection, call.actor, customer_id=customer_id, project_no=project_no, wanted=wanted
        )
    )


@router.post(
    "",
    status_code=201,
    response_model=DeliveryView,
    responses=problems(
        ActInTheFuture,
        UnknownRecord,
        errors.SiteOfAnotherCustomer,
        errors.CarrierNotListed,
        errors.SerialTaken,
        errors.AcceptedBeforeSold,
    ),
)
async def record(body: RecordDelivery, call: IntakeCall) -> Response:
    """Write down what was delivered; its units enter the installed base."""
    return await call.command(lambda work: record_delivery(body, work), status=201)


@router.post(
    "/{delivery_id}/count",
    response_model=DeliveryView,
    responses=problems(
        ActInTheFuture,
        UnknownRecord,
        VersionConflict,
        errors.DeliveryCounted,
        errors.CountedBeforeDelivered,
        errors.GoodsMissing,
    ),
)
async def count(delivery_id: UUID, body: CountDelivery, call: IntakeCall) -> Response:
    """Note that all goods were counted and the note signed."""
    return await call.command(lambda work: count_delivery(body, delivery_id, work))
