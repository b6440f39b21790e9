"""The service catalogue: fifteen items in five classes, of which customers compose packages."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Literal

from intake.domain import errors

ItemClass = Literal["remote", "on_site", "hardware", "software", "care"]

SERVICE_ITEMS: Mapping[str, ItemClass] = MappingProxyType(
    {
        "consulting": "remote",
        "phone_support": "remote",
        "remote_support": "remote",
        "on_site_support": "on_site",
        "inquiry_inspection": "care",
        "hardware_repair": "hardware",
        "hardware_exchange": "hardware",
        "part_sales": "hardware",
        "software_patches": "software",
        "complaint_acceptance": "care",
        "on_site_patrol": "on_site",
        "on_site_training": "on_site",
        "regional_representative": "on_site",
        "quality_survey": "care",
        "own_item": "care",
    }
)
"""Item -> its class. The printed list names fourteen; the fifteenth is the tenant's own."""


def must_be_offered(package: Sequence[str]) -> None:
    """Refuse a package with an item that the catalogue does not have (003-2.1a)."""
    for item in package:
        if item not in SERVICE_ITEMS:
            raise errors.ServiceItemUnknown(field="package", item=item)
