"""Every refusal and fault is answered as one kind of document, in the caller's language."""

import json
import logging
from typing import Any

import httpx2
import pytest
from starlette.exceptions import HTTPException
from starlette.requests import Request

from aftercare_kit.errors import Kind, RateLimited
from aftercare_kit.problems import STATUS, Problems, problems
from aftercare_kit.texts import Catalogue

from .conftest import WorkOrderClosed


async def test_a_broken_rule_is_told_with_its_code_rule_and_facts(http: httpx2.AsyncClient) -> None:
    """A program reads the code, a person the sentence, an auditor the rule."""
    answer = await http.get("/closed", headers={"Accept-Language": "zh-CN"})

    assert answer.status_code == 409
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["content-language"] == "zh"
    document = answer.json()
    del document["trace_id"]
    assert document == {
        "type": "tag:aftercare.local,2026:problems/work-order-closed",
        "title": "已关闭",
        "status": 409,
        "code": "work-order-closed",
        "detail": "工单 WX2611? 已关闭。",
        "instance": "/closed",
        "rule": "002-4.4.2",
        "field": "state",
        "number": "WX2611?",
    }


async def test_the_language_is_english_unless_asked(http: httpx2.AsyncClient) -> None:
    """Machines ask for nothing and read English."""
    answer = await http.get("/closed")

    assert answer.json()["detail"] == "Work order WX2611? is closed."
    assert answer.headers["vary"] == "Accept-Language"


async def test_an_unknown_thing_and_an_unseen_one_look_the_same(http: httpx2.AsyncClient) -> None:
    """404 tells nobody whether it exists."""
    answer = await http.get(f"/orders/{'0' * 32}")

    assert answer.status_code == 404
    assert answer.json()["code"] == "unknown-record"
    assert answer.json()["detail"] == "There is no such record, or you may not see it."


async def test_what_is_away_says_when_to_come_back(http: httpx2.AsyncClient) -> None:
    """A client that waits as told does not make it worse."""
    answer = await http.get("/away")

    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert RateLimited.retry_after_seconds == 1


@pytest.mark.parametrize("fault", ["no-connection-free", "connection-refused", "too-slow"])
async def test_a_database_that_is_away_is_no_fault_of_ours(
    http: httpx2.AsyncClient, fault: str
) -> None:
    """Also where it goes away while a refusal is being looked into: 503, and say it again."""
    answer = await http.get(f"/database/{fault}")

    assert (answer.status_code, answer.json()["code"]) == (503, "not-ready")
    assert answer.headers["retry-after"] == "5"


async def test_a_statement_that_is_wrong_stays_our_fault(http: httpx2.AsyncClient) -> None:
    assert (await http.get("/database/our-own-mistake")).status_code == 500


async def test_a_fault_of_ours_is_a_trace_id_and_nothing_else(
    http: httpx2.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    """What went wrong inside is for our log alone."""
    with caplog.at_level(logging.ERROR):
        answer = await http.get("/broken")

    assert answer.status_code == 500
    assert answer.json()["code"] == "unexpected-fault"
    assert "13800138000" not in answer.text
    assert "RuntimeError" not in answer.text


async def test_half_an_answer_is_cut_off(http: httpx2.AsyncClient) -> None:
    """A fault after the first byte must not look like a whole answer."""
    answer = await http.get("/half")

    assert answer.text == "one"


@pytest.mark.parametrize(
    "path",
    ["/nothing", "/orders/x/y", "/%ff%fe", "/a%00b", "/%ed%a0%80", "/" + "x" * 3000],
)
async def test_an_unknown_address_is_a_problem_too(http: httpx2.AsyncClient, path: str) -> None:
    """Any bytes may be asked for; the answer is always readable."""
    answer = await http.get(path)

    assert answer.status_code == 404
    assert answer.json()["code"] == "unknown-route"
    assert answer.json()["instance"].isprintable()
    assert len(answer.json()["instance"]) <= 500


async def test_a_method_not_taken_names_those_that_are(http: httpx2.AsyncClient) -> None:
    """405 comes with Allow."""
    answer = await http.delete("/closed", headers={"Accept-Language": "zh"})

    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET"
    assert answer.json()["detail"] == "该地址不支持 DELETE 方法。"


async def send(http: httpx2.AsyncClient, body: str | bytes, language: str = "en") -> Any:
    headers = {"Content-Type": "application/json", "Accept-Language": language}
    return await http.post("/reports", content=body, headers=headers)


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"",
        b"\xff\xfe",
        b'{"title": "\xed\xa0\x80"}',
        b"[" * 200_000,
        b'{"title": ' + b"9" * 5000 + b"}",
        b"\x00",
        b"{'title': 1}",
    ],
)
async def test_what_is_no_json_is_malformed(http: httpx2.AsyncClient, body: bytes) -> None:
    """Broken JSON, broken UTF-8, endless nesting and endless numbers are the caller's mistake."""
    answer = await send(http, body)

    assert answer.status_code == 422
    assert answer.json()["code"] in {"malformed-json", "malformed-request"}


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ({"title": "a\u0000b"}, "unprintable-character"),
        ({"title": "a\u202eb"}, "unprintable-character"),
        ({"title": "\ud800"}, "string-unicode"),
        ({"title": "x", "at": "9999-12-31T23:59:59-05:00"}, "moment-out-of-range"),
        ({"title": "x", "at": "2026-11-22T08:30:00"}, "moment"),
        ({"title": "x", "hours": float("nan")}, "finite-number"),
        ({"title": "x", "pieces": float("inf")}, "int-type"),
        ({"title": "x", "price": {"amount": 1.1, "currency": "CNY"}}, "string-type"),
        ({"title": "x", "colour": "red"}, "extra-forbidden"),
        ({"title": "x", "\ud800": "red"}, "string-unicode"),
        ({"title": 17}, "string-type"),
        ({}, "missing"),
    ],
)
async def test_a_field_that_cannot_be_read_is_named_and_not_repeated(
    http: httpx2.AsyncClient, value: dict[str, Any], code: str
) -> None:
    """The caller learns where and why; what was sent is not sent back."""
    answer = await send(http, json.dumps(value))
    document = answer.json()

    assert answer.status_code == 422
    assert document["code"] == "malformed-request"
    assert code in {error["code"] for error in document["errors"]}
    assert set(document["errors"][0]) == {"field", "code", "detail"}
    answer.text.encode("utf-8")


