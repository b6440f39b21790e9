"""Rows of customers."""

from collections.abc import Sequence

from aftercare_kit.errors import UnknownRecord
from aftercare_kit.fields import Body, Code, Line
from aftercare_kit.ids import new_id
from intake.application.customer.register import updated
from intake.application.ports import Work
from intake.application.rights import RIGHTS
from intake.application.sheet.entries import Entry, Known
from intake.domain import errors
from intake.domain.customer import Customer, CustomerKind


class CustomerRow(Body):
    """A customer of the centre with this code."""

    code: Code
    name: Line
    kind: CustomerKind = "enterprise"
    centre: Code


class CustomerEntries:
    """Makes customers of rows whose codes are new and whose centre is within reach."""

    body = CustomerRow

    def __init__(self, work: Work, taken: Known, centres: Known) -> None:
        self._work = work
        self._taken = set(taken)
        self._centres = centres

    @classmethod
    async def ready(cls, work: Work, rows: Sequence[CustomerRow]) -> "CustomerEntries":
        """Read at once what all rows refer to."""
        RIGHTS.require(work.actor, "customer.keep")
        taken = await work.lookups.customers([row.code for row in rows])
        centres = await work.lookups.centres([row.centre for row in rows])
        return cls(work, taken, centres)

    def entry(self, row: CustomerRow) -> Entry:
        """The customer of one row.

        Raises:
            Refusal: what registering it alone would refuse.

        """
        if row.centre not in self._centres or self._work.actor.centre not in {None, row.centre}:
            raise UnknownRecord("service_centre", row.centre)
        if row.code in self._taken:
            raise errors.CustomerCodeTaken(field="code")
        self._taken.add(row.code)
        customer = Customer(
            id=new_id(),
            region=self._work.region,
            code=row.code,
            name=row.name,
            kind=row.kind,
            centre=row.centre,
        )
        return Entry(self._work.customers, customer, updated(customer))
