"""Who reviews a completion file: levels from the policy of its contract period (000-4.2c)."""

from datetime import datetime

from aftercare_clocks import ServicePolicy
from aftercare_kit.approvals import Matter, Step, patience_of, step
from aftercare_kit.roles import Role
from intake.application.ports import Work
from intake.domain.handover import Handover
from intake.domain.policy import in_force
from intake.domain.promise import stated_parameters


async def open_review(work: Work, handover: Handover, at: datetime) -> None:
    """Send the file on its way through the levels of the policy in force."""
    preset = handover.agreed.policy
    policy = in_force(preset, await work.lookups.publications(preset), at).policy
    matter = Matter(
        kind="handover",
        id=handover.id,
        title=f"{handover.project_no} {handover.name}",
        author=handover.project_manager,
        rule="000-4.2c",
        centre=handover.centre,
    )
    await work.approvals.open(matter, _levels(policy), at, patience_of(stated_parameters(policy)))


def _levels(policy: ServicePolicy) -> list[Step]:
    """The region's first, and another person's last."""
    first, *further = [Role(name) for name in policy.texts("handover.approvers")]
    names = ["check_file"] * (len(further) - 1) + ["confirm_file"]
    return [step("review_file", first), *map(step, names, further)]
