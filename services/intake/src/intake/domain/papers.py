"""What a unit's nameplate and manual say, of which we keep all (004-5.2.1.1, 004-5.2.1.2)."""

from collections.abc import Mapping
from typing import Literal, get_args

NameplateItem = Literal[
    "logo",
    "maker",
    "maker_address",
    "hotline",
    "product_name",
    "model",
    "produced_on",
    "safety_warning",
]
ManualItem = Literal["parameters", "usage", "care", "warranty", "certificate"]

NAMEPLATE: tuple[str, ...] = get_args(NameplateItem)
MANUAL: tuple[str, ...] = get_args(ManualItem)


def missing(nameplate: Mapping[str, str], manual: Mapping[str, str]) -> list[str]:
    """What is not kept yet, for whoever can still find it out."""
    return [item for item in NAMEPLATE if item not in nameplate] + [
        item for item in MANUAL if item not in manual
    ]
