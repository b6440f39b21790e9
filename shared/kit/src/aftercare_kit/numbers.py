"""Printed numbers: issued in the owner's transaction, never twice, without gaps."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.tables import number_range


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
        statement = (
            insert(number_range)
            .values(form=form, series=series, last=1)
            .on_conflict_do_update(
                index_elements=[number_range.c.form, number_range.c.series],
                set_={"last": number_range.c.last + sa.literal(1)},
            )
            .returning(number_range.c.last)
        )
        return int((await self._connection.execute(statement)).scalar_one())
