"""What a spreadsheet holds: rows of text, and what was refused of them."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from aftercare_kit.errors import Fact, Refusal

MOST_ROWS = 20_000
"""Rows of one file, in or out."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_GUARD = "'"


class SheetName(StrEnum):
    """What can be taken in and given out as a spreadsheet."""

    CUSTOMERS = "customers"
    SITES = "sites"
    ASSETS = "assets"


class Choice(StrEnum):
    """What is done with the good rows of a file that has bad ones."""

    GOOD_ONES = "good_ones"
    ALL_OR_NONE = "all_or_none"


@dataclass(frozen=True)
class SheetRow:
    """One row: its number as the spreadsheet shows it, its cells by column name."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class RowFault:
    """Why a row is refused, to be said in the caller's language."""

    row: int
    code: str
    field: str | None = None
    rule: str | None = None
    facts: Mapping[str, object] = dataclasses.field(default_factory=dict[str, object])

    @classmethod
    def of(cls, row: int, refusal: Refusal) -> "RowFault":
        """The fault that a refusal of the domain is."""
        facts: Mapping[str, Fact] = refusal.facts
        return cls(row, refusal.code, refusal.field, refusal.rule, facts)


def guarded(cell: str) -> str:
    """Mark what a spreadsheet program would run as a formula as the text it is."""
    return _GUARD + cell if cell.startswith(_FORMULA) else cell


def without_guard(cell: str) -> str:
    """The text as it was before it was marked."""
    return cell[1:] if cell.startswith(_GUARD) and cell[1:].startswith(_FORMULA) else cell
