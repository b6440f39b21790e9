"""The line of units above a part, locked, so that no two moves tie it into a ring."""

from uuid import UUID

from aftercare_kit.errors import UnknownRecord
from intake.application.ports import Work
from intake.domain import errors
from intake.domain.asset import Asset

DEEPEST = 10
"""Machine, main part, assembly, board: ten levels are more than any unit has."""


async def line_of(asset_id: UUID, work: Work) -> list[Asset]:
    """A unit and what it is a part of, upwards.

    Raises:
        UnknownRecord: there is no such unit.
        AssetTreeBroken: deeper than any unit is.

    """
    line: list[Asset] = []
    above: UUID | None = asset_id
    while above is not None:
        if len(line) == DEEPEST:
            raise errors.AssetTreeBroken(field="parent_id")
        asset = await work.assets.find(id=above)
        if asset is None:
            raise UnknownRecord("asset", above)
        line.append(asset)
        above = asset.parent_id
    return line
