"""Scheme, notice, record and report as paper: what stands on them, and who may take a copy."""

from typing import Any

import pytest

from aftercare_kit.forms.testing import text_of
from aftercare_kit.testing import Bench
from services.dispatch.tests import builders as a
from services.dispatch.tests.component.desk import Desk
from services.dispatch.tests.component.test_services import a_working, results

MARKUP = '#panic("out") #read("/etc/passwd") $x^2$ *bold* <label> @ref \\ // no comment'


async def page_of(client: Any, path: str) -> str:
    """The only page of a form."""
    answer = await client.get(path)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/pdf"
    (page,) = text_of(answer.content)
    return page


@pytest.mark.rule("001-5.11.1")
async def test_a_case_leaves_scheme_notice_record_and_report_on_paper(bench: Bench) -> None:
    desk = Desk(bench)
    report = await desk.signed()
    order = await desk.order_of(report["request_id"])
    scheme, visit, number = order["schemes"][0]["id"], order["visits"][0]["id"], order["number"]
    said = {
        f"/schemes/{scheme}/form.pdf": ("售后服务方案", "Powerboardburntout", "zhao"),
        f"/visits/{visit}/notice.pdf": ("售后服务通知单", number, "LiMing", "PB-100×1"),
        f"/visits/{visit}/record.pdf": ("外出安装/售后/维修服务记录表", "BoardPB-100burnt"),
        f"/reports/{report['id']}/report.pdf": ("维修服务报告", "Boardreplaced,tested", a.SHA256),
    }  # fmt: skip
    for path, words in said.items():
        page = await page_of(desk.dispatcher, path)
        assert [each for each in words if each not in page] == [], path
    marks = await bench.rows("select detail from audit where action = 'form.print' order by id")
    assert [mark["detail"]["form"] for mark in marks] == [
        "scheme",
        "service_notice",
        "outing_record",
        "repair_report",
    ]


async def test_a_record_can_be_taken_along_to_be_filled_in(bench: Bench) -> None:
    desk = Desk(bench)
    visit = await desk.scheduled()
    path = f"/visits/{visit['id']}/record.pdf"
    answer = await desk.field.get(path)
    assert answer.headers["etag"] == f'"{visit["version"]}"'
    assert answer.headers["content-disposition"].endswith(f'"{visit["number"]}-record.pdf"')
    assert "客户签字" in text_of(answer.content)[0]


@pytest.mark.rule("001-5.11.1")
async def test_a_form_out_of_reach_is_none(bench: Bench) -> None:
    desk = Desk(bench)
    report = await desk.signed()
    order = await desk.order_of(report["request_id"])
    paths = (
        f"/schemes/{order['schemes'][0]['id']}/form.pdf",
        f"/visits/{order['visits'][0]['id']}/notice.pdf",
        f"/visits/{order['visits'][0]['id']}/record.pdf",
        f"/reports/{report['id']}/report.pdf",
    )
    foreign = bench.caller("service_center_dispatcher", centre="beijing")
    crew = bench.caller("related_unit", department="crew-1")
    customer = bench.caller("customer", customer_id=report["request_id"])
    for path in paths:
        assert (await foreign.get(path)).status_code == 404
        assert (await crew.get(path)).status_code == 404
        assert (await customer.get(path)).status_code == 403
    assert await bench.rows("select 1 from audit where action = 'form.print'") == []


async def test_what_an_author_wrote_is_text_and_never_a_template(bench: Bench) -> None:
    desk = Desk(bench)
    order = await desk.triage()
    path, body = f"/work-orders/{order['id']}/schemes", a.a_scheme(cause=MARKUP, action=MARKUP)
    scheme = await desk.ok(desk.author, path, body, 201)
    page = await page_of(desk.author, f"/schemes/{scheme['id']}/form.pdf")
    assert page.count(MARKUP.replace(" ", "")) == 2


async def test_the_repair_record_comes_in_three_copies(bench: Bench) -> None:
    desk = Desk(bench)
    visit = await desk.finished()
    await desk.ok(desk.field, f"/visits/{visit['id']}/report", a.a_report(desk.now()), 201)
    answer = await desk.field.get(f"/visits/{visit['id']}/repair-record.pdf")
    stub, *others = text_of(answer.content)
    assert len(others) == 2
    assert "更换备件PB-100×1" in stub


@pytest.mark.rule("001-T1.2")
async def test_a_training_leaves_its_record_on_paper(bench: Bench) -> None:
    desk = Desk(bench)
    path = await a_working(desk, kind="training", units=[])
    await desk.ok(desk.field, f"{path}/finish", {"training_hours": "4"})
    taught = {"topic": "Operation", "trainer": "Li Ming", "attendees": 6, "material": "Manual"}
    body = a.a_filled_form("QR758-05A", training=taught)
    report = await desk.ok(desk.field, f"{path}/reports", body, 201)
    page = await page_of(desk.field, f"/service-reports/{report['id']}/report.pdf")
    assert [
        each for each in ("用户培训记录", "Operation", "LiMing", "Manual") if each not in page
    ] == []
    crew = bench.caller("related_unit", department="crew-1")
    foreign = await crew.get(f"/service-reports/{report['id']}/report.pdf")
    assert foreign.status_code == 404


@pytest.mark.rule("001-T1.1/4.1.5", "001-5.5.5a")
async def test_units_brought_into_service_together_have_one_report_on_paper(bench: Bench) -> None:
    """With each unit as it was left; a refused rating is no rating."""
    desk = Desk(bench)
    path = await a_working(desk)
    await desk.ok(desk.field, f"{path}/finish", results(True, True, True))
    body = a.a_filled_form("QR758-08A", "U-1", "U-2", "U-3", work_done=MARKUP)
    report = await desk.ok(desk.field, f"{path}/reports", body, 201)
    sign = f"/service-reports/{report['id']}/sign"
    declined = a.a_seal(desk.now(), rating=None, rating_declined=True)
    await desk.ok(desk.field, sign, declined)
    page = await page_of(desk.officer, f"/service-reports/{report['id']}/report.pdf")
    words = (
        "正常批量开通/改造服务报告",
        "QR758-08A",
        "U-1",
        "U-3",
        "正常",
        MARKUP.replace(" ", ""),
    )
    assert [each for each in words if each not in page] == []
    (mark,) = await bench.rows("select detail from audit where action = 'form.print'")
    assert mark["detail"]["form"] == "service_report"
