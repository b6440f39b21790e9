"""Working calendars, the clock fold and service policies: pure, no I/O but the shipped presets."""

from aftercare_clocks.calendars.calendar import Calendar
from aftercare_clocks.calendars.compile import calendar_of, coverage, pinned, working_day
from aftercare_clocks.calendars.public_holidays import CalendarCoverage
from aftercare_clocks.calendars.round_the_clock import RoundTheClock
from aftercare_clocks.calendars.spec import CalendarSpec
from aftercare_clocks.calendars.working_hours import WorkingHours
from aftercare_clocks.durations import format_duration, parse_duration
from aftercare_clocks.errors import (
    ClocksRefusal,
    ImpossibleFacts,
    InvalidCalendar,
    InvalidDuration,
    InvalidParameter,
    InvalidTerms,
    NaiveMoment,
    NoPolicyInForce,
    UnknownParameter,
    UnknownPreset,
)
from aftercare_clocks.fold.clock import fold
from aftercare_clocks.fold.comparison import Comparison, compare
from aftercare_clocks.fold.explanation import Stretch, explain
from aftercare_clocks.fold.facts import Fact, Held, Resumed, Started, Stopped, TermsChanged
from aftercare_clocks.fold.state import BREACH_TICK, ClockState, Interval
from aftercare_clocks.fold.terms import ClockTerms, terms_from_text
from aftercare_clocks.policies.book import PolicyBook
from aftercare_clocks.policies.parameters import Parameter
from aftercare_clocks.policies.policy import ServicePolicy
from aftercare_clocks.policies.preset import PRESETS
from aftercare_clocks.policies.resolve import resolve

__all__ = [
    "BREACH_TICK",
    "PRESETS",
    "Calendar",
    "CalendarCoverage",
    "CalendarSpec",
    "ClockState",
    "ClockTerms",
    "ClocksRefusal",
    "Comparison",
    "Fact",
    "Held",
    "ImpossibleFacts",
    "Interval",
    "InvalidCalendar",
    "InvalidDuration",
    "InvalidParameter",
    "InvalidTerms",
    "NaiveMoment",
    "NoPolicyInForce",
    "Parameter",
    "PolicyBook",
    "Resumed",
    "RoundTheClock",
    "ServicePolicy",
    "Started",
    "Stopped",
    "Stretch",
    "TermsChanged",
    "UnknownParameter",
    "UnknownPreset",
    "WorkingHours",
    "calendar_of",
    "compare",
    "coverage",
    "explain",
    "fold",
    "format_duration",
    "parse_duration",
    "pinned",
    "resolve",
    "terms_from_text",
    "working_day",
]
