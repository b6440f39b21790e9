"""A form as an answer: where its code leads, its name, its hash."""

import base64
import hashlib
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from aftercare_kit.forms import Paper, Printed, case, local
from aftercare_kit.forms.answer import answer

CASE = UUID("0190b6c0-0000-7000-8000-000000000001")


class Recorder:
    """A press that only notes where the code is to lead."""

    led_to = ""

    def pdf(self, form: str, said: object, leads_to: str) -> Printed:
        self.led_to = leads_to
        return Printed(b"%PDF", hashlib.sha256(b"%PDF").hexdigest())


async def printed(name: str) -> tuple[Recorder, Any]:
    press: Any = Recorder()
    request: Any = SimpleNamespace(
        app=SimpleNamespace(state=SimpleNamespace(public_url="https://service.example"))
    )
    return press, await answer(press, Paper("sheet", name, 7, case(CASE), {}), request)


async def test_the_code_leads_to_the_case_at_the_public_address() -> None:
    press, _ = await printed("YX261107")
    assert press.led_to == f"https://service.example/api/cases/{CASE}"


async def test_the_answer_carries_version_and_hash() -> None:
    _, given = await printed("YX261107")
    assert given.headers["etag"] == '"7"'
    digest = base64.b64encode(hashlib.sha256(b"%PDF").digest()).decode()
    assert given.headers["repr-digest"] == f"sha-256=:{digest}:"


@pytest.mark.parametrize("name", ['a"; x="b', "a\r\nSet-Cookie: b", "../../etc/passwd", "单"])
async def test_no_name_breaks_out_of_its_header(name: str) -> None:
    _, given = await printed(name)
    said = given.headers["content-disposition"]
    assert said.startswith('inline; filename="')
    assert said.count('"') == 2
    assert not {"\r", "\n", "/", ";"} & set(Path(said.split('"')[1]).name)


def test_a_moment_is_shown_by_the_clock_of_the_place() -> None:
    from datetime import UTC, datetime

    assert local(datetime(2026, 11, 7, 17, 30, tzinfo=UTC), "Asia/Shanghai") == "2026-11-08 01:30"
    assert local(None, "Asia/Shanghai") is None
