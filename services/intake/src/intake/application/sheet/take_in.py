"""A spreadsheet is taken in: its good rows, or none while one is bad, as the caller chose."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from aftercare_kit.errors import Refusal
from intake.application.ports import Work
from intake.application.sheet.assets import AssetEntries
from intake.application.sheet.customers import CustomerEntries
from intake.application.sheet.entries import Entry
from intake.application.sheet.rows import Choice, RowFault, SheetName, SheetRow
from intake.application.sheet.sites import SiteEntries
from intake.application.views import View
from intake.domain import errors

Say = Callable[[str, Mapping[str, object]], str]
"""A code and its facts in the caller's words."""

KINDS: Mapping[SheetName, Any] = {
    SheetName.CUSTOMERS: CustomerEntries,
    SheetName.SITES: SiteEntries,
    SheetName.ASSETS: AssetEntries,
}
_YES_NO = {"yes": "true", "no": "false", "是": "true", "否": "false"}


class RefusedRow(View):
    """Why a row was refused."""

    row: int
    field: str | None
    code: str
    rule: str | None
    detail: str


class TakenIn(View):
    """What came of a file: how many rows it had, how many were entered, which were refused."""

    sheet: SheetName
    rows: int
    taken: int
    refused_rows: int
    refused: list[RefusedRow]


def readable(name: SheetName, rows: Sequence[SheetRow]) -> tuple[dict[int, Any], list[RowFault]]:
    """The rows that hold what their columns ask for, by number, and the faults of the others."""
    body = KINDS[name].body
    good: dict[int, Any] = {}
    faults: list[RowFault] = []
    for row in rows:
        cells = {column: _YES_NO.get(cell.lower(), cell) for column, cell in row.cells.items()}
        try:
            good[row.number] = body.model_validate(cells)
        except ValidationError as invalid:
            for error in invalid.errors(include_url=False, include_input=False):
                column = str(error["loc"][0])
                code = f"field-{error['type']}".replace("_", "-")
                faults.append(RowFault(row.number, code, column, None, error.get("ctx", {})))
    return good, faults


def columns_of(name: SheetName) -> Mapping[str, bool]:
    """The columns a sheet may have, and whether each is needed."""
    return {key: field.is_required() for key, field in KINDS[name].body.model_fields.items()}


def must_have_columns(name: SheetName, header: Sequence[str]) -> None:
    """Refuse a header that lacks a needed column, names one twice, or one that does not exist."""
    allowed = columns_of(name)
    for column in header:
        if column not in allowed or header.count(column) > 1:
            raise errors.SheetColumnUnknown(field="body", column=column, sheet=name)
    for column, needed in allowed.items():
        if needed and column not in header:
            raise errors.SheetColumnMissing(field="body", column=column, sheet=name)


async def take_in(
    name: SheetName,
    good: Mapping[int, Any],
    faults: Sequence[RowFault],
    choice: Choice,
    say: Say,
    work: Work,
) -> TakenIn:
    """Enter the rows that what is known already allows; each as if it had come alone.

    Args:
        name: which sheet it is.
        good: rows that can be read, by number.
        faults: what is wrong with the others.
        choice: take the good ones, or none at all while one is bad.
        say: for the report.
        work: the open transaction.

    """
    kind = await KINDS[name].ready(work, list(good.values()))
    entries: list[Entry] = []
    refused = list(faults)
    for number, row in good.items():
        try:
            entries.append(kind.entry(row))
        except Refusal as refusal:
            refused.append(RowFault.of(number, refusal))
    if refused and choice is Choice.ALL_OR_NONE:
        entries = []
    for entry in entries:
        await entry.make(work)
    bad = {fault.row for fault in refused}
    rows = len(good) + len({fault.row for fault in faults})
    work.note("sheet.import", name, rows=rows, taken=len(entries), refused=len(bad))
    return TakenIn(
        sheet=name,
        rows=rows,
        taken=len(entries),
        refused_rows=len(bad),
        refused=[
            RefusedRow(
                row=fault.row,
                field=fault.field,
                code=fault.code,
                rule=fault.rule,
                detail=say(fault.code, fault.facts),
            )
            for fault in sorted(refused, key=lambda fault: fault.row)
        ],
    )
