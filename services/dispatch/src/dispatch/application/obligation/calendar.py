"""What the calendar asks for: the year's plans before April, each quarter's training plan."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from aftercare_clocks import resolve
from aftercare_kit.roles import Role
from dispatch.application.obligation.keep import open_obligation
from dispatch.application.ports import Work
from dispatch.domain.service_plan import PlanKind, add_months

YEARLY, QUARTERLY = "calendar.yearly", "calendar.quarterly"

_BASE = resolve("base", version=1, effective_from=datetime(2020, 1, 1, tzinfo=UTC))
_ZONE = ZoneInfo(_BASE.get("calendar.zone", str))
_TRAINING_DUE = timedelta(days=15)


def next_year(moment: datetime) -> datetime:
    """When the next year begins, where we work."""
    return _midnight(date(moment.astimezone(_ZONE).year + 1, 1, 1))


def next_quarter(moment: datetime) -> datetime:
    """When the next quarter begins."""
    today = moment.astimezone(_ZONE).date()
    return _midnight(add_months(date(today.year, (today.month - 1) // 3 * 3 + 1, 1), 3))


STANDING: Mapping[str, Callable[[datetime], datetime]] = {
    YEARLY: next_year,
    QUARTERLY: next_quarter,
}


async def open_years_plans(work: Work, _key: UUID) -> None:
    """The technical service plan and the annual plan of the year (001-5.4.1, 002-4.5.5)."""
    year = work.now.astimezone(_ZONE).year
    month, day = _BASE.get("plan.annual.due", str).split("-")
    due = _midnight(date(year, int(month), int(day)) + timedelta(days=1))
    for kind, role in (
        (PlanKind.TECHNICAL, Role.SERVICE_CENTER_DISPATCHER),
        (PlanKind.ANNUAL, Role.SERVICE_AGENT),
    ):
        title = f"{kind.value} {year}"
        await open_obligation(work, kind, str(year), roles=[role.value], due_at=due, title=title)


async def open_training_plan(work: Work, _key: UUID) -> None:
    """The quarter's training plan (004-5.1.3.2)."""
    today = work.now.astimezone(_ZONE).date()
    period = f"{today.year}-Q{(today.month - 1) // 3 + 1}"
    due = _midnight(today) + _TRAINING_DUE
    roles = [Role.HR_ADMIN.value]
    await open_obligation(
        work, PlanKind.TRAINING, period, roles=roles, due_at=due, title=f"training {period}"
    )


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=_ZONE).astimezone(UTC)
