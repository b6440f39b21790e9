"""In February the contacts of the year before are bound, a volume for each form (J20)."""

from uuid import UUID

from aftercare_contracts.intake import VolumeBound
from aftercare_kit.ids import new_id
from intake.application.ports import Work
from intake.application.queries.volumes import bound_forms, lines_of
from intake.domain.volume import Form, Volume, bound_year, digest

YEARLY = "volume.yearly"


async def bind_volumes(work: Work, _key: UUID) -> None:
    """Bind what is not bound yet; a year without a contact of a form has an empty volume."""
    year = bound_year(work.now)
    lines = await lines_of(work.connection, year)
    bound_already = await bound_forms(work.connection, year)
    for form in Form:
        if form in bound_already:
            continue
        entries, sha256 = digest(lines[form])
        volume = Volume(
            id=new_id(),
            region=work.region,
            year=year,
            form=form,
            entries=entries,
            sha256=sha256,
            bound_at=work.now,
        )
        bound = VolumeBound(
            volume_id=volume.id, year=year, form=form.value, entries=entries, sha256=sha256
        )
        work.announce(volume, bound)
        work.volumes.add(volume)
