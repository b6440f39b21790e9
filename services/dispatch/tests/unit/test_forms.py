"""How dispatch's forms look: a picture of each was looked at and is kept beside this file."""

from pathlib import Path
from typing import Any

import pytest

from aftercare_kit.forms import Press
from aftercare_kit.forms.testing import must_look_like, text_of

CASE = "https://aftercare.example/api/cases/0190b6c0-0000-7000-8000-000000000001"
PICTURES = Path(__file__).parent / "pictures"
HEAD: dict[str, Any] = {
    "request_number": "YX261107",
    "serial": "INV-0001",
    "site": "SZ-01",
    "subject": "B相无输出，断路器两次跳闸",
    "department": "SC",
    "centre": "shenzhen",
    "fault_level": 2,
    "reported_at": "2026-11-07 09:00",
}
OUTING: dict[str, Any] = {
    "number": "SC261101",
    "engineer": "李明",
    "planned_from": "2026-11-08 09:00",
    "planned_to": "2026-11-08 13:00",
    "busy_from": "2026-11-08 08:00",
    "busy_to": "2026-11-08 14:00",
    "departed_at": "2026-11-08 08:05",
    "arrived_at": "2026-11-08 09:10",
    "finished_at": "2026-11-08 12:40",
}
PARTS = [{"part_no": "PB-100", "quantity": 1, "serial_on": "N1", "serial_off": "O1"}]
SCHEME = HEAD | {
    "number": "YX261107",
    "cause": "功率板烧毁",
    "cause_kind": "product_quality",
    "action": "更换功率板并带载试验",
    "skills": ["inverter"],
    "parts": PARTS,
    "labour_days": 1,
    "persons": 1,
    "travel_estimate": "600.00",
    "complex": False,
    "author": "赵工",
    "state": "approved",
    "major": False,
    "submitted_at": "2026-11-07 10:00",
    "approvals": [{"step": "review", "by": "孙主管", "at": "2026-11-07 11:00"}],
    "consent": None,
    "consent_by": None,
    "consent_at": None,
}
NOTICE = HEAD | OUTING
NOTICE |= {"unit": None, "task": "更换功率板并带载试验", "state": "finished", "parts": PARTS}
RECORD = HEAD | OUTING
RECORD |= {
    "head_by": "王调度",
    "written_by": "李明",
    "fixed": True,
    "findings": "功率板PB-100烧毁",
    "work_done": "已更换，试验正常",
    "signed": "2026-11-08 12:45",
}
REPORT = RECORD | {
    "archive_number": "SZ-2026-0007",
    "cause_kind": "product_quality",
    "parts": PARTS,
    "work_hours": "3.5",
    "travel_hours": "2",
    "travel_cost": "120.00",
    "days": 1,
    "persons": 1,
    "customer_rating": 5,
    "proof": "signature  SZ-01  tablet  " + "0f" * 32,
    "sha256": "a1" * 32,
}
REPAIR = HEAD | OUTING
REPAIR |= {
    "unit": "shenzhen",
    "wanted_from": "2026-11-08 09:00",
    "work_done": "已更换，试验正常",
    "parts": PARTS,
}
TRAINING: dict[str, Any] = {
    "number": "SC261102",
    "order_number": "SC261103",
    "site": "SZ-01",
    "subject": "逆变器操作培训",
    "units": ["U-1", "U-2"],
    "training": {
        "topic": "操作与日常维护",
        "hours": "4",
        "trainer": "李明",
        "attendees": 12,
        "material": "HX-30 用户手册",
    },
    "findings": "全部通过考核",
    "work_done": "开机、停机、告警处理、清洁",
    "arrived_at": "2026-11-10 08:30",
    "done_at": "2026-11-10 12:30",
    "rating": 5,
    "suggestion": "希望增加实操",
    "archive_number": "SZ-2026-0008",
    "signed": "2026-11-10 12:35",
    "sha256": "b2" * 32,
}
BATCH: dict[str, Any] = TRAINING | {
    "form": "QR758-08A",
    "kind": "commissioning",
    "occasion": "contract",
    "mode": "on_site",
    "department": "SC",
    "engineer": "李明",
    "subject": "三台逆变器开通",
    "units": ["U-1", "U-2", "U-3"],
    "results": [
        {"serial": f"U-{number}", "type": "HX-30", "normal": True, "remark": None}
        for number in (1, 2, 3)
    ],
    "training": TRAINING["training"] | {"hours": "1.5"},
    "findings": "开箱检查完好，供电正常",
    "work_done": "逐台上电、参数设置、带载试运行 2 小时",
    "rating_declined": False,
    "proof": "seal  SZ-01  tablet  " + "0f" * 32,
}
TITLES = {
    "QR758-02A": "服务电话记录",
    "QR758-06A": "维修服务报告",
    "QR758-07A": "开通/试验服务报告",
    "QR758-08A": "正常批量开通/改造服务报告",
    "cover_summary": "保障服务总结",
    "patrol_report": "巡检服务报告",
    "visit_report": "客户走访报告",
    "feedback_sheet": "售后服务反馈表",
}
OUTING_APPLICATION = HEAD | {
    "number": "SC261104",
    "staff": ["李明", "王军"],
    "purpose": "更换功率板并带载试验",
    "leaves_at": "2026-11-08 06:00",
    "returns_at": "2026-11-09 20:00",
    "transport": "rail",
    "estimate": "600.00",
    "author": "赵工",
    "applied_at": "2026-11-07 11:30",
    "state": "approved",
    "decided_by": "孙主管",
    "decided_at": "2026-11-07 12:00",
    "returned_because": None,
}
FORMS = {
    "scheme": SCHEME,
    "service_notice": NOTICE,
    "outing_application": OUTING_APPLICATION,
    "outing_record": RECORD,
    "repair_report": REPORT,
    "repair_record": REPAIR,
    "training_record": TRAINING,
    "service_report": BATCH,
}


