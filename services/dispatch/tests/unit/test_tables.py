"""Every aggregate comes out of its table as it went in."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import orjson
import pytest

from aftercare_kit.mapping import TableMapping
from dispatch.adapters import work
from dispatch.domain.report import Fitted
from dispatch.domain.rota import Rota
from dispatch.domain.scheme import Approval
from services.dispatch.tests import aggregates as an


def _with_parts() -> Any:
    report = an.a_report()
    report.findings = replace(report.findings, parts=[Fitted("PB-100", 1, "N1", None)])
    return report


def _approved() -> Any:
    scheme = an.a_scheme()
    scheme.approvals = [Approval("sun", an.NINE, "review")]
    scheme.consent = an.a_consent()
    return scheme


def _held() -> Any:
    clock = an.a_clock()
    clock.hold(an.NINE, "no access")
    return clock


@pytest.mark.parametrize(
    ("mapping", "aggregate"),
    [
        (
            work.WORK_ORDERS,
            an.a_work_order(promised=(an.a_clock().terms,), allocations=[an.an_allocation()]),
        ),
        (work.CLOCKS, _held()),
        (work.SCHEMES, _approved()),
        (work.OUTINGS, an.an_outing()),
        (work.VISITS, an.a_visit()),
        (work.REPORTS, _with_parts()),
        (work.ENGINEERS, an.an_engineer(("inverter", date(2026, 3, 2)))),
        (work.ENGINEERS, an.a_recorded_engineer()),
        (work.TRAININGS, an.a_staff_training()),
        (work.TOOL_LISTS, an.a_tool_list()),
        (work.CASE_LOG, an.a_log_entry()),
        (work.ABSENCES, an.an_absence()),
        (work.DUTIES, an.a_duty()),
        (work.ROTAS, Rota(an.key(12), "cn-south", "shenzhen", "Asia/Shanghai", an.NINE)),
    ],
    ids=lambda value: type(value).__name__,
)
def test_an_aggregate_survives_its_table(mapping: TableMapping[Any], aggregate: Any) -> None:
    """Money, moments, kinds and terms included."""
    assert mapping.from_row(_read(mapping.to_row(aggregate))) == aggregate


def _read(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row as the database gives it back."""
    return {
        name: orjson.loads(value) if isinstance(value, bytes) else value
        for name, value in row.items()
    }


@pytest.mark.rule("001-5.5.6b")
def test_the_hash_of_a_report_survives_its_table() -> None:
    """Whoever reads it back can prove what was signed."""
    report = _with_parts()
    read = work.REPORTS.from_row(_read(work.REPORTS.to_row(report)))
    assert read.content_hash() == report.content_hash()
