"""Complaints about a case stand in its customer's file (004-5.1.3.3)."""

from aftercare_contracts.feedback import (
    ComplaintClosed,
    ComplaintConsulted,
    ComplaintOpened,
    ComplaintReopened,
    ComplaintReplied,
)
from aftercare_kit.events import Received
from intake.application.ports import Work
from intake.application.reactions.file_note import keep


async def on_complaint_opened(event: Received[ComplaintOpened], work: Work) -> None:
    """A complaint was accepted, at its level."""
    fact = event.data
    await keep(work, event, "complaint", fact.complaint_id, "opened", {"level": fact.level})


async def on_complaint_replied(event: Received[ComplaintReplied], work: Work) -> None:
    """The customer was told what will be done, and agreed to it or not (004-5.3.2.2c)."""
    state = "agreed" if event.data.agreed else "replied"
    await keep(work, event, "complaint", event.data.complaint_id, state)


async def on_complaint_consulted(event: Received[ComplaintConsulted], work: Work) -> None:
    """They were consulted again."""
    state = "agreed" if event.data.agreed else "replied"
    await keep(work, event, "complaint", event.data.complaint_id, state)


async def on_complaint_reopened(event: Received[ComplaintReopened], work: Work) -> None:
    """The customer was not satisfied with how it was handled."""
    await keep(work, event, "complaint", event.data.complaint_id, "reopened")


async def on_complaint_closed(event: Received[ComplaintClosed], work: Work) -> None:
    """It is settled, in time or late."""
    in_time = {"in_time": "yes" if event.data.in_time else "no"}
    await keep(work, event, "complaint", event.data.complaint_id, "closed", in_time)
