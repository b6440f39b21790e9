"""A unit with all its parts, and the units it is a part of."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.errors import UnknownRecord
from intake.adapters import tables
from intake.application.queries.customers import within_reach
from intake.application.views import View

_ASSET = tables.asset
_DEEPEST = 10
_MOST = 1000


class TreeNode(View):
    """A unit in its tree: `depth` is 0 for the one asked for, less above it, more below."""

    id: UUID
    parent_id: UUID | None
    depth: int
    serial: str
    model: str
    main_part: bool
    warranty_months: int | None


_SHOWN = ("id", "parent_id", "serial", "model", "main_part", "warranty_months")


async def show_tree(connection: AsyncConnection, actor: Actor, asset_id: UUID) -> list[TreeNode]:
    """The line upwards, the unit, and what is below it, a level at a time."""
    mine = within_reach(actor, _ASSET.c.customer_id)
    columns = [_ASSET.c[name] for name in _SHOWN]
    start = sa.select(*columns, sa.literal(0).label("depth")).where(_ASSET.c.id == asset_id, *mine)
    below = start.cte("below", recursive=True)
    below = below.union_all(
        sa.select(*columns, below.c.depth + 1).where(
            _ASSET.c.parent_id == below.c.id, below.c.depth < _DEEPEST
        )
    )
    above = start.cte("above", recursive=True)
    above = above.union_all(
        sa.select(*columns, above.c.depth - 1).where(
            _ASSET.c.id == above.c.parent_id, above.c.depth > -_DEEPEST
        )
    )
    tree = sa.union(sa.select(below), sa.select(above)).subquery()
    chosen = sa.select(tree).order_by(tree.c.depth, tree.c.serial).limit(_MOST)
    rows = (await connection.execute(chosen)).all()
    if not rows:
        raise UnknownRecord("asset", asset_id)
    return [TreeNode.of(row) for row in rows]
