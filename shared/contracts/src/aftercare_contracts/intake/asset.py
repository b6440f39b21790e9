"""What intake says of the installed base."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from aftercare_contracts.base import Event, Title


class AssetRegistered(Event):
    """A unit entered the installed base."""

    type: ClassVar[str] = "aftercare.intake.asset.registered.v1"
    title: ClassVar[Title] = Title("Asset registered", "设备建档")

    asset_id: UUID
    customer_id: UUID
    serial: str
    model: str
    product_line: str
    site_code: str


class AssetChanged(Event):
    """A unit of the installed base changed: a main part of it was replaced."""

    type: ClassVar[str] = "aftercare.intake.asset.changed.v1"
    title: ClassVar[Title] = Title("Asset changed", "设备变更")

    asset_id: UUID
    part_no: str
    serial_on: str | None = None
    serial_off: str | None = None


class AssetVersionChanged(Event):
    """A component of a unit, such as its software, runs another version (003-2.1c)."""

    type: ClassVar[str] = "aftercare.intake.asset.version_changed.v1"
    title: ClassVar[Title] = Title("Version changed", "版本变更")

    asset_id: UUID
    component: str
    was: str | None = None
    now: str


class AssetMoved(Event):
    """A unit became a part of another one, or stands by itself again."""

    type: ClassVar[str] = "aftercare.intake.asset.moved.v1"
    title: ClassVar[Title] = Title("Asset moved", "设备归属变更")

    asset_id: UUID
    parent_id: UUID | None = None
    main_part: bool = False


class AssetCommissioned(Event):
    """A unit was put into service."""

    type: ClassVar[str] = "aftercare.intake.asset.commissioned.v1"
    title: ClassVar[Title] = Title("Asset commissioned", "设备投运")

    asset_id: UUID
    customer_id: UUID
    commissioned_on: date


class AssetPapersKept(Event):
    """What a unit's nameplate and manual say was written down (004-5.2.1.1, 004-5.2.1.2)."""

    type: ClassVar[str] = "aftercare.intake.asset.papers_kept.v1"
    title: ClassVar[Title] = Title("Nameplate and manual kept", "铭牌资料建档")

    asset_id: UUID


class WarrantyExpiring(Event):
    """A unit's warranty ends soon; `expires_on` is its last day (004-5.1.7.2, 000-3.3)."""

    type: ClassVar[str] = "aftercare.intake.asset.warranty_expiring.v1"
    title: ClassVar[Title] = Title("Warranty expiring", "质保即将到期")

    asset_id: UUID
    customer_id: UUID
    serial: str
    product_line: str
    expires_on: date


class AssetAccepted(Event):
    """The customer took the unit over: warranty and contract period count from here (000-3.3)."""

    type: ClassVar[str] = "aftercare.intake.asset.accepted.v1"
    title: ClassVar[Title] = Title("Asset accepted", "设备验收")

    asset_id: UUID
    accepted_on: date
