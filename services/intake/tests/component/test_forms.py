"""The handling sheet as paper: what stands on it, who may print it, and that text stays text."""

from typing import Any

import pytest

from aftercare_kit.forms.testing import text_of
from aftercare_kit.testing import Bench
from services.intake.tests import builders as a
from services.intake.tests.component.desk import Desk

MARKUP = '#panic("out") #read("/etc/passwd") $x^2$ *bold* <label> @ref \\ // no comment'


async def told(desk: Desk) -> dict[str, Any]:
    """A judged request that somebody by name told us about."""
    plant = await desk.opened(project_no="AB-7", invoice_no="FP-9")
    customer = plant.customer["id"]
    contact = await desk.ok(f"/customers/{customer}/contacts", a.a_contact())
    request = await desk.registered(plant, contact_id=contact["id"])
    return await desk.ok(f"/requests/{request['id']}/triage", a.a_triage(), 200)


async def test_the_handling_sheet_says_what_the_desk_knows(bench: Bench) -> None:
    desk = Desk(bench)
    request = await told(desk)
    answer = await desk.agent.get(f"/requests/{request['id']}/sheet.pdf")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.headers["content-disposition"] == f'inline; filename="{request["number"]}.pdf"'
    assert answer.headers["etag"] == f'"{request["version"]}"'
    (page,) = text_of(answer.content)
    for words in (
        "售后信息处理单", f"编号：{request['number']}", "南方电网", "王小明", "+86 138 0013 8000",
        "深圳市南山区科技路1号", "INV-1", "HX-30", "AB-7", "FP-9", "No output on phase B",
        "Breaker tripped twice.", "质量原因", "责任判定", "受理人", "部门负责人",
    ):  # fmt: skip
        assert words.replace(" ", "") in page, words
    elsewhere = {"Host": "evil.example"}  # The code leads to the suite, whoever else was asked.
    again = await desk.agent.get(f"/requests/{request['id']}/sheet.pdf", headers=elsewhere)
    assert again.headers["repr-digest"] == answer.headers["repr-digest"]


@pytest.mark.rule("001-5.11.1")
async def test_each_copy_leaves_a_mark_and_masks_people_for_who_may_not_read_them(
    bench: Bench,
) -> None:
    desk = Desk(bench)
    request = await told(desk)
    path = f"/requests/{request['id']}/sheet.pdf"
    (page,) = text_of((await bench.caller("quality").get(path)).content)
    assert "王小明" not in page
    assert "13800138000" not in page
    assert "科技路" not in page
    assert (await desk.agent.get(path)).status_code == 200
    marks = await bench.rows(
        "select detail->>'personal' as full from audit where action = 'request.print' order by id"
    )
    assert [mark["full"] for mark in marks] == ["false", "true"]


@pytest.mark.rule("001-5.11.1")
async def test_no_sheet_leaves_to_who_may_not_print_or_does_not_reach_it(bench: Bench) -> None:
    desk = Desk(bench)
    request = await told(desk)
    path = f"/requests/{request['id']}/sheet.pdf"
    customer = bench.caller("customer", customer_id=request["customer_id"])
    assert (await customer.get(path)).status_code == 403
    foreign = bench.caller("service_agent", centre="beijing")
    assert (await foreign.get(path)).status_code == 404
    assert await bench.rows("select 1 from audit where action = 'request.print'") == []


async def test_what_a_customer_wrote_is_text_and_never_a_template(bench: Bench) -> None:
    desk = Desk(bench)
    plant = await desk.opened()
    request = await desk.registered(plant, subject=MARKUP, description=f"{MARKUP}\n{'长' * 3000}")
    answer = await desk.agent.get(f"/requests/{request['id']}/sheet.pdf")
    assert answer.status_code == 200, answer.text
    pages = text_of(answer.content)
    assert len(pages) > 1
    assert pages[0].count(MARKUP.replace(" ", "")) == 2
