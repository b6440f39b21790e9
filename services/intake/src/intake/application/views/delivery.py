"""Deliveries, as intake answers them."""

from datetime import date
from uuid import UUID

from intake.application.views.view import View


class CountView(View):
    """When all goods were counted, and by which signed note."""

    on: date
    note: str
    sha256: str
    by: str


class DeliveryView(View):
    """A consignment of an order to a site."""

    id: UUID
    version: int
    customer_id: UUID
    site_id: UUID
    order_no: str
    project_no: str | None
    carrier: str | None
    delivered_on: date
    serials: list[str]
    told: str | None
    recorded_by: str
    count: CountView | None
