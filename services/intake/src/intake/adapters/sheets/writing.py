"""Spreadsheets to download: xlsx and csv, in which nothing is taken for a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook

from intake.application.sheet.rows import guarded

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"

Line = Sequence[str]


def as_csv(header: Line, lines: Iterable[Line]) -> bytes:
    """With a mark by which spreadsheet programs know UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([guarded(cell) for cell in line] for line in lines)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(header: Line, lines: Iterable[Line]) -> bytes:
    """One sheet, written row by row."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(list(header))
    for line in lines:
        sheet.append([guarded(cell) for cell in line])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