async def test_validation_never_echoes_the_input(http: httpx2.AsyncClient) -> None:
    """A telephone number typed into the wrong field is not spread by the answer."""
    answer = await send(http, json.dumps({"title": ["13800138000"], "at": "13800138000"}), "zh")

    assert "13800138000" not in answer.text
    assert {error["detail"] for error in answer.json()["errors"]} == {
        "应为文本。",
        "应为带时区的时间，例如 2026-11-22T08:30:00+08:00。",
    }
    bad_id = await http.get("/orders/13800138000", headers={"Accept-Language": "zh"})
    assert bad_id.json()["errors"] == [
        {"field": "order_id", "code": "uuid-parsing", "detail": "应为 UUID 格式的编号。"}
    ]


async def test_a_thousand_mistakes_are_told_in_part(http: httpx2.AsyncClient) -> None:
    """The answer stays small, however wrong the question."""
    answer = await send(http, json.dumps({f"f{i}" * 60: 1 for i in range(1000)}))

    assert len(answer.json()["errors"]) == 50
    assert max(len(error["field"]) for error in answer.json()["errors"]) <= 100


async def test_a_body_that_is_not_called_json_is_malformed(http: httpx2.AsyncClient) -> None:
    """A browser's form of another site cannot pose as a command."""
    answer = await http.post(
        "/reports", content=b'{"title": "x"}', headers={"Content-Type": "text/plain"}
    )

    assert answer.status_code == 422


def test_other_refusals_of_the_framework_keep_their_status(catalogue: Catalogue) -> None:
    """Whatever Starlette turns away becomes a document of ours."""
    scope = {"type": "http", "method": "GET", "path": "/x", "query_string": b"", "headers": []}
    answer = Problems(catalogue).http(Request(scope), HTTPException(418).status_code)

    assert answer.status_code == 418
    assert json.loads(bytes(answer.body))["code"] == "request-refused"


def test_every_kind_has_a_status_and_a_title(catalogue: Catalogue) -> None:
    """A new kind cannot be forgotten in the one table."""
    assert set(STATUS) == set(Kind)
    assert all(catalogue.title("x", kind, language) for kind in Kind for language in ("en", "zh"))  # type: ignore[arg-type]
    assert [kind for kind, status in STATUS.items() if status == 422] == [Kind.MALFORMED]


def test_a_route_declares_what_it_may_refuse() -> None:
    """Codes of one status come under it together, with their rules."""
    declared = problems(WorkOrderClosed, RateLimitedHere)

    assert declared[409]["description"] == "`work-order-closed` (002-4.4.2)"
    assert declared[429]["description"] == "`too-fast-here`"


class RateLimitedHere(RateLimited):
    """A refusal without a rule."""

    code = "too-fast-here"
