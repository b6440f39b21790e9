"""The installed base, as intake answers it."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from pydantic import computed_field

from intake.application.views.view import View
from intake.domain.papers import missing


class ReplacementView(View):
    """A part exchanged in the field."""

    request_id: UUID
    part_no: str
    serial_on: str | None
    serial_off: str | None
    at: datetime


class VersionChangeView(View):
    """A component that came from one version to another."""

    component: str
    was: str | None
    now: str
    at: datetime


class AssetView(View):
    """A unit of the installed base with what was exchanged in it."""

    id: UUID
    version: int
    customer_id: UUID
    site_id: UUID
    serial: str
    model: str
    product_line: str
    sale_date: date | None
    accepted_on: date | None
    warranty_months: int | None
    invoice_no: str | None
    replacements: list[ReplacementView]
    parent_id: UUID | None
    main_part: bool
    project_no: str | None
    machine_no: str | None
    commissioned_on: date | None
    versions: Mapping[str, str]
    version_changes: list[VersionChangeView]
    nameplate: Mapping[str, str]
    manual: Mapping[str, str]

    @computed_field
    @property
    def missing(self) -> list[str]:
        """What nameplate and manual say and we do not keep yet (004-5.2.1.1, 004-5.2.1.2)."""
        return missing(self.nameplate, self.manual)


class ProductLineView(View):
    """A product line, whether it is a batch product, and who serves it."""

    id: UUID
    version: int
    code: str
    name: str
    build: str
    made: int
    stage: str
    made_by: str
    policy: str | None
    batch: bool
    served_by: str


class AffectedView(View):
    """A unit of a campaign."""

    asset_id: UUID
    customer_id: UUID
    serial: str
    told_at: datetime | None
    wish: str | None
    settled_at: datetime | None


class CampaignView(View):
    """All units of a defect."""

    id: UUID
    version: int
    code: str
    defect: str
    measure: str
    reason: str
    opened_by: str
    units: list[AffectedView]
    closed_at: datetime | None
