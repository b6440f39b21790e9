"""The papers that a work order's finished visits still owe us (002-4.5.1a)."""

from dataclasses import dataclass
from uuid import UUID


@dataclass
class FieldPapers:
    """How many visits of one work order have not handed their papers in.

    `as_of` is the version of the work order that said so: what an older one says is no news.
    """

    id: UUID
    region: str
    request_id: UUID
    outstanding: int = 0
    as_of: int = 0
    version: int = 0

    def count(self, outstanding: int, as_of: int) -> bool:
        """Note the number; returns whether it is newer than what is known."""
        if as_of <= self.as_of:
            return False
        self.outstanding, self.as_of = outstanding, as_of
        return True
