"""An engineer, the skills on certificate, and whether a job may be given to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from dispatch.domain import errors


@dataclass(frozen=True)
class Certificate:
    """A proven skill, valid through a last day."""

    skill: str
    valid_until: date


@dataclass
class Engineer:
    """Somebody who can be sent."""

    id: UUID
    region: str
    code: str
    name: str
    centre: str
    certificates: list[Certificate]
    active: bool = True
    version: int = 0

    def must_be_qualified(self, skills: Iterable[str], on: date) -> None:
        """Refuse a job that needs a skill without a certificate valid on that day (001-5.2.1).

        Args:
            skills: what the scheme asks for.
            on: the last day of the job, in the centre's zone.

        """
        if not self.active:
            raise errors.EngineerNotActive(engineer=self.code)
        valid_until = {held.skill: held.valid_until for held in self.certificates}
        for skill in skills:
            if skill not in valid_until:
                raise errors.CertificateMissing(field="engineer_id", skill=skill)
            if valid_until[skill] < on:
                raise errors.CertificateExpired(
                    field="engineer_id", skill=skill, valid_until=valid_until[skill]
                )
