"""What a plan's form holds."""

from datetime import date
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import Field

from aftercare_kit.fields import Body, Code, Line, Prose
from dispatch.application.service_order.plan import ServedUnit
from dispatch.domain.service_plan import Proposal, Resources
from dispatch.domain.service_table import Kind

Day = Annotated[date, Field(ge=date(2000, 1, 1), lt=date(2100, 1, 1))]
People = Annotated[int, Field(ge=0, le=1_000)]


class PlannedResources(Body):
    """People, spares and budget."""

    field_engineers: People
    support_engineers: People = 0
    outsourced: People = 0
    spare_ratio_target: Annotated[Decimal, Field(ge=0, le=1, decimal_places=4)]
    spare_storage: Line
    spare_management: Line
    budget: Annotated[Decimal, Field(ge=0, le=1_000_000_000, decimal_places=2)]


class PlannedJob(Body):
    """One service that the plan brings about on a day, or every so many months from it on."""

    kind: Kind
    subject: Line
    site_code: Code
    customer_id: UUID | None = None
    units: Annotated[list[ServedUnit], Field(max_length=500)] = []
    skills: Annotated[list[Code], Field(max_length=20)] = []
    due_on: Day
    every_months: Annotated[int, Field(ge=1, le=24)] | None = None


class PlanBody(Body):
    """What is judged: sections by their names, makers, resources, time."""

    sections: Annotated[dict[Code, Prose], Field(max_length=20)]
    participants: Annotated[list[Code], Field(max_length=20)] = []
    resources: PlannedResources | None = None
    starts_on: Day
    ends_on: Day

    def proposal(self) -> Proposal:
        """The same for the domain."""
        given = self.resources
        return Proposal(
            sections=dict(self.sections),
            participants=list(self.participants),
            resources=Resources(**given.model_dump()) if given else None,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
        )
