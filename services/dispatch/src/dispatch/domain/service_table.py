"""The service table (001-T1): kinds of service, how each is given, and the reports it demands."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

BATCH_FROM = 3
"""So many units of a type, commissioned normally, share one report (001-T1.1)."""

TRAINING_RECORD_FROM = Decimal(4)
"""Hours; a shorter training fills the training column of the repair report (001-T1.2)."""


class Kind(StrEnum):
    """The kinds of the table; from the fifth row on they are ours."""

    INSTALLATION = "installation"
    COMMISSIONING = "commissioning"
    REFIT = "refit"
    TEST = "test"
    TRAINING = "training"
    EVENT_SUPPORT = "event_support"
    CONSULTING = "consulting"
    FACTORY_REPAIR = "factory_repair"
    PATROL = "patrol"
    CUSTOMER_VISIT = "customer_visit"


class Mode(StrEnum):
    """How a service is given."""

    ON_SITE = "on_site"
    IN_HOUSE = "in_house"
    REMOTE = "remote"
    MAILED = "mailed"


class Form(StrEnum):
    """The forms that record a service, by the codes they are printed with."""

    TRAINING_RECORD = "QR758-05A"
    REPAIR_REPORT = "QR758-06A"
    COMMISSIONING_REPORT = "QR758-07A"
    BATCH_REPORT = "QR758-08A"
    PHONE_LOG = "QR758-02A"
    COVER_SUMMARY = "cover_summary"
    PATROL_REPORT = "patrol_report"
    VISIT_REPORT = "visit_report"
    FEEDBACK_SHEET = "feedback_sheet"


@dataclass(frozen=True)
class Result:
    """How one unit was left."""

    serial: str
    type: str
    normal: bool
    remark: str | None = None


@dataclass(frozen=True)
class Demand:
    """One report that is due: which form, about which units."""

    form: Form
    units: list[str]


@dataclass(frozen=True)
class Row:
    """One row of the table: how the kind is given, and whether it is about units."""

    modes: frozenset[Mode]
    of_units: bool
    checklist: tuple[str, ...]
    """Keys of the work code's points (000-6.5.1), which are shown, not enforced."""


_ON_SITE = frozenset({Mode.ON_SITE})
_CONDUCT = ("badge", "tools", "secrets", "no_gifts", "premises", "no_promises")
_COVER = ("joint_test", "guidance", "repair", "co_ordination", "cables", "power_on")
_COMMISSION = Row(_ON_SITE, of_units=True, checklist=("unpack", "power_on", "function", *_CONDUCT))

TABLE = {
    Kind.INSTALLATION: _COMMISSION,
    Kind.COMMISSIONING: _COMMISSION,
    Kind.REFIT: _COMMISSION,
    Kind.TEST: _COMMISSION,
    Kind.TRAINING: Row(
        frozenset({Mode.ON_SITE, Mode.IN_HOUSE, Mode.REMOTE, Mode.MAILED}),
        of_units=False,
        checklist=("trainer", "material", "timetable", "place", *_CONDUCT),
    ),
    Kind.EVENT_SUPPORT: Row(
        _ON_SITE,
        of_units=True,
        checklist=(*_COVER, *_CONDUCT),
    ),
    Kind.CONSULTING: Row(
        frozenset({Mode.REMOTE, Mode.MAILED}), of_units=False, checklist=("need", "opinion")
    ),
    Kind.FACTORY_REPAIR: Row(
        frozenset({Mode.IN_HOUSE}), of_units=True, checklist=("incoming", "repair", "inspection")
    ),
    Kind.PATROL: Row(_ON_SITE, of_units=True, checklist=("running", "spares", *_CONDUCT)),
    Kind.CUSTOMER_VISIT: Row(_ON_SITE, of_units=False, checklist=("opinion", *_CONDUCT)),
}

BROUGHT_INTO_SERVICE = frozenset({Kind.INSTALLATION, Kind.COMMISSIONING, Kind.REFIT, Kind.TEST})


def demanded(
    kind: Kind,
    results: Iterable[Result],
    training_hours: Decimal | None,
    *,
    delivered: bool = False,
    recorded: bool = False,
) -> list[Demand]:
    """The reports that a finished service owes (001-5.5.5a).

    Args:
        kind: the row of the table.
        results: how each unit was left.
        training_hours: how long customers were trained, if they were.
        delivered: what was brought into service was delivered with it: the customer gets a
            feedback sheet (004-5.2.2.2).
        recorded: the training is recorded however short it was (002-4.3.1).

    """
    units = list(results)
    each = [[unit.serial] for unit in units]
    due: list[Demand] = []
    if kind in BROUGHT_INTO_SERVICE:
        due = _commissioning(units)
        due += [Demand(Form.FEEDBACK_SHEET, [])] if delivered else []
    elif kind in {Kind.EVENT_SUPPORT, Kind.FACTORY_REPAIR}:
        due = [Demand(Form.REPAIR_REPORT, unit) for unit in each]
        if kind is Kind.EVENT_SUPPORT:
            due.append(Demand(Form.COVER_SUMMARY, []))
    elif kind is Kind.PATROL:
        due = [Demand(Form.PATROL_REPORT, [unit.serial for unit in units])]
    elif kind is Kind.CUSTOMER_VISIT:
        due = [Demand(Form.VISIT_REPORT, [])]
    elif kind is Kind.CONSULTING:
        due = [Demand(Form.PHONE_LOG, [])]
    return due + _training(training_hours, due, recorded=recorded)


def _commissioning(units: list[Result]) -> list[Demand]:
    """One a unit; from three normal units of a type on, one for them all."""
    normal: defaultdict[str, list[str]] = defaultdict(list)
    for unit in units:
        if unit.normal:
            normal[unit.type].append(unit.serial)
    batches = [serials for serials in normal.values() if len(serials) >= BATCH_FROM]
    in_batch = {serial for serials in batches for serial in serials}
    return [Demand(Form.BATCH_REPORT, serials) for serials in batches] + [
        Demand(Form.COMMISSIONING_REPORT, [unit.serial])
        for unit in units
        if unit.serial not in in_batch
    ]


def _training(hours: Decimal | None, due: list[Demand], *, recorded: bool) -> list[Demand]:
    """From four hours on a record of its own; less is a column of a repair report."""
    if hours is None:
        return []
    if recorded or hours >= TRAINING_RECORD_FROM:
        return [Demand(Form.TRAINING_RECORD, [])]
    if any(demand.form is Form.REPAIR_REPORT for demand in due):
        return []
    return [Demand(Form.REPAIR_REPORT, [])]
