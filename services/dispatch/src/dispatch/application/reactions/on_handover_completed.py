"""A project handed over to service needs its service plan (000-6.3.1, 000-4.3e)."""

from datetime import timedelta

from aftercare_contracts.intake import HandoverCompleted
from aftercare_kit.events import Received
from aftercare_kit.roles import Role
from dispatch.application.obligation.keep import open_obligation
from dispatch.application.ports import Work
from dispatch.domain.service_plan import PlanKind

WRITTEN_WITHIN = timedelta(days=14)


async def on_handover_completed(event: Received[HandoverCompleted], work: Work) -> None:
    """Give the task to the region at once; a plan that is there already leaves nothing to do."""
    project = event.data.project_no
    if await work.service_plans.find(kind=PlanKind.PROJECT, project_no=project) is not None:
        return
    await open_obligation(
        work,
        PlanKind.PROJECT,
        project,
        roles=[Role.REGIONAL_MANAGER.value],
        due_at=event.time + WRITTEN_WITHIN,
        title=f"project {project}",
        centre=event.data.centre,
    )
