"""A certificate is added or renewed; its end is watched from now on (001-5.2.1)."""

from uuid import UUID

from aftercare_contracts.dispatch import EngineerCertified
from dispatch.application.engineer.fields import SkillCertificate
from dispatch.application.engineer.target import target_engineer
from dispatch.application.engineer.watch import watch
from dispatch.application.ports import Work
from dispatch.application.rights import RIGHTS
from dispatch.application.staff_views import EngineerView


async def certify_engineer(
    command: SkillCertificate, engineer_id: UUID, work: Work
) -> EngineerView:
    """Take in the certificate; a renewal reaches further than what it renews."""
    RIGHTS.require(work.actor, "engineer.certify")
    engineer = await target_engineer(work, engineer_id)
    engineer.certify(command.certificate())
    certified = EngineerCertified(
        engineer_id=engineer.id,
        code=engineer.code,
        centre=engineer.centre,
        skill=command.skill,
        valid_until=command.valid_until,
    )
    work.announce(engineer, certified)
    await watch(work, engineer)
    return EngineerView.of(engineer)