@pytest.mark.parametrize("form", FORMS)
def test_each_form_is_a_page_that_looks_like_its_picture(form: str) -> None:
    printed = Press("dispatch").pdf(form, FORMS[form], CASE)
    assert len(text_of(printed.content)) == (3 if form == "repair_record" else 1)
    must_look_like(printed.content, PICTURES / f"{form}.png")


@pytest.mark.parametrize("form", FORMS)
def test_what_is_not_known_yet_stays_empty(form: str) -> None:
    keep = {"number", "state", "skills", "parts", "approvals", "days", "persons", "units"}
    keep |= {"training", "form", "kind", "results", "rating_declined", "staff"}
    bare = {key: value if key in keep else None for key, value in FORMS[form].items()}
    page = text_of(Press("dispatch").pdf(form, bare, CASE).content)[0]
    assert bare["number"] in page
    assert "None" not in page
    assert "none" not in page


def test_every_state_has_its_word() -> None:
    from dispatch.domain.outing import OutingState
    from dispatch.domain.scheme import SchemeState
    from dispatch.domain.visit import VisitState

    press = Press("dispatch")
    for form, states in (
        ("scheme", SchemeState),
        ("service_notice", VisitState),
        ("outing_application", OutingState),
    ):
        for state in states:
            (page,) = text_of(press.pdf(form, FORMS[form] | {"state": state.value}, CASE).content)
            assert state.value not in page


def test_the_repair_record_has_a_copy_for_each() -> None:
    pages = text_of(Press("dispatch").pdf("repair_record", REPAIR, CASE).content)
    for page, copy in zip(pages, ("存根联", "售后服务联", "客户联"), strict=True):
        assert copy in page
        assert "报修内容" in page


def test_every_report_of_the_service_table_has_its_title_and_every_kind_its_word() -> None:
    """The training record has a form of its own."""
    from dispatch.domain.service_order import Occasion
    from dispatch.domain.service_table import Form, Kind, Mode

    press = Press("dispatch")
    for form in set(Form) - {Form.TRAINING_RECORD}:
        (page,) = text_of(press.pdf("service_report", BATCH | {"form": form.value}, CASE).content)
        assert TITLES[form.value] in page
    for name, words in (("kind", Kind), ("occasion", Occasion), ("mode", Mode)):
        for word in words:
            (page,) = text_of(press.pdf("service_report", BATCH | {name: word.value}, CASE).content)
            assert word.value not in page
