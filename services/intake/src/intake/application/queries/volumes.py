"""Bound volumes, and whether their entries are still those that were bound (001-5.1.2.2)."""

from collections.abc import Mapping
from uuid import UUID

import orjson
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.errors import UnknownRecord
from aftercare_kit.lists import Slice, listed
from aftercare_kit.pages import Page
from intake.adapters import tables
from intake.adapters.tables_file import volume
from intake.application.rights import RIGHTS
from intake.application.views import CheckedVolumeView, VolumeView
from intake.domain.request import Channel
from intake.domain.volume import Form, digest, form_of

_LOG = tables.contact_log


async def lines_of(connection: AsyncConnection, year: int) -> Mapping[Form, list[str]]:
    """The entries of a year by form, each as one line, in the order they happened; UTC."""
    first = sa.func.make_timestamptz(year, 1, 1, 0, 0, 0, "UTC")
    after = sa.func.make_timestamptz(year + 1, 1, 1, 0, 0, 0, "UTC")
    chosen = (
        sa.select(_LOG)
        .where(_LOG.c.happened_at >= first, _LOG.c.happened_at < after)
        .order_by(_LOG.c.happened_at, _LOG.c.id)
    )
    lines: dict[Form, list[str]] = {form: [] for form in Form}
    for row in (await connection.execute(chosen)).mappings():
        said = {str(key): each for key, each in row.items() if key not in {"region", "version"}}
        form = form_of(Channel(row["channel"]), row["direction"])
        lines[form].append(orjson.dumps(said, default=str, option=orjson.OPT_SORT_KEYS).decode())
    return lines


async def bound_forms(connection: AsyncConnection, year: int) -> frozenset[Form]:
    """Which volumes of a year are bound."""
    chosen = sa.select(volume.c.form).where(volume.c.year == year)
    return frozenset(Form(form) for form in (await connection.execute(chosen)).scalars())


async def list_volumes(
    connection: AsyncConnection, actor: Actor, *, year: int | None, wanted: Slice
) -> Page[VolumeView]:
    """Volumes, the latest year first."""
    RIGHTS.require(actor, "contact_log.read")
    chosen = sa.select(volume)
    if year is not None:
        chosen = chosen.where(volume.c.year == year)
    order = (volume.c.year, volume.c.form, volume.c.id)
    return await listed(connection, chosen, order, VolumeView.of, wanted, newest_first=True)


async def check_volume(
    connection: AsyncConnection, actor: Actor, volume_id: UUID
) -> CheckedVolumeView:
    """One volume, its entries counted and hashed anew."""
    RIGHTS.require(actor, "contact_log.read")
    row = (
        await connection.execute(sa.select(volume).where(volume.c.id == volume_id))
    ).one_or_none()
    if row is None:
        raise UnknownRecord("volume", volume_id)
    found = digest((await lines_of(connection, row.year))[Form(row.form)])
    said = VolumeView.of(row).model_dump()
    return CheckedVolumeView(**said, intact=found == (row.entries, row.sha256))
