"""When a clock is due: from the work left, or from a date agreed with the customer."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from aftercare_clocks.calendars.compile import zone_of
from aftercare_clocks.fold.terms import ClockTerms, share
from aftercare_clocks.moments import later, utc


@dataclass(frozen=True, slots=True)
class WorkPromise:
    """Due when the limit is used up."""

    terms: ClockTerms

    def due(self, since: datetime, used: timedelta) -> datetime:
        """Due, for a clock that counts from `since` and has used this much before."""
        return self._after(since, self.terms.limit - used)

    def warning(self, since: datetime, used: timedelta) -> datetime:
        return self._after(since, self.terms.warning - used)

    def left(self, at: datetime, due: datetime, elapsed: timedelta) -> timedelta:
        if self.terms.ends_with_day is None:
            return self.terms.limit - elapsed
        return self.terms.compiled.between(at, due)

    def moved(self, held: timedelta) -> "WorkPromise":
        """A hold uses nothing, so there is nothing to move."""
        del held
        return self

    def _after(self, since: datetime, work: timedelta) -> datetime:
        calendar, zone = self.terms.compiled, self.terms.ends_with_day
        if zone is None:
            return calendar.add(since, work)
        # Whoever is asked for the end of a day keeps the whole of the day it is asked on.
        reached = calendar.add(since, max(work, timedelta()))
        return _end_of_day(reached, zone)


@dataclass(frozen=True, slots=True)
class DatePromise:
    """Due on an agreed date, whatever the calendar; a hold begun later moves it by its length."""

    date: datetime
    notice: timedelta
    """How long before the date to warn."""

    def due(self, since: datetime, used: timedelta) -> datetime:
        del since, used
        return self.date

    def warning(self, since: datetime, used: timedelta) -> datetime:
        del since, used
        return later(self.date, -self.notice)

    def left(self, at: datetime, due: datetime, elapsed: timedelta) -> timedelta:
        del elapsed
        return due - at

    def moved(self, held: timedelta) -> "DatePromise":
        return DatePromise(later(self.date, held), self.notice)


Promise = WorkPromise | DatePromise


def promise_of(terms: ClockTerms, agreed_at: datetime) -> Promise:
    """The promise that holds from `agreed_at` on."""
    if terms.due_override is None:
        return WorkPromise(terms)
    date = utc(terms.due_override)
    distance = max(date - agreed_at, timedelta())
    return DatePromise(date, distance - share(distance, terms.warn_at))


def _end_of_day(moment: datetime, zone: str) -> datetime:
    """The midnight that ends the local day; a midnight itself ends the day before it."""
    local = (moment - timedelta(microseconds=1)).astimezone(zone_of(zone))
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0, fold=0) + timedelta(days=1)
    return utc(midnight)
