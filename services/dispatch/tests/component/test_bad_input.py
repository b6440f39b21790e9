"""What no form can hold is refused in the caller's language, and leaves no trace."""

import json
from datetime import timedelta
from typing import Any

import pytest

from aftercare_kit.ids import new_id
from aftercare_kit.testing import Bench
from services.dispatch.tests import builders as a
from services.dispatch.tests.component.desk import Desk

RESPOND, HOLD, SCHEMES, VISITS = (
    f"/work-orders/{{order}}/{act}" for act in ("respond", "hold", "schemes", "visits")
)

UNKNOWN, KNOWN = {"engineer_id": str(new_id())}, {"engineer_id": "<engineer>"}

BAD: dict[str, tuple[str, Any, int, str]] = {
    "no json": (RESPOND, b'{"channel": ', 422, "malformed-json"),
    "json that is no object": (RESPOND, b"[1, 2]", 422, "malformed-request"),
    "no utf-8": (RESPOND, b'{"channel": "\xff\xfe"}', 422, "malformed-json"),
    "empty body": (RESPOND, b"", 422, "malformed-request"),
    "number for text": (RESPOND, {"channel": 5}, 422, "malformed-request"),
    "text for flag": (RESPOND, {"reported_up": "perhaps"}, 422, "malformed-request"),
    "unknown field": (RESPOND, {"chanel": "phone"}, 422, "malformed-request"),
    "control character": (RESPOND, {"channel": "pho\x07ne"}, 422, "malformed-request"),
    "nul": (RESPOND, {"channel": "pho\x00ne"}, 422, "malformed-request"),
    "half surrogate": (RESPOND, b'{"channel": "\\ud800"}', 422, "malformed-request"),
    "reversed text": (RESPOND, {"channel": "\u202e1234"}, 422, "malformed-request"),
    "too long": (RESPOND, {"channel": "x" * 201}, 422, "malformed-request"),
    "year 9999": (RESPOND, {"occurred_at": "9999-12-31T23:59:59-05:00"}, 422, "malformed-request"),
    "naive time": (RESPOND, {"occurred_at": "2026-03-02T09:00:00"}, 422, "malformed-request"),
    "time as number": (RESPOND, {"occurred_at": 1700000000}, 422, "malformed-request"),
    "no such day": (RESPOND, {"occurred_at": "2026-02-30T09:00:00Z"}, 422, "malformed-request"),
    "not yet happened": (RESPOND, {"occurred_at": "<future>"}, 409, "act-in-the-future"),
    "wait for nobody": (HOLD, {"waiting_for": "rain", "reason": "x"}, 422, "malformed-request"),
    "blank reason": (HOLD, {"waiting_for": "parts", "reason": "  "}, 422, "malformed-request"),
    "negative days": (SCHEMES, a.a_scheme(labour_days=-1), 422, "malformed-request"),
    "fraction of a part": (
        SCHEMES,
        a.a_scheme(parts=[{"part_no": "PB-100", "quantity": 1.5}]),
        422,
        "malformed-request",
    ),
    "no number": (SCHEMES, a.a_scheme(travel_estimate="NaN"), 422, "malformed-request"),
    "tenth of a cent": (SCHEMES, a.a_scheme(travel_estimate="1.001"), 422, "malformed-request"),
    "hundred and one parts": (
        SCHEMES,
        a.a_scheme(parts=[{"part_no": "PB-100", "quantity": 1}] * 101),
        422,
        "malformed-request",
    ),
    "unknown engineer": (VISITS, UNKNOWN | a.a_window(), 404, "unknown-record"),
    "id that is none": (VISITS, {"engineer_id": "E-1", **a.a_window()}, 422, "malformed-request"),
    "window that ends first": (VISITS, KNOWN | a.a_window(hours=-1), 409, "visit-window-invalid"),
    "unknown order": (f"/work-orders/{new_id()}/respond", {}, 404, "unknown-record"),
    "unknown scheme": (f"/schemes/{new_id()}/return", {"reason": "x"}, 404, "unknown-record"),
    "unknown visit": (f"/visits/{new_id()}/cancel", {"reason": "x"}, 404, "unknown-record"),
    "unknown report": (f"/reports/{new_id()}/hand-in", {}, 404, "unknown-record"),
    "path that is no id": ("/work-orders/1/respond", {}, 422, "malformed-request"),
    "no such route": ("/work-orders/x/y/z", {}, 404, "unknown-route"),
}  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_bad_input_is_explained_and_leaves_no_trace(bench: Bench, language: str) -> None:
    """Every case against one order that is ready for a visit."""
    desk = Desk(bench)
    order, engineer = await desk.ready_order()
    everybody = bench.caller(
        "service_center_dispatcher", "quality", "field_engineer", language=language
    )
    future = (desk.now() + timedelta(hours=1)).isoformat()
    before = await bench.counts()

    for name, (path, body, status, code) in BAD.items():
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        content = content.replace(b"<future>", future.encode())
        content = content.replace(b"<engineer>", engineer["id"].encode())
        answer = await everybody.post(
            path.format(order=order["id"]),
            content=content,
            headers={"Content-Type": "application/json"},
        )
        told = answer.json()
        assert (answer.status_code, told["code"]) == (status, code), (name, answer.text)
        assert answer.headers["content-type"] == "application/problem+json", name
        assert answer.headers["content-language"] == language, name
        in_chinese = any("\u4e00" <= character <= "\u9fff" for character in told["detail"])
        assert in_chinese is (language == "zh"), (name, told["detail"])
        assert await bench.counts() == before, name


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("limit=0", "malformed-request"),
        ("limit=201", "malformed-request"),
        ("state=asleep", "malformed-request"),
        ("request_id=7", "malformed-request"),
        ("cursor=eyJ9", "malformed-cursor"),
    ],
)
async def test_a_list_refuses_what_it_cannot_be_asked(bench: Bench, query: str, code: str) -> None:
    """A forged page mark only ever moves the start, or is refused."""
    answer = await Desk(bench).dispatcher.get(f"/work-orders?{query}")
    assert (answer.status_code, answer.json()["code"]) == (422, code)


async def test_a_list_is_read_page_by_page(bench: Bench) -> None:
    """No row twice, none left out."""
    desk = Desk(bench)
    opened = [(await desk.triage())["id"] for _ in range(3)]
    read: list[str] = []
    params: dict[str, Any] = {"limit": 2, "state": "open"}
    while True:
        page = (await desk.dispatcher.get("/work-orders", params=params)).json()
        read += [item["id"] for item in page["items"]]
        if page["next"] is None:
            break
        params["cursor"] = page["next"]
    assert read == opened


async def test_staff_codes_are_unique(bench: Bench) -> None:
    """The second engineer of the same code is refused."""
    desk = Desk(bench)
    await desk.ok(desk.personnel, "/engineers", a.an_engineer(), 201)
    assert await desk.refused(desk.personnel, "/engineers", a.an_engineer()) == (
        "engineer-code-taken"
    )
