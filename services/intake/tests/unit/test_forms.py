"""How intake's forms look: a picture of each was looked at and is kept beside this file."""

from pathlib import Path
from typing import Any

import pytest

from aftercare_kit.forms import Press
from aftercare_kit.forms.testing import must_look_like, text_of

CASE = "https://aftercare.example/api/cases/0190b6c0-0000-7000-8000-000000000001"
SHEET: dict[str, Any] = {
    "number": "YX261107",
    "customer": "南方电网深圳供电局",
    "customer_code": "C-1",
    "contact": "王小明",
    "phone": "+86 138 0013 8000",
    "address": "深圳市南山区科技路1号",
    "department": "YX",
    "centre": "shenzhen",
    "reported_at": "2026-11-07 09:00",
    "registered_at": "2026-11-07 09:03",
    "resolved_at": "2026-11-07 16:20",
    "serial": "INV-0001",
    "model": "HX-30",
    "product_line": "inverter",
    "commissioned_on": "2025-05-01",
    "project_no": "AB-7",
    "invoice_no": None,
    "channel": "phone",
    "subject": "B相无输出",
    "description": "今早起断路器两次跳闸。\nNo output on phase B since this morning.",
    "service_type": "technical_support",
    "fault_level": 2,
    "major": False,
    "handled_by": "SC",
    "cover": "warranty",
    "state": "resolved",
    "ended_because": None,
    "referrals": ["联系供方检查功率板"],
}


def test_the_handling_sheet_looks_like_its_picture() -> None:
    printed = Press("intake").pdf("handling_sheet", SHEET, CASE)
    must_look_like(printed.content, Path(__file__).parent / "pictures" / "handling_sheet.png")


def test_a_sheet_with_nothing_known_is_one_to_fill_in_by_hand() -> None:
    bare = dict.fromkeys(SHEET) | {"number": "YX261108", "state": "registered", "referrals": []}
    (page,) = text_of(Press("intake").pdf("handling_sheet", bare, CASE).content)
    assert "编号：YX261108" in page
    assert "None" not in page


def test_the_same_sheet_has_the_same_hash_and_another_has_another() -> None:
    press = Press("intake")
    first = press.pdf("handling_sheet", SHEET, CASE)
    assert Press("intake").pdf("handling_sheet", SHEET, CASE).sha256 == first.sha256
    assert press.pdf("handling_sheet", SHEET | {"major": True}, CASE).sha256 != first.sha256
    assert press.pdf("handling_sheet", SHEET, f"{CASE}?other").sha256 != first.sha256


@pytest.mark.parametrize("code", ["contract_period", "om_period", "warranty", "none"])
def test_every_cover_has_its_word(code: str) -> None:
    (page,) = text_of(Press("intake").pdf("handling_sheet", SHEET | {"cover": code}, CASE).content)
    words = {"contract_period": "合同期内", "om_period": "运维期内", "warranty": "质保期内"}
    assert words.get(code, "范围外") in page
