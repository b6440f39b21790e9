"""Uploaded spreadsheets: xlsx and csv, within limits, as rows of text."""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, cast

from openpyxl import load_workbook

from intake.application.sheet.rows import MOST_ROWS, SheetRow, without_guard
from intake.domain import errors

_XLSX = b"PK\x03\x04"
_MOST_COLUMNS = 50
_LONGEST_CELL = 4000
_MOST_UNPACKED = 64 * 1024 * 1024
# Spreadsheet programs in Chinese write csv in GB 18030 unless told otherwise.
_ENCODINGS = ("utf-8-sig", "gb18030")

Cells = Sequence[str]


def read_sheet(content: bytes) -> tuple[list[str], list[SheetRow]]:
    """The header and the rows below it that hold anything; a row's number is the file's own.

    Raises:
        SheetUnreadable: neither xlsx nor csv, or with a cell no form has room for.
        SheetTooLong: more rows than are taken at once.

    """
    try:
        lines = _of_xlsx(content) if content.startswith(_XLSX) else _of_csv(content)
        header = [cell.strip() for cell in next(lines, ())]
        rows: list[SheetRow] = []
        for number, cells in enumerate(lines, start=2):
            held = {name: cell for name, cell in zip(header, cells, strict=False) if cell}
            if held:
                rows.append(SheetRow(number, held))
            if len(rows) > MOST_ROWS:
                raise errors.SheetTooLong(field="body", most=MOST_ROWS)
    except (csv.Error, zipfile.BadZipFile, KeyError, ValueError, EOFError, SyntaxError) as fault:
        raise errors.SheetUnreadable(field="body") from fault
    return header, rows


def _of_csv(content: bytes) -> Iterator[Cells]:
    for encoding in _ENCODINGS:
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise errors.SheetUnreadable(field="body")
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    for line in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
        yield _within_limits([without_guard(cell.strip()) for cell in line])


def _of_xlsx(content: bytes) -> Iterator[Cells]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if sum(part.file_size for part in packed.infolist()) > _MOST_UNPACKED:
            raise errors.SheetUnreadable(field="body")
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    try:
        sheet = cast("Any", book.worksheets[0])
        # What a file says of its own size is not to be relied on.
        sheet.reset_dimensions()
        for line in sheet.iter_rows(values_only=True, max_col=_MOST_COLUMNS + 1):
            yield _within_limits([_text(value) for value in line])
    finally:
        book.close()


def _within_limits(cells: list[str]) -> Cells:
    while cells and not cells[-1]:
        cells.pop()
    if len(cells) > _MOST_COLUMNS or any(len(cell) > _LONGEST_CELL for cell in cells):
        raise errors.SheetUnreadable(field="body")
    return cells


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer():
            return str(int(value))
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case _:
            return without_guard(str(value).strip())
