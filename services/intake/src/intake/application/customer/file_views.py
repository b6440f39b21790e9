"""A customer's whole file, as intake answers it: six groups in one place (004-5.1.3.3)."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from pydantic import BaseModel

from intake.application.customer.people_views import ContactView, SiteView
from intake.application.views import (
    AssetView,
    ContractView,
    CustomerView,
    DeliveryView,
    ImprovementView,
    RequestView,
    View,
)


class FileEntryView(View):
    """A complaint, a quote or a charge, as it was last told of."""

    id: UUID
    request_id: UUID
    kind: str
    state: str
    at: datetime
    facts: Mapping[str, str]


class NeedView(View):
    """How often one kind of need came up in the last twelve months."""

    product_line: str
    need: str
    fault_kind: str | None
    requests: int
    units: int


class WhoView(BaseModel):
    """The customer: who they are, whom one reaches, masked, and what they run."""

    customer: CustomerView
    contacts: list[ContactView]
    sites: list[SiteView]
    units: list[AssetView]


class ServiceView(BaseModel):
    """What was done for them, what they wish, and what their needs are."""

    requests: list[RequestView]
    improvements: list[ImprovementView]
    needs: list[NeedView]


class CustomerFileView(BaseModel):
    """The six groups, each the latest twenty; `finance` is null for whom it is no business of."""

    customer: WhoView
    orders: list[ContractView]
    deliveries: list[DeliveryView]
    service: ServiceView
    complaints: list[FileEntryView]
    finance: list[FileEntryView] | None
