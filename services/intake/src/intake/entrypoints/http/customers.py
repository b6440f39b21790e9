"""Routes of customers and the people there."""

from uuid import UUID

from fastapi import APIRouter, Response

from aftercare_kit.errors import UnknownRecord, VersionConflict
from aftercare_kit.fields import Code, Line
from aftercare_kit.lists import Wanted
from aftercare_kit.pages import Page
from aftercare_kit.problems import problems
from intake.application.customer.change import change_customer
from intake.application.customer.erase import Erase, erase_contact
from intake.application.customer.file_views import CustomerFileView
from intake.application.customer.keep_contact import ContactData, add_contact, change_contact
from intake.application.customer.people_views import ContactView, FullContactView
from intake.application.customer.read_file import read_file
from intake.application.customer.read_in_full import read_contact
from intake.application.customer.register import (
    CustomerFile,
    RegisterCustomer,
    register_customer,
)
from intake.application.queries.customers import list_contacts, list_customers, show_customer
from intake.application.views import CustomerView
from intake.domain import errors
from intake.entrypoints.http.call import IntakeCall

router = APIRouter(prefix="/customers", tags=["customers"])
_CHANGE = problems(UnknownRecord, VersionConflict)


@router.get("")
async def list_(
    call: IntakeCall, wanted: Wanted, code: Code | None = None, text: Line | None = None
) -> Page[CustomerView]:
    """List customers by code."""
    return await call.query(
        lambda connection: list_customers(
            connection, call.actor, code=code, text=text, wanted=wanted
        )
    )


@router.get("/{customer_id}", responses=problems(UnknownRecord))
async def show(customer_id: UUID, call: IntakeCall) -> CustomerView:
    """Show a customer."""
    return await call.query(lambda connection: show_customer(connection, call.actor, customer_id))


@router.get(
    "/{customer_id}/file", response_model=CustomerFileView, responses=problems(UnknownRecord)
)
async def file(customer_id: UUID, call: IntakeCall) -> Response:
    """Show all that is known of a customer, in six groups; the reading is audited."""
    return await call.command(lambda work: read_file(customer_id, work))


@router.post(
    "",
    status_code=201,
    response_model=CustomerView,
    responses=problems(errors.CustomerCodeTaken, UnknownRecord),
)
async def register(body: RegisterCustomer, call: IntakeCall) -> Response:
    """Enter a customer into the file."""
    return await call.command(lambda work: register_customer(body, work), status=201)


@router.put("/{customer_id}", response_model=CustomerView, responses=_CHANGE)
async def change(customer_id: UUID, body: CustomerFile, call: IntakeCall) -> Response:
    """Correct a customer's file."""
    return await call.command(lambda work: change_customer(body, customer_id, work))


@router.get("/{customer_id}/contacts", responses=problems(UnknownRecord))
async def contacts(customer_id: UUID, call: IntakeCall, wanted: Wanted) -> Page[ContactView]:
    """List the people at a customer's, masked."""
    return await call.query(
        lambda connection: list_contacts(connection, call.actor, customer_id, wanted)
    )


@router.post(
    "/{customer_id}/contacts",
    status_code=201,
    response_model=ContactView,
    responses=problems(UnknownRecord),
)
async def add(customer_id: UUID, body: ContactData, call: IntakeCall) -> Response:
    """Write a person down."""
    return await call.command(lambda work: add_contact(body, customer_id, work), status=201)


@router.get(
    "/{customer_id}/contacts/{contact_id}",
    response_model=FullContactView,
    responses=problems(UnknownRecord, errors.PersonErased),
)
async def read(customer_id: UUID, contact_id: UUID, call: IntakeCall) -> Response:
    """Read a person's data in full; the reading is audited."""
    return await call.command(lambda work: read_contact(customer_id, contact_id, work))


@router.put(
    "/{customer_id}/contacts/{contact_id}",
    response_model=ContactView,
    responses=problems(UnknownRecord, VersionConflict, errors.PersonErased),
)
async def correct(
    customer_id: UUID, contact_id: UUID, body: ContactData, call: IntakeCall
) -> Response:
    """Correct a person's data."""
    return await call.command(lambda work: change_contact(body, customer_id, contact_id, work))


@router.post(
    "/{customer_id}/contacts/{contact_id}/erase",
    response_model=ContactView,
    responses=problems(UnknownRecord, VersionConflict, errors.PersonErased, errors.LegalHoldLasts),
)
async def erase(customer_id: UUID, contact_id: UUID, body: Erase, call: IntakeCall) -> Response:
    """Forget a person for good; requests and events stay as they are."""
    return await call.command(lambda work: erase_contact(body, customer_id, contact_id, work))
