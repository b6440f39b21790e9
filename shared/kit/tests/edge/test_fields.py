"""A body holds what a form of the trade can carry, and nothing else."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from aftercare_kit.fields import Body, Code, Hours, Line, Moment, Money, Prose, Quantity


def read(kind: Any, value: Any) -> Any:
    return TypeAdapter(kind).validate_python(value)


def refused(kind: Any, value: Any) -> str:
    with pytest.raises(ValidationError) as told:
        read(kind, value)
    return str(told.value.errors()[0]["type"])


def test_a_line_is_stripped_and_keeps_every_script() -> None:
    """Names are kept as people write them, the ideographic space around them is not."""
    assert read(Line, "\u3000光伏逆变器 SUN2000 🙂\n") == "光伏逆变器 SUN2000 🙂"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "string_too_short"),
        (" \u3000 ", "string_too_short"),
        ("x" * 201, "string_too_long"),
        ("a\x00b", "unprintable-character"),
        ("a\nb", "unprintable-character"),
        ("a\x1b[31mb", "unprintable-character"),
        ("a\x85b", "unprintable-character"),
        ("a\u2028b", "unprintable-character"),
        ("12\u202e34", "unprintable-character"),
        ("12\u206634", "unprintable-character"),
        ("\ud800", "string_unicode"),
        (17, "string_type"),
    ],
)
def test_a_line_refuses_what_no_form_can_show(text: Any, why: str) -> None:
    """Neither a screen, nor a form, nor PostgreSQL could keep these as they are."""
    assert refused(Line, text) == why


def test_prose_keeps_its_lines() -> None:
    """Findings have paragraphs; line ends come in one form only."""
    assert read(Prose, "one\r\n\ttwo\nthree") == "one\n\ttwo\nthree"
    assert refused(Prose, "one\rtwo") == "unprintable-character"
    assert refused(Prose, "x" * 4001) == "string_too_long"
    assert refused(Prose, "a\u202eb") == "unprintable-character"


def test_a_code_is_what_a_label_prints() -> None:
    """Serial and order numbers hold no spaces and no foreign letters."""
    assert read(Code, " QR758-04A/2 ") == "QR758-04A/2"
    for text in ("", "-x", "a b", "a\n", "编号", "x" * 65):
        if text == "a\n":
            assert read(Code, text) == "a"
            continue
        assert refused(Code, text) in {"string_pattern_mismatch", "string_too_long"}


def test_a_moment_is_kept_in_utc() -> None:
    """08:30 in Guangzhou is half past midnight in UTC."""
    moment = read(Moment, "2026-11-22T08:30:00+08:00")

    assert moment == datetime(2026, 11, 22, 0, 30, tzinfo=UTC)
    assert moment.tzinfo is UTC
    assert read(Moment, moment) == moment


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("9999-12-31T23:59:59-05:00", "moment-out-of-range"),
        ("1999-12-31T23:59:59Z", "moment-out-of-range"),
        ("2100-01-01T00:00:00Z", "moment-out-of-range"),
        ("0001-01-01T00:00:00+14:00", "moment-out-of-range"),
        ("2026-11-22T08:30:00", "moment"),
        ("2026-11-22", "moment"),
        ("1700000000", "moment"),
        (1700000000, "moment"),
        ("٢٠٢٦-11-22T08:30:00Z", "moment"),
        ("2026-13-22T08:30:00Z", "datetime_from_date_parsing"),
        (datetime(2026, 1, 1), "timezone_aware"),  # noqa: DTZ001
    ],
)
def test_a_moment_names_its_offset_and_lies_in_our_time(text: Any, why: str) -> None:
    """A time nobody could mean, or that two people would read differently, is refused."""
    assert refused(Moment, text).replace("datetime_parsing", "datetime_from_date_parsing") == why


def test_pieces_and_hours_are_counted_within_reason() -> None:
    """A slipped key is refused before it becomes a stock movement or a wage."""
    assert read(Quantity, 3) == 3
    assert read(Hours, "1.25") == Decimal("1.25")
    assert [refused(Quantity, bad) for bad in (0, 1_000_001, "3", 1.5)] == [
        "greater_than_equal",
        "less_than_equal",
        "int_type",
        "int_type",
    ]
    assert refused(Hours, "NaN") == "finite_number"
    assert refused(Hours, "1.255") == "decimal_max_places"
    assert refused(Hours, "-1") == "greater_than_equal"


class Order(Body):
    title: Line
    price: Money


def test_a_body_takes_no_unknown_field_and_never_changes() -> None:
    """A misspelt field is told, not lost."""
    order = Order.model_validate({"title": "x", "price": {"amount": "1.10", "currency": "CNY"}})

    assert refused(Order, {"title": "x", "price": order.price, "titel": "y"}) == "extra_forbidden"
    with pytest.raises(ValidationError):
        order.title = "y"  # type: ignore[misc]


@pytest.mark.parametrize(
    "price",
    [
        {"amount": 1.1, "currency": "CNY"},
        {"amount": "1e9", "currency": "CNY"},
        {"amount": "NaN", "currency": "CNY"},
        {"amount": "1.10", "currency": "cny"},
        {"amount": "1.10"},
        {"amount": "1.10", "currency": "CNY", "tax": "0"},
        {"amount": "1234567890123", "currency": "CNY"},
        "1.10",
    ],
)
def test_money_crosses_the_wire_as_two_strings(price: Any) -> None:
    """No reader of JSON can turn an amount into a float on the way."""
    with pytest.raises(ValidationError):
        Order.model_validate({"title": "x", "price": price})


def test_money_reads_back_what_it_writes() -> None:
    """The exact amount survives, trailing zeros and all."""
    order = Order(title="x", price=Money.of("1.10"))
    written = order.model_dump_json()

    assert written == '{"title":"x","price":{"amount":"1.10","currency":"CNY"}}'
    assert Order.model_validate_json(written) == order
    assert Order.model_json_schema()["properties"]["price"]["required"] == ["amount", "currency"]
