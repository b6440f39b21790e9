"""A report is signed, handed in, archived, in this order."""

from dataclasses import replace

import pytest

from aftercare_kit.errors import ActBeforeItsCause
from dispatch.domain import errors
from dispatch.domain.report import Fitted, ReportState, must_be_signed
from services.dispatch.tests.aggregates import HOUR, MINUTE, NINE, a_report, a_signature


@pytest.mark.rule("001-5.5.5b")
@pytest.mark.rule("002-4.4.3d")
def test_a_report_is_valid_only_when_the_customer_signed() -> None:
    """The refusal names the field to fill in."""
    assert must_be_signed(a_signature(), None, rating_asked=False) == a_signature()
    with pytest.raises(errors.SignatureMissing) as refused:
        must_be_signed(None, 5, rating_asked=False)
    assert refused.value.field == "signature"


@pytest.mark.rule("004-5.2.4.2")
def test_the_customer_rates_at_once_where_the_policy_asks() -> None:
    """Elsewhere the rating is free."""
    with pytest.raises(errors.RatingMissing):
        must_be_signed(a_signature(), None, rating_asked=True)
    must_be_signed(a_signature(), 1, rating_asked=True)


@pytest.mark.rule("001-5.5.6a")
def test_a_report_is_handed_in_once_after_it_was_signed() -> None:
    """Nobody hands in what is not signed yet."""
    report = a_report()
    with pytest.raises(ActBeforeItsCause) as refused:
        report.hand_in(NINE - MINUTE)
    assert refused.value.rule == "001-5.5.6a"

    report.hand_in(NINE + HOUR)

    assert (report.state, report.handed_in_at) == (ReportState.HANDED_IN, NINE + HOUR)
    with pytest.raises(errors.ReportOutOfOrder):
        report.hand_in(NINE + HOUR)


@pytest.mark.rule("001-5.5.6b")
def test_only_what_was_handed_in_is_archived_and_only_once() -> None:
    """The hash is kept with the number."""
    report = a_report()
    with pytest.raises(errors.ReportOutOfOrder):
        report.archive("cn-south-2026-00001")
    report.hand_in(NINE)

    sha256 = report.archive("cn-south-2026-00001")

    assert (report.state, report.sha256) == (ReportState.ARCHIVED, sha256)
    with pytest.raises(errors.ReportOutOfOrder):
        report.archive("cn-south-2026-00002")


@pytest.mark.rule("001-5.5.6b")
def test_the_hash_changes_with_every_word_that_was_signed() -> None:
    """Same content, same hash; another finding, part, signature or number, another hash."""
    parts = replace(a_report().findings, parts=[Fitted("PB-100", 1, "N1", "O1")])
    reports = [a_report(), a_report("Fan worn"), a_report(), a_report(), a_report()]
    reports[2].findings = parts
    reports[3].signature = replace(a_signature(), kind="seal")
    reports[4].archive_number = "cn-south-2026-00001"

    hashes = {report.content_hash() for report in reports}

    assert len(hashes) == len(reports)
    assert a_report().content_hash() == a_report().content_hash()
    assert all(len(sha256) == 64 for sha256 in hashes)
