"""A part that can be stocked and fitted, by its part number."""

from dataclasses import dataclass
from uuid import UUID


@dataclass
class Part:
    """One entry of the parts register."""

    id: UUID
    region: str
    part_no: str
    name: str
    unit: str
    version: int = 0
