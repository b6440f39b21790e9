"""A visit's papers are owed or came in: a confirmed case closes with the last of them."""

from aftercare_contracts.dispatch import WorkOrderPapersChanged
from aftercare_kit.events import Received
from intake.application.ports import Work
from intake.application.request.close import papers_out, tell_closed
from intake.domain.field_papers import FieldPapers
from intake.domain.request import State


async def on_papers_changed(event: Received[WorkOrderPapersChanged], work: Work) -> None:
    """Keep the number; close what only waited for it (002-4.5.1a)."""
    fact = event.data
    request = await work.requests.get(fact.request_id)
    kept = await work.field_papers.every(request_id=request.id)
    papers = next((each for each in kept if each.id == fact.work_order_id), None)
    if papers is None:
        papers = FieldPapers(fact.work_order_id, request.region, request.id)
        work.field_papers.add(papers)
    if not papers.count(fact.outstanding, event.aggregate_version):
        return  # Told again, or overtaken by what the work order said since.
    if request.state is not State.VERIFIED or await papers_out(work, request):
        return
    at = max(event.time, request.last_act_at)
    request.close(at)
    tell_closed(work, request, at)
