"""What intake says of defects that many units share."""

from typing import ClassVar, Literal
from uuid import UUID

from aftercare_contracts.base import Event, Title


class CampaignOpened(Event):
    """A defect of a batch or a design was found; owners are to be told (004-5.2.1.5)."""

    type: ClassVar[str] = "aftercare.intake.campaign.opened.v1"
    title: ClassVar[Title] = Title("Campaign opened", "批量质量活动启动")

    campaign_id: UUID
    code: str
    defect: Literal["batch_quality", "design_defect"]
    measure: Literal["exchange", "recall"]
    asset_ids: list[UUID]


class CampaignUnitChanged(Event):
    """An owner was told or asked, or a unit settled (004-5.2.1.5)."""

    type: ClassVar[str] = "aftercare.intake.campaign.unit_changed.v1"
    title: ClassVar[Title] = Title("Campaign unit changed", "批量质量活动进展")

    campaign_id: UUID
    asset_id: UUID
    customer_id: UUID
    told: bool
    wish: str | None = None
    settled: bool


class CampaignClosed(Event):
    """Every affected unit is settled (004-5.2.1.5)."""

    type: ClassVar[str] = "aftercare.intake.campaign.closed.v1"
    title: ClassVar[Title] = Title("Campaign closed", "批量质量活动结束")

    campaign_id: UUID
    code: str
