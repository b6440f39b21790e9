"""What spreadsheets are refused for."""

from aftercare_kit.errors import Malformed, TooLarge


class SheetUnreadable(Malformed):
    """Neither xlsx nor csv, or larger inside than any form."""

    code = "sheet-unreadable"


class SheetColumnUnknown(Malformed):
    """The header names a column that the sheet does not have, or one twice."""

    code = "sheet-column-unknown"


class SheetColumnMissing(Malformed):
    """The header lacks a column that every row needs."""

    code = "sheet-column-missing"


class SheetTooLong(TooLarge):
    """A file has at most so many rows."""

    code = "sheet-too-long"
