"""A fact about a case, as the fold reads it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Fact:
    """What happened, told by whom, to which aggregate.

    `name` is aggregate and fact as on the wire, such as `visit.departed`; `data` is plain JSON.
    """

    id: UUID
    name: str
    data: Mapping[str, Any]
    aggregate_id: UUID
    version: int
    at: datetime
