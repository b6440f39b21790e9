"""A contact with a customer: each call, fax, letter and mail, in or out (001-5.1.2.2)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from intake.domain.request import Channel

Direction = Literal["in", "out"]


@dataclass
class ContactLog:
    """What was needed, what we thought of it, what came of it."""

    id: UUID
    region: str
    customer_id: UUID
    request_id: UUID | None
    contact_id: UUID | None
    direction: Direction
    channel: Channel
    need: str
    opinion: str | None
    result: str | None
    happened_at: datetime
    recorded_at: datetime
    recorded_by: str
    version: int = 0

    def conclude(self, opinion: str | None, result: str) -> None:
        """Add what came of it; what was needed stays as it was told."""
        self.opinion, self.result = opinion or self.opinion, result
