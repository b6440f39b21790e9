"""Whether a contact may still be written down: not into a year that is bound (001-5.1.2.2)."""

from datetime import UTC, datetime

from intake.application.ports import Work
from intake.application.queries.volumes import bound_forms
from intake.domain.contact_log import Direction
from intake.domain.request import Channel
from intake.domain.volume import form_of, must_be_unbound


async def must_be_writable(
    work: Work, at: datetime, channel: Channel, direction: Direction
) -> None:
    """Look up what is bound of its year.

    Raises:
        VolumeBound: the volume it belongs to.

    """
    year = at.astimezone(UTC).year
    must_be_unbound(year, form_of(channel, direction), await bound_forms(work.connection, year))
