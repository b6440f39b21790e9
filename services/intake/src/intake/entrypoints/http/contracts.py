"""Routes of contracts."""

from uuid import UUID

from fastapi import APIRouter, Response

from aftercare_kit.errors import UnknownRecord
from aftercare_kit.lists import Wanted
from aftercare_kit.pages import Page
from aftercare_kit.problems import problems
from intake.application.contract.sign import SignContract, sign_contract
from intake.application.queries.customers import list_contracts
from intake.application.views import ContractView
from intake.domain import errors
from intake.entrypoints.http.call import IntakeCall

router = APIRouter(prefix="/contracts", tags=["contracts"])


@router.get("")
async def list_(
    call: IntakeCall, wanted: Wanted, customer_id: UUID | None = None
) -> Page[ContractView]:
    """List contracts by the day they end."""
    return await call.query(
        lambda connection: list_contracts(
            connection, call.actor, customer_id=customer_id, wanted=wanted
        )
    )


@router.post(
    "",
    status_code=201,
    response_model=ContractView,
    responses=problems(
        errors.ContractCodeTaken,
        errors.ContractPeriodInvalid,
        errors.PresetUnknown,
        errors.PolicyParameterInvalid,
        errors.PolicyCannotBeKept,
        errors.ServiceItemUnknown,
        UnknownRecord,
    ),
)
async def sign(body: SignContract, call: IntakeCall) -> Response:
    """Enter a signed contract."""
    return await call.command(lambda work: sign_contract(body, work), status=201)
