"""Routes of spreadsheets: files in and out, in the caller's language."""

import asyncio
from collections.abc import Mapping
from typing import Annotated, Any, Literal, cast
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from aftercare_kit.languages import Language
from aftercare_kit.problems import language_of, problems
from aftercare_kit.texts import Catalogue
from intake.adapters.sheets.reading import read_sheet
from intake.adapters.sheets.writing import CSV, XLSX, as_csv, as_xlsx
from intake.application.sheet.give_out import give_out
from intake.application.sheet.rows import Choice, RowFault, SheetName, SheetRow
from intake.application.sheet.take_in import (
    TakenIn,
    columns_of,
    must_have_columns,
    readable,
    take_in,
)
from intake.domain import errors
from intake.entrypoints.http.call import IntakeCall

router = APIRouter(prefix="/sheets", tags=["sheets"])

_FILE = {"schema": {"type": "string", "format": "binary"}}
_UPLOAD = {"requestBody": {"required": True, "content": {XLSX: _FILE, "text/csv": _FILE}}}
_DOWNLOAD: dict[int | str, dict[str, Any]] = {
    200: {"description": "The file", "content": {XLSX: _FILE, "text/csv": _FILE}}
}


class Speech:
    """The catalogue in the caller's language."""

    def __init__(self, request: Request) -> None:
        self._catalogue = cast("Catalogue", request.app.state.catalogue)
        self._language = language_of(request)

    def say(self, code: str, facts: Mapping[str, object]) -> str:
        """A refusal's sentence, or what is wrong with a field."""
        if code.startswith("field-"):
            return self._catalogue.field_text(code.removeprefix("field-"), self._language, facts)
        return self._catalogue.text(code, self._language, facts)

    def column(self, key: str) -> str:
        """A column as the header prints it."""
        return self._catalogue.word(key, self._language)

    def keys(self, columns: Mapping[str, bool]) -> Mapping[str, str]:
        """The columns by each name that a header may give them."""
        return {
            name.lower(): key
            for key in columns
            for name in (key, *(self._catalogue.word(key, each) for each in Language))
        }


Spoken = Annotated[Speech, Depends(Speech)]


def _read(
    name: SheetName, content: bytes, keys: Mapping[str, str]
) -> tuple[dict[int, Any], list[RowFault]]:
    header, rows = read_sheet(content)
    must_have_columns(name, [keys.get(column.lower(), column) for column in header if column])
    named = [
        SheetRow(
            row.number, {keys[column.lower()]: cell for column, cell in row.cells.items() if column}
        )
        for row in rows
    ]
    return readable(name, named)


@router.post(
    "/{name}",
    response_model=TakenIn,
    responses=problems(
        errors.SheetUnreadable,
        errors.SheetColumnUnknown,
        errors.SheetColumnMissing,
        errors.SheetTooLong,
    ),
    openapi_extra=_UPLOAD,
)
async def upload(
    name: SheetName, request: Request, call: IntakeCall, speech: Spoken, rows: Choice
) -> Response:
    """Take a sheet in: its good rows, or none at all while one is bad."""
    content = await request.body()
    # In a thread: thousands of rows take longer than others should wait.
    good, faults = await asyncio.to_thread(_read, name, content, speech.keys(columns_of(name)))
    return await call.command(lambda work: take_in(name, good, faults, rows, speech.say, work))


@router.get("/{name}", response_class=Response, responses=_DOWNLOAD | problems(errors.SheetTooLong))
async def download(
    name: SheetName,
    call: IntakeCall,
    speech: Spoken,
    file: Literal["csv", "xlsx"] = "xlsx",
    customer_id: UUID | None = None,
    personal: bool = False,
) -> Response:
    """Give a sheet out, masked; the copy is audited."""
    columns, lines = await call.audited(
        lambda work: give_out(name, work, customer_id=customer_id, personal=personal)
    )
    write, kind = (as_csv, CSV) if file == "csv" else (as_xlsx, XLSX)
    content = await asyncio.to_thread(write, [speech.column(key) for key in columns], lines)
    disposition = f'attachment; filename="{name}.{file}"'
    return Response(content, media_type=kind, headers={"Content-Disposition": disposition})
