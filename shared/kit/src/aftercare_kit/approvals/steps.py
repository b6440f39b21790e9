"""Steps and patience as a service policy states them, and who decides when nobody acts."""

from collections.abc import Mapping
from datetime import timedelta

from aftercare_kit.approvals.approval import Patience, Step
from aftercare_kit.roles import Role

SUPERIORS = {
    Role.REGIONAL_MANAGER: [Role.SERVICE_SUPERVISOR],
    Role.SERVICE_SUPERVISOR: [Role.SERVICE_DEPT_MANAGER],
    Role.QUALITY: [Role.SERVICE_DEPT_MANAGER],
    Role.SERVICE_CENTER_HEAD: [Role.SERVICE_DEPT_MANAGER],
    Role.SERVICE_DEPT_MANAGER: [Role.GM],
}
"""Who decides when nobody acts: the next one up."""


def step(name: str, role: Role) -> Step:
    """A step of one role, which goes to the next one up when nobody acts."""
    return Step(name, [role.value], escalate_to=[up.value for up in SUPERIORS.get(role, [])])


def roles_of(stated: str) -> list[Role]:
    """The roles that a policy's parameter lists."""
    return [Role(name) for name in stated.split(",") if name]


def patience_of(parameters: Mapping[str, str]) -> Patience:
    """How long an approval may wait, as the policy says."""
    hours = {name: parameters.get(f"approval.{name}_hours") for name in ("remind", "escalate")}
    usual = Patience()
    return Patience(
        timedelta(hours=float(hours["remind"])) if hours["remind"] else usual.remind_every,
        timedelta(hours=float(hours["escalate"])) if hours["escalate"] else usual.escalate_after,
    )
