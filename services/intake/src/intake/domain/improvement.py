"""What a customer wants improved: it reaches the department concerned (002-4.6b)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal
from uuid import UUID

from aftercare_kit.errors import ActBeforeItsCause
from intake.domain import errors
from intake.domain.departments import HANDLED_BY, QUALITY, FaultKind

Decision = Literal["planned", "declined"]


class Concern(StrEnum):
    """What the wish is about."""

    TECHNICAL = "technical"
    QUALITY = "quality"


def department_for(concern: Concern, made_by: str | None) -> str:
    """Quality's, or the technical department's: who makes the line, else R&D.

    Args:
        concern: what the wish is about.
        made_by: the department that makes the unit's product line, where one is known.

    """
    if concern is Concern.QUALITY:
        return QUALITY
    return made_by or HANDLED_BY[FaultKind.SOFTWARE]


@dataclass(frozen=True)
class Reply:
    """What the department makes of it."""

    decision: Decision
    text: str
    by: str
    at: datetime


@dataclass
class Improvement:
    """One wish, in the customer's file until its department has answered."""

    id: UUID
    region: str
    customer_id: UUID
    request_id: UUID | None
    product_line: str | None
    concern: Concern
    department: str
    text: str
    wished_at: datetime
    recorded_by: str
    reply: Reply | None = None
    version: int = 0

    def answer(self, reply: Reply) -> None:
        """The department decided; once."""
        if self.reply is not None:
            raise errors.ImprovementAnswered(answered_at=self.reply.at)
        if reply.at < self.wished_at:
            raise ActBeforeItsCause("002-4.6b", field="occurred_at", last_act_at=self.wished_at)
        self.reply = reply
