"""Printed numbers: issued in the owner's transaction, never twice, without gaps."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

_NEXT = sa.text(
    "insert into number_range as r (form, series, last) values (:form, :series, 1)"
    " on conflict (form, series) do update set last = r.last + 1 returning last"
)


class Numbers:
    """The running numbers of one service."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def next(self, form: str, series: str) -> int:
        """Take the next number of a series; writers of one series wait for each other's commit.

        Call it as late as the use case allows, since the series stays locked until the commit.

        Args:
            form: what is numbered, such as `handling_sheet`.
            series: where its counting starts anew, such as department and month.

        """
        issued = await self._connection.execute(_NEXT, {"form": form, "series": series})
        return int(issued.scalar_one())
