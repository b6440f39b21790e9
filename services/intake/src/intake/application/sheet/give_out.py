"""A spreadsheet is given out: by permission, masked, and each copy leaves an audit entry."""

from uuid import UUID

from intake.application.ports import Work
from intake.application.queries.sheets import sheet_lines
from intake.application.rights import RIGHTS
from intake.application.sheet.rows import SheetName
from intake.application.sheet.take_in import columns_of


async def give_out(
    name: SheetName, work: Work, *, customer_id: UUID | None = None, personal: bool = False
) -> tuple[list[str], list[list[str]]]:
    """The columns and lines of a sheet, as far as the actor's rights reach (001-5.11.1).

    Args:
        name: which sheet.
        work: the open transaction; it keeps who took which copy.
        customer_id: only this customer's rows.
        personal: addresses in full, for who may read them one by one.

    """
    RIGHTS.require(work.actor, "sheet.export")
    if personal:
        RIGHTS.require(work.actor, "contact.read")
    defence = RIGHTS.allows(work.actor, "sheet.export_defence")
    columns = list(columns_of(name))
    lines = await sheet_lines(
        work.connection,
        work.actor,
        name,
        columns,
        customer_id=customer_id,
        defence=defence,
        personal=personal,
    )
    work.note(
        "sheet.export", name, customer_id, rows=len(lines), personal=personal, defence=defence
    )
    return columns, lines
