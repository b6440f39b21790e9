"""A customer enters the file, with the centre that serves them (002-4.6b)."""

from aftercare_contracts.intake import CustomerUpdated
from aftercare_kit.errors import UnknownRecord
from aftercare_kit.fields import Body, Code, Line
from aftercare_kit.ids import new_id
from intake.application.ports import Work
from intake.application.rights import RIGHTS
from intake.application.views import CustomerView
from intake.domain.customer import Customer, CustomerKind


class CustomerFile(Body):
    """Who they are, and which centre serves them."""

    name: Line
    kind: CustomerKind = "enterprise"
    centre: Code


class RegisterCustomer(CustomerFile):
    """A new customer."""

    code: Code


async def register_customer(command: RegisterCustomer, work: Work) -> CustomerView:
    """Enter a customer; codes are unique in a region."""
    RIGHTS.require(work.actor, "customer.keep")
    await must_be_open(work, command.centre)
    customer = Customer(
        id=new_id(),
        region=work.region,
        code=command.code,
        name=command.name,
        kind=command.kind,
        centre=command.centre,
    )
    work.announce(customer, updated(customer))
    work.customers.add(customer)
    return CustomerView.of(customer)


async def must_be_open(work: Work, centre: str) -> None:
    """Refuse a centre that is not in the register, or not the actor's own where they have one."""
    elsewhere = work.actor.centre not in {None, centre}
    if elsewhere or await work.centres.find(code=centre) is None:
        raise UnknownRecord("service_centre", centre)


def updated(customer: Customer) -> CustomerUpdated:
    """The fact of how a customer's file stands now."""
    return CustomerUpdated(
        customer_id=customer.id,
        code=customer.code,
        name=customer.name,
        kind=customer.kind,
        centre=customer.centre,
    )
