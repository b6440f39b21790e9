"""Service plans and obligations as they are shown."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from dispatch.application.views import View


class ResourcesView(View):
    field_engineers: int
    support_engineers: int
    outsourced: int
    spare_ratio_target: Decimal
    spare_storage: str
    spare_management: str
    budget: Decimal


class PlanProposalView(View):
    sections: dict[str, str]
    participants: list[str]
    resources: ResourcesView | None
    starts_on: date
    ends_on: date


class ServicePlanView(View):
    """A plan and where it stands."""

    id: UUID
    version: int
    number: str
    kind: str
    period: str
    centre: str
    department: str
    policy: str
    author: str
    project_no: str | None
    customer_id: UUID | None
    state: str
    proposal: PlanProposalView
    approved_at: datetime | None
    returned_because: str | None


class PlanJobView(View):
    """One service the plan brings about: how often it came, and when it comes next."""

    id: UUID
    kind: str
    subject: str
    site_code: str
    due_on: date
    every_months: int | None
    done: int
    last_order_id: UUID | None
    over: bool


class ServicePlanDetail(ServicePlanView):
    """A plan with its jobs."""

    jobs: list[PlanJobView]


class ObligationView(View):
    """Something that has to be done by a day, and by whom."""

    id: UUID
    kind: str
    period: str
    roles: list[str]
    centre: str | None
    title: str
    due_at: datetime
    met_by: UUID | None
    overdue: bool
