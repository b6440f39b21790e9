"""What intake says of improvements that customers wish for; their words stay in intake."""

from typing import ClassVar, Literal
from uuid import UUID

from aftercare_contracts.base import Event, Title


class ImprovementWished(Event):
    """A customer wants something improved; its department is told (002-4.6b)."""

    type: ClassVar[str] = "aftercare.intake.improvement.wished.v1"
    title: ClassVar[Title] = Title("Improvement wished", "改进需求提出")

    improvement_id: UUID
    customer_id: UUID
    concern: Literal["technical", "quality"]
    department: str
    product_line: str | None = None


class ImprovementAnswered(Event):
    """The department decided what becomes of a wish (002-4.6b)."""

    type: ClassVar[str] = "aftercare.intake.improvement.answered.v1"
    title: ClassVar[Title] = Title("Improvement answered", "改进需求答复")

    improvement_id: UUID
    customer_id: UUID
    decision: Literal["planned", "declined"]
