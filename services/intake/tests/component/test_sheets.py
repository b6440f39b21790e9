"""Spreadsheets: good rows in, bad ones told; copies out by permission, masked and audited."""

import io
import time
from collections.abc import Sequence
from typing import Any

import httpx2
import pytest
from openpyxl import Workbook, load_workbook

from aftercare_contracts.intake import AssetRegistered, CustomerUpdated
from aftercare_kit.testing import Bench
from services.intake.tests import builders as a
from services.intake.tests.component.desk import Desk

CSV = {"Content-Type": "text/csv"}
ASSETS = ("customer", "site", "serial", "model", "product_line", "sale_date", "warranty_months")


def as_csv(*lines: Sequence[object]) -> bytes:
    return "\n".join(",".join(map(str, line)) for line in lines).encode()


def as_xlsx(*lines: Sequence[object]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for line in lines:
        sheet.append(list(line))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


async def take_in(
    who: httpx2.AsyncClient, name: str, content: bytes, rows: str = "good_ones", **headers: str
) -> httpx2.Response:
    return await who.post(
        f"/sheets/{name}", params={"rows": rows}, content=content, headers=CSV | headers
    )


def units(number: int) -> list[tuple[object, ...]]:
    return [
        ("C-1", "SZ-1", f"GX-{n:05}", "HX-30", "inverter", "2025-03-01", 24) for n in range(number)
    ]


def spoilt(lines: list[tuple[object, ...]], number: int) -> set[int]:
    """Spoil some rows, each in one of six ways; returns their numbers in the file."""
    ways: list[tuple[int, object]] = [
        (0, "NOBODY"), (1, "NOWHERE"), (2, "no good!"), (2, "GX-00000"), (5, "2099-01-01"),
        (6, "many"),
    ]  # fmt: skip
    step = len(lines) // (number + 1)
    places = [step * (n + 1) for n in range(number)]
    for n, place in enumerate(places):
        column, value = ways[n % len(ways)]
        cells = list(lines[place])
        cells[column] = value
        lines[place] = tuple(cells)
    return {place + 2 for place in places}


async def ready(bench: Bench) -> Desk:
    desk = Desk(bench)
    await desk.opened()
    return desk


async def test_the_good_rows_are_taken_and_each_bad_one_is_told_why(bench: Bench) -> None:
    """Row, column, code, rule and a reason in the caller's language; events as if one by one."""
    desk = await ready(bench)
    lines = units(60)
    bad = spoilt(lines, 6)
    report = (await take_in(desk.agent, "assets", as_csv(ASSETS, *lines))).json()
    assert (report["rows"], report["taken"], report["refused_rows"]) == (60, 54, 6)
    assert {fault["row"] for fault in report["refused"]} == bad
    assert [(fault["field"], fault["code"]) for fault in report["refused"]] == [
        (None, "unknown-record"),
        (None, "unknown-record"),
        ("serial", "field-string-pattern-mismatch"),
        ("serial", "serial-taken"),
        ("sale_date", "act-in-the-future"),
        ("warranty_months", "field-int-parsing"),
    ]
    assert all(fault["detail"] and "{" not in fault["detail"] for fault in report["refused"])
    assert len(await bench.said(AssetRegistered)) == 1 + 54
    again = await take_in(
        desk.agent, "assets", as_csv(ASSETS, *lines), **{"Accept-Language": "zh-CN"}
    )
    assert again.json()["taken"] == 0
    assert again.json()["refused"][0]["detail"] == "该机号的设备已建档。"


async def test_none_at_all_leaves_no_trace_but_that_it_was_tried(bench: Bench) -> None:
    desk = await ready(bench)
    lines = units(20)
    spoilt(lines, 1)
    before = await bench.counts()
    report = (await take_in(desk.agent, "assets", as_xlsx(ASSETS, *lines), "all_or_none")).json()
    assert (report["taken"], report["refused_rows"]) == (0, 1)
    assert await bench.counts() == before | {"audit": before["audit"] + 1}
    whole = await take_in(desk.agent, "assets", as_xlsx(ASSETS, *units(20)), "all_or_none")
    assert (whole.json()["taken"], whole.json()["refused"]) == (20, [])


async def test_the_same_file_under_one_key_counts_once(bench: Bench) -> None:
    """And the other choice for the same file is another request."""
    desk = await ready(bench)
    content, key = as_csv(ASSETS, *units(3)), {"Idempotency-Key": "monday"}
    first = await take_in(desk.agent, "assets", content, **key)
    second = await take_in(desk.agent, "assets", content, **key)
    assert first.json() == second.json()
    assert second.headers["Idempotency-Replayed"] == "true"
    other = await take_in(desk.agent, "assets", content, "all_or_none", **key)
    assert other.json()["code"] == "idempotency-key-reused"


async def test_customers_and_sites_come_in_chinese_headers_and_encoding(bench: Bench) -> None:
    """As spreadsheet programs in Chinese write them: GB 18030, 是 and 否; xlsx cells of a type."""
    desk = Desk(bench)
    await desk.centre()
    people = (
        "编号,名称,类别,服务中心\nC-7,华南电力,enterprise,shenzhen\nC-8,'=1+1,consumer,beijing\n"
    )
    report = (await take_in(desk.agent, "customers", people.encode("gb18030"))).json()
    assert (report["taken"], report["refused"][0]["code"]) == (1, "unknown-record")
    sites = as_xlsx(("Customer", "编号", "地址", "urban"), ("C-7", "S-1", "深圳市福田区1号", "否"))
    assert (await take_in(desk.agent, "sites", sites)).json()["taken"] == 1
    stands = (await desk.agent.get("/sites")).json()["items"][0]
    assert (stands["address"], stands["urban"]) == ("深圳市福***", False)
    assert [event.name for event in await bench.said(CustomerUpdated)] == ["华南电力"]


async def test_what_is_no_sheet_is_refused_whole(bench: Bench) -> None:
    desk = await ready(bench)
    before = await bench.counts()
    refused = {
        b"PK\x03\x04 no zip": "sheet-unreadable",
        b"\xff\xfe\x00\x80": "sheet-unreadable",
        b'serial\n"open': "sheet-unreadable",
        b"": "sheet-column-missing",
        b"serial,model": "sheet-column-missing",
        as_csv((*ASSETS, "colour")): "sheet-column-unknown",
        as_csv((*ASSETS, "serial")): "sheet-column-unknown",
        as_csv(ASSETS, *[["x"]] * 20_001): "sheet-too-long",
        as_csv(ASSETS, ["x" * 5000]): "sheet-unreadable",
    }
    for content, code in refused.items():
        answer = await take_in(desk.agent, "assets", content)
        assert answer.json()["code"] == code, content[:40]
    assert (await take_in(desk.agent, "engines", b"")).status_code == 422
    assert await bench.counts() == before


@pytest.mark.rule("004-5.3.1.3")
async def test_rows_reach_no_further_than_their_sender(bench: Bench) -> None:
    """Another centre's customers are unknown; who may not register may not import."""
    desk = await ready(bench)
    await desk.centre(code="beijing")
    away = bench.caller("service_agent", centre="beijing")
    report = (await take_in(away, "assets", as_csv(ASSETS, *units(2)))).json()
    assert [fault["code"] for fault in report["refused"]] == ["unknown-record"] * 2
    finance = await take_in(bench.caller("finance"), "assets", as_csv(ASSETS, *units(2)))
    assert (finance.status_code, finance.json()["code"]) == (403, "right-missing")


@pytest.mark.rule("001-5.11.1")
async def test_a_copy_needs_permission_is_masked_and_audited(bench: Bench) -> None:
    desk = await ready(bench)
    manager = bench.caller("regional_manager", subject="he")
    assert (await desk.agent.get("/sheets/sites")).status_code == 403
    masked = (await manager.get("/sheets/sites?file=csv")).content.decode("utf-8-sig")
    full = (await manager.get("/sheets/sites?file=csv&personal=true")).content.decode("utf-8-sig")
    assert masked.splitlines() == ["customer,code,address,urban", "C-1,SZ-1,深圳市南***,yes"]
    assert "深圳市南山区科技路1号" in full
    assistant = bench.caller("service_assistant")
    assert (await assistant.get("/sheets/sites?personal=true")).status_code == 403
    noted = await bench.rows("select subject, detail from audit where action = 'sheet.export'")
    assert [(row["subject"], row["detail"]) for row in noted] == [
        ("he", {"rows": 1, "personal": False, "defence": False}),
        ("he", {"rows": 1, "personal": True, "defence": False}),
    ]


@pytest.mark.rule("001-5.11.1")
async def test_defence_customers_are_in_the_copies_of_their_own_list_only(bench: Bench) -> None:
    desk = await ready(bench)
    await desk.ok("/customers", a.a_customer("D-1", kind="defence"))

    async def codes(role: str, **claims: Any) -> list[str]:
        answer = await bench.caller(role, **claims).get("/sheets/customers?file=csv")
        return [line.split(",")[0] for line in answer.text.splitlines()[1:]]

    assert await codes("regional_manager") == ["C-1"]
    assert await codes("service_center_head") == ["C-1", "D-1"]
    assert await codes("regional_manager", centre="beijing") == []


async def test_nothing_in_a_copy_is_a_formula_and_it_comes_back_as_it_was(bench: Bench) -> None:
    """What begins like one is marked as text, in csv and xlsx; reading it takes the mark off."""
    desk = await ready(bench)
    evil = '=HYPERLINK("http://x";"y")'
    await desk.ok("/customers", a.a_customer("C-9", name=evil))
    manager = bench.caller("regional_manager", language="zh")
    book = load_workbook(io.BytesIO((await manager.get("/sheets/customers")).content))
    cells = list(book.worksheets[0].iter_rows(values_only=True))
    assert cells[0] == ("编号", "名称", "类别", "服务中心")
    assert [line[1] for line in cells[1:]] == ["南方电网", "'" + evil]
    assert {cell.data_type for row in book.worksheets[0].iter_rows() for cell in row} == {"s"}
    text = (await manager.get("/sheets/customers?file=csv")).content
    back = text.replace(b"C-", b"B-")
    assert (await take_in(desk.agent, "customers", back)).json()["taken"] == 2
    names = await bench.rows("select name from customer where code = 'B-9'")
    assert names == [{"name": evil}]


@pytest.mark.slow
async def test_ten_thousand_rows_of_which_37_are_bad(bench: Bench) -> None:
    """Within what the edge waits for an answer; the file within what it lets through."""
    desk = await ready(bench)
    lines = units(10_000)
    bad = spoilt(lines, 37)
    content = as_xlsx(ASSETS, *lines)
    assert len(content) < 1_048_576
    none = (await take_in(desk.agent, "assets", content, "all_or_none")).json()
    assert (none["taken"], none["refused_rows"]) == (0, 37)
    began = time.monotonic()
    report = (await take_in(desk.agent, "assets", content)).json()
    assert time.monotonic() - began < 30
    assert (report["taken"], {fault["row"] for fault in report["refused"]}) == (9_963, bad)
    assert (await bench.rows("select count(*) as n from asset"))[0]["n"] == 1 + 9_963
    assert len(await bench.said(AssetRegistered)) == 1 + 9_963
