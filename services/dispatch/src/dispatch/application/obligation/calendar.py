"""What the calendar asks for: the year's plans before April, each quarter's plan and count."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from aftercare_clocks import resolve
from aftercare_kit.roles import Role
from dispatch.application.obligation.keep import open_obligation
from dispatch.application.ports import Work
from dispatch.domain.service_plan import PlanKind
from dispatch.domain.statistics import Quarter

YEARLY, QUARTERLY = "calendar.yearly", "calendar.quarterly"

_BASE = resolve("base", version=1, effective_from=datetime(2020, 1, 1, tzinfo=UTC))
ZONE = ZoneInfo(_BASE.get("calendar.zone", str))
_TRAINING_DUE = _CHECK_DUE = timedelta(days=15)
EVENT_HANDLING = "event_handling"


def next_year(moment: datetime) -> datetime:
    """When the next year begins, where we work."""
    return _midnight(date(moment.astimezone(ZONE).year + 1, 1, 1))


def next_quarter(moment: datetime) -> datetime:
    """When the next quarter begins."""
    today = moment.astimezone(ZONE).date()
    return Quarter.of(today).span(ZONE)[1]


STANDING: Mapping[str, Callable[[datetime], datetime]] = {
    YEARLY: next_year,
    QUARTERLY: next_quarter,
}


async def open_years_plans(work: Work, _key: UUID) -> None:
    """The technical service plan and the annual plan of the year (001-5.4.1, 002-4.5.5)."""
    year = work.now.astimezone(ZONE).year
    month, day = _BASE.get("plan.annual.due", str).split("-")
    due = _midnight(date(year, int(month), int(day)) + timedelta(days=1))
    for kind, role in (
        (PlanKind.TECHNICAL, Role.SERVICE_CENTER_DISPATCHER),
        (PlanKind.ANNUAL, Role.SERVICE_AGENT),
    ):
        title = f"{kind.value} {year}"
        await open_obligation(work, kind, str(year), roles=[role.value], due_at=due, title=title)


async def begin_quarter(work: Work, _key: UUID) -> None:
    """What a new quarter asks for: its training plan, a look at the events of the last one."""
    await _open_training_plan(work)
    await _ask_event_handling(work)


async def _ask_event_handling(work: Work) -> None:
    """The regional manager checks how the last quarter's events were handled (000-7.4)."""
    today = work.now.astimezone(ZONE).date()
    period = str(Quarter.of(today).before)
    due = _midnight(today) + _CHECK_DUE
    roles = [Role.REGIONAL_MANAGER.value]
    title = f"event handling {period}"
    await open_obligation(work, EVENT_HANDLING, period, roles=roles, due_at=due, title=title)


async def _open_training_plan(work: Work) -> None:
    """The quarter's training plan (004-5.1.3.2)."""
    today = work.now.astimezone(ZONE).date()
    period = str(Quarter.of(today))
    due = _midnight(today) + _TRAINING_DUE
    roles = [Role.HR_ADMIN.value]
    await open_obligation(
        work, PlanKind.TRAINING, period, roles=roles, due_at=due, title=f"training {period}"
    )


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=ZONE).astimezone(UTC)
