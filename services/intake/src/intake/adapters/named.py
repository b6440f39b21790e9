"""Many records at once by the codes that people name them by."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from intake.adapters import tables
from intake.application.ports import Named

_customer, _centre = tables.customer, tables.service_centre
_site, _asset = tables.site, tables.asset
_request = tables.request
_OPERATOR_ERROR = 4


class NamedRecords:
    """Reads that lock nothing, one statement for any number of codes."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def faults(
        self, asset_id: UUID, since: datetime, before: datetime, beside: UUID
    ) -> list[UUID]:
        """Judged faults of a unit reported since then, the oldest first."""
        chosen = (
            sa.select(_request.c.id)
            .where(
                _request.c.asset_id == asset_id,
                _request.c.reported_at.between(since, before),
                _request.c.id != beside,
                _request.c.state.notin_(("registered", "cancelled", "merged")),
                _request.c.judgement["fault_level"].as_integer() < _OPERATOR_ERROR,
            )
            .order_by(_request.c.reported_at, _request.c.id)
        )
        return list((await self._connection.execute(chosen)).scalars())

    async def centres(self, codes: Iterable[str]) -> Mapping[str, Named]:
        """Service centres by code."""
        return await self._by(_centre.c.code, codes, _centre.c.code, sa.null(), _centre)

    async def customers(self, codes: Iterable[str]) -> Mapping[str, Named]:
        """Customers by code."""
        return await self._by(
            _customer.c.code, codes, _customer.c.centre, _customer.c.id, _customer
        )

    async def sites(self, codes: Iterable[str]) -> Mapping[str, Named]:
        """Sites by code."""
        served = _site.join(_customer, _customer.c.id == _site.c.customer_id)
        return await self._by(_site.c.code, codes, _customer.c.centre, _customer.c.id, served)

    async def assets(self, serials: Iterable[str]) -> Mapping[str, Named]:
        """Units by serial number."""
        served = _asset.join(_customer, _customer.c.id == _asset.c.customer_id)
        return await self._by(_asset.c.serial, serials, _customer.c.centre, _customer.c.id, served)

    async def _by(
        self,
        column: sa.Column[str],
        codes: Iterable[str],
        centre: sa.ColumnElement[Any],
        whose: sa.ColumnElement[Any],
        source: sa.FromClause,
    ) -> Mapping[str, Named]:
        wanted = sa.bindparam("codes", sorted(set(codes)), type_=sa.ARRAY(sa.Text))
        chosen = (
            sa.select(
                column.table.c.id,
                column.label("code"),
                centre.label("centre"),
                whose.label("customer_id"),
            )
            .select_from(source)
            .where(column == sa.any_(wanted))
        )
        rows = (await self._connection.execute(chosen)).mappings()
        return {row["code"]: Named(**{str(key): row[key] for key in row}) for row in rows}
