"""What training, tools and the log of a case refuse."""

from aftercare_kit.errors import Conflict


class NotTheirTrainer(Conflict):
    """Each line trains the one below it (000-4.4e)."""

    code = "not-their-trainer"
    rule = "000-4.4e"


class ToolUnknown(Conflict):
    """Only what is on the list can be missing from it."""

    code = "tool-unknown"
    rule = "004-5.2.4.4/5"


class CallFirst(Conflict):
    """The technician phones the customer before anything else (002-3.2.2)."""

    code = "call-first"
    rule = "002-3.2.2"


class PartUndecided(Conflict):
    """About a part the log says whether it is repaired or scrapped, or how many were used.

    (002-3.2.2)
    """

    code = "part-undecided"
    rule = "002-3.2.2"


class ExpenseUnstated(Conflict):
    """An expense is written off with its amount, and nothing else has one (002-3.2.2)."""

    code = "expense-unstated"
    rule = "002-3.2.2"


class PartsInReport(Conflict):
    """What is used on a visit stands in its report, and is booked by it (001-5.5.5b)."""

    code = "parts-in-report"
    rule = "001-5.5.5b"
