"""A place in the timeline, in the order in which its rows became visible."""

import re
from dataclasses import dataclass
from typing import Self

from aftercare_kit.errors import Malformed

_WRITTEN = re.compile(r"(\d{1,20})-(\d{1,19})", re.ASCII)
_LARGEST_HORIZON = 2**64 - 1
_LARGEST_ID = 2**63 - 1


class MalformedPosition(Malformed):
    """A Last-Event-ID that no live stream of ours gave out."""

    code = "malformed-position"

    def __init__(self) -> None:
        super().__init__(field="Last-Event-ID")


@dataclass(frozen=True, order=True)
class Position:
    """The place of one row; a browser sends the last it saw as `Last-Event-ID`."""

    horizon: int
    id: int

    def __str__(self) -> str:
        return f"{self.horizon}-{self.id}"

    @classmethod
    def read(cls, text: str) -> Self:
        """Read one back.

        Raises:
            MalformedPosition: it was never written here.

        """
        written = _WRITTEN.fullmatch(text)
        if written is None:
            raise MalformedPosition
        position = cls(int(written[1]), int(written[2]))
        if position.horizon > _LARGEST_HORIZON or position.id > _LARGEST_ID:
            raise MalformedPosition
        return position


START = Position(0, 0)
