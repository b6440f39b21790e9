"""Stores as a whole, on PostgreSQL: levels locked in order, who waits, what lies where."""

from collections.abc import Iterable
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.ids import new_id
from aftercare_kit.repository import Repository
from inventory.adapters import tables
from inventory.domain.reservation import ReservationState
from inventory.domain.stock import StockLevel
from inventory.domain.store import StoreKind

_STORE, _LEVEL, _RESERVATION = tables.store, tables.stock_level, tables.reservation


class PostgresShelves:
    """The shelves of all stores, inside one transaction."""

    def __init__(
        self, connection: AsyncConnection, region: str, levels: Repository[StockLevel]
    ) -> None:
        self._connection = connection
        self._region = region
        self._levels = levels

    async def store_of(self, centre: str) -> str | None:
        """The store that a centre draws its parts from."""
        own = sa.and_(_STORE.c.kind == StoreKind.REGIONAL, _STORE.c.centre == centre)
        found = await self._connection.execute(
            sa.select(_STORE.c.code)
            .where(sa.or_(own, _STORE.c.kind == StoreKind.CENTRAL))
            .order_by(sa.desc(own), _STORE.c.code)
            .limit(1)
        )
        return found.scalar_one_or_none()

    async def centre_of(self, store: str) -> str | None:
        """The centre a store belongs to."""
        found = await self._connection.execute(
            sa.select(_STORE.c.centre).where(_STORE.c.code == store)
        )
        return found.scalar_one_or_none()

    async def lock(self, store: str, part_nos: Iterable[str]) -> dict[str, StockLevel]:
        """The levels of these parts, locked in one order by everybody, made where there is none."""
        return {part_no: await self._level(store, part_no) for part_no in sorted(set(part_nos))}

    async def _level(self, store: str, part_no: str) -> StockLevel:
        level = await self._levels.find(store=store, part_no=part_no)
        if level is not None:
            return level
        empty = {
            "id": new_id(),
            "region": self._region,
            "store": store,
            "part_no": part_no,
            "on_hand": 0,
            "reserved": 0,
            "version": 1,
        }
        await self._connection.execute(
            insert(_LEVEL).values(empty).on_conflict_do_nothing(constraint="stock_level_place")
        )
        made = await self._levels.find(store=store, part_no=part_no)
        assert made is not None, "a level was made here, or by whoever came first"
        return made

    async def waiting(self, store: str, part_nos: Iterable[str]) -> list[UUID]:
        """The short reservations of a store that name one of these parts, the oldest first."""
        named = [_RESERVATION.c.lines.contains([{"part_no": part_no}]) for part_no in part_nos]
        found = await self._connection.execute(
            sa.select(_RESERVATION.c.id)
            .where(
                _RESERVATION.c.store == store,
                _RESERVATION.c.state == ReservationState.SHORT,
                sa.or_(sa.false(), *named),
            )
            .order_by(_RESERVATION.c.requested_at, _RESERVATION.c.id)
        )
        return list(found.scalars())

    async def elsewhere(self, store: str, part_nos: Iterable[str]) -> dict[str, list[str]]:
        """Which other stores of the region have some of a part free."""
        found = await self._connection.execute(
            sa.select(_LEVEL.c.part_no, _LEVEL.c.store)
            .where(
                _LEVEL.c.part_no.in_(sorted(set(part_nos))),
                _LEVEL.c.store != store,
                _LEVEL.c.on_hand > _LEVEL.c.reserved,
            )
            .order_by(_LEVEL.c.part_no, _LEVEL.c.store)
        )
        places: dict[str, list[str]] = {}
        for row in found:
            places.setdefault(row.part_no, []).append(row.store)
        return places
