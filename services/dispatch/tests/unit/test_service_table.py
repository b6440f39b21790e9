"""The service table: which reports a finished service owes."""

from decimal import Decimal

import pytest

from dispatch.domain.service_table import Form, Kind, Result, demanded


def units(count: int, kind: str = "SUN-100", *, normal: bool = True) -> list[Result]:
    return [Result(f"{kind}-{number}", kind, normal) for number in range(count)]


def forms(kind: Kind, results: list[Result], hours: str | None = None) -> list[tuple[str, int]]:
    due = demanded(kind, results, Decimal(hours) if hours else None)
    return [(demand.form, len(demand.units)) for demand in due]


@pytest.mark.rule("001-T1.1/4.1.5")
@pytest.mark.parametrize("kind", [Kind.INSTALLATION, Kind.COMMISSIONING, Kind.REFIT, Kind.TEST])
def test_three_normal_units_of_a_type_share_a_report(kind: Kind) -> None:
    """Two do not."""
    assert forms(kind, units(3)) == [(Form.BATCH_REPORT, 3)]
    assert forms(kind, units(2)) == [(Form.COMMISSIONING_REPORT, 1)] * 2


@pytest.mark.rule("001-T1.1/4.1.5")
def test_other_types_and_units_that_are_not_normal_have_reports_of_their_own() -> None:
    """They do not help to make up a batch either."""
    mixed = units(2) + units(1, normal=False)
    assert forms(Kind.COMMISSIONING, mixed) == [(Form.COMMISSIONING_REPORT, 1)] * 3
    many = units(4) + units(2, "SUN-200") + [Result("X", "SUN-100", normal=False)]
    assert forms(Kind.COMMISSIONING, many) == [
        (Form.BATCH_REPORT, 4),
        *[(Form.COMMISSIONING_REPORT, 1)] * 3,
    ]


@pytest.mark.rule("001-T1.2")
def test_four_hours_of_training_make_a_record() -> None:
    """A minute less is the training column of a repair report; one that is due anyway will do."""
    assert forms(Kind.TRAINING, [], "4") == [(Form.TRAINING_RECORD, 0)]
    assert forms(Kind.TRAINING, [], "3.98") == [(Form.REPAIR_REPORT, 0)]
    assert forms(Kind.EVENT_SUPPORT, units(1), "2") == [
        (Form.REPAIR_REPORT, 1),
        (Form.COVER_SUMMARY, 0),
    ]
    assert forms(Kind.COMMISSIONING, units(1), "5") == [
        (Form.COMMISSIONING_REPORT, 1),
        (Form.TRAINING_RECORD, 0),
    ]


@pytest.mark.rule("001-T1.3")
def test_cover_of_an_event_leaves_a_report_a_unit_and_a_summary() -> None:
    assert forms(Kind.EVENT_SUPPORT, units(2)) == [
        (Form.REPAIR_REPORT, 1),
        (Form.REPAIR_REPORT, 1),
        (Form.COVER_SUMMARY, 0),
    ]


@pytest.mark.rule("001-5.5.5a")
@pytest.mark.parametrize(
    ("kind", "count", "due"),
    [
        (Kind.FACTORY_REPAIR, 2, [(Form.REPAIR_REPORT, 1)] * 2),
        (Kind.PATROL, 3, [(Form.PATROL_REPORT, 3)]),
        (Kind.CONSULTING, 0, [(Form.PHONE_LOG, 0)]),
        (Kind.CUSTOMER_VISIT, 0, [(Form.VISIT_REPORT, 0)]),
    ],
)
def test_every_other_kind_has_its_report(kind: Kind, count: int, due: list) -> None:
    assert forms(kind, units(count)) == due
