"""Wishes for improvement, as intake answers them."""

from datetime import datetime
from uuid import UUID

from intake.application.views.view import View


class ReplyView(View):
    """What a department makes of a wish."""

    decision: str
    text: str
    by: str
    at: datetime


class ImprovementView(View):
    """What a customer wants improved, and whose matter it is."""

    id: UUID
    version: int
    customer_id: UUID
    request_id: UUID | None
    product_line: str | None
    concern: str
    department: str
    text: str
    wished_at: datetime
    recorded_by: str
    reply: ReplyView | None
