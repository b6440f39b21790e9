"""The ends of certificates: announced a month ahead and on the day, by a timer (001-5.2.1)."""

from uuid import UUID

from aftercare_contracts.dispatch import EngineerCertificateExpired, EngineerCertificateExpiring
from aftercare_kit.roles import Role
from dispatch.application.ports import Work
from dispatch.domain.certificate import Certificate
from dispatch.domain.engineer import Engineer

CERTIFICATES = "engineer.certificates"

_TOLD = [Role.HR_ADMIN.value, Role.REGIONAL_MANAGER.value]


async def watch(work: Work, engineer: Engineer) -> None:
    """Have the certificates looked at when the next one's end is to be announced."""
    due = engineer.next_announcement()
    if due is None:
        await work.timers.cancel(CERTIFICATES, engineer.id)
    else:
        await work.timers.set(CERTIFICATES, engineer.id, due)


async def announce_ends(work: Work, engineer_id: UUID) -> None:
    """Say which certificates end soon or have ended; those of somebody who left are let be."""
    engineer = await work.engineers.get(engineer_id)
    if not engineer.active:
        return
    for held in engineer.certificates_to_announce(work.now):
        if held.said == "expiring":
            work.announce(engineer, _expiring(engineer, held))
        else:
            planned = await work.bookings.visits_needing(engineer.id, held.skill)
            work.announce(engineer, _expired(engineer, held, [each.number for each in planned]))
    await watch(work, engineer)


def _expiring(engineer: Engineer, held: Certificate) -> EngineerCertificateExpiring:
    return EngineerCertificateExpiring(
        engineer_id=engineer.id,
        code=engineer.code,
        centre=engineer.centre,
        skill=held.skill,
        valid_until=held.valid_until,
        to_roles=_TOLD,
    )


def _expired(
    engineer: Engineer, held: Certificate, visits: list[str]
) -> EngineerCertificateExpired:
    return EngineerCertificateExpired(
        engineer_id=engineer.id,
        code=engineer.code,
        centre=engineer.centre,
        skill=held.skill,
        valid_until=held.valid_until,
        visits=visits,
        to_roles=[*_TOLD, Role.SERVICE_CENTER_DISPATCHER.value],
    )
