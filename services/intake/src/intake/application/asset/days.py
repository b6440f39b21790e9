"""Days on papers: none of them lies ahead."""

from datetime import date, timedelta

from aftercare_kit.errors import ActInTheFuture
from intake.application.ports import Work

_EASTMOST = timedelta(hours=14)


def must_have_come(work: Work, day: date | None, *, field: str) -> None:
    """Refuse a day that has begun nowhere yet: the earliest zone is fourteen hours ahead."""
    if day is not None and day > (work.now + _EASTMOST).date():
        raise ActInTheFuture(field=field)
