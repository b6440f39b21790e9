"""A place that holds parts: a region's store, an engineer's van or the central depot."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class StoreKind(StrEnum):
    """What a store is for: a centre draws from its regional store, else from the central depot."""

    REGIONAL = "regional"
    VAN = "van"
    CENTRAL = "central"


@dataclass
class Store:
    """One store of a service centre."""

    id: UUID
    region: str
    code: str
    name: str
    centre: str
    kind: StoreKind
    version: int = 0
