"""Printed numbers: issued in the owner's transaction, never twice, without gaps."""

from dataclasses import dataclass
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.bounds import Bounds

_NEXT = sa.text(
    "insert into number_range as r (form, series, last) values (:form, :series, 1)"
    " on conflict (form, series) do update set last = r.last + 1 returning last"
)


@dataclass(frozen=True, slots=True)
class Issue:
    """A number to be given out by the statement that writes it."""

    form: str
    series: str
    digits: int


class Numbers:
    """The running numbers of one unit of work.

    A series stays locked from the number to the commit, and its writers queue there. So a number is
    taken by the very statement that writes it: until then a stand-in holds its place, in fields, in
    events and in the answer, and PostgreSQL puts the number in.
    """

    def __init__(self, connection: AsyncConnection, bounds: Bounds) -> None:
        self._connection = connection
        self._bounds = bounds
        self._waiting: dict[str, Issue] = {}
        self._known: dict[str, str] = {}

    def issue(self, form: str, series: str, *, digits: int = 2) -> str:
        """A stand-in for the next printed number of a series: the series, then the running number.

        Args:
            form: what is numbered, such as `handling_sheet`.
            series: where its counting starts anew, such as department and month.
            digits: how many the running number has at least.

        """
        stand_in = f"\ue000{uuid4().hex}\ue000"  # A private-use character: no input may hold it.
        self._waiting[stand_in] = Issue(form, series, digits)
        return stand_in

    async def next(self, form: str, series: str) -> int:
        """Take the next number of a series now, for use cases that have to look at it.

        Call it as late as the use case allows: others wait for this transaction from here on.
        """
        self._bounds.must_be_open()
        issued = await self._connection.execute(_NEXT, {"form": form, "series": series})
        return int(issued.scalar_one())

    def __contains__(self, text: object) -> bool:
        """Whether it is a stand-in for a number that is not given out yet."""
        return text in self._waiting

    def take(self) -> dict[str, Issue]:
        """The numbers that the next statement has to give out, by their stand-ins."""
        waiting, self._waiting = self._waiting, {}
        return waiting

    def learn(self, stand_in: str, number: str) -> None:
        """Keep what a stand-in stood for."""
        self._known[stand_in] = number

    def in_text(self, text: str) -> str:
        """The text with every number that is known by now in its place."""
        for stand_in, number in self._known.items():
            text = text.replace(stand_in, number)
        return text
