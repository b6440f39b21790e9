"""Who has to do what next: as a list, live, by e-mail, by webhook."""

import asyncio
from dataclasses import replace
from email import message_from_string, policy
from typing import Any

import orjson
import pytest

from aftercare_kit.actors import system_actor
from aftercare_kit.notices.channels import Mail, Webhook
from aftercare_kit.notices.feed import Feed, TooManyListeners
from aftercare_kit.notices.sender import MOST_TRIES, Sender
from aftercare_kit.roles import Role
from aftercare_kit.testing import REGION, Bench, poll_until
from services.dispatch.tests import builders as a
from services.dispatch.tests.component.desk import Desk
from services.dispatch.tests.component.sinks import SECRET, HookSink, MailSink


async def tasks(client: Any) -> list[str]:
    """What somebody has to do next, by kind."""
    answer = await client.get("/tasks")
    assert answer.status_code == 200, answer.text
    return [task["kind"] for task in answer.json()["items"]]


def a_sender(bench: Bench) -> Sender:
    process = bench.process
    actor = system_actor("dispatch", REGION)
    return Sender(process.database, actor, process.catalogue, process.channels)


async def test_each_role_sees_what_it_has_to_do_next(bench: Bench) -> None:
    """From the first response to the archive, and nothing that is done."""
    desk = Desk(bench)
    support = desk.author
    order = await desk.triage()
    assert await tasks(support) == ["order-opened"]
    await desk.ok(support, f"/work-orders/{order['id']}/respond", {})
    assert await tasks(support) == []
    path = f"/work-orders/{order['id']}/schemes"
    scheme = await desk.ok(support, path, a.a_scheme(), 201)
    assert await tasks(desk.reviewer) == ["approval-waiting"]
    assert await tasks(support) == []
    await desk.ok(desk.reviewer, f"/schemes/{scheme['id']}/approve", {})
    await desk.parts_reserved(scheme)
    assert await tasks(desk.dispatcher) == []
    await desk.liability(scheme)
    assert await tasks(desk.dispatcher) == ["visit-to-plan"]
    engineer = await desk.ok(desk.personnel, "/engineers", a.an_engineer(), 201)
    notice = {"engineer_id": engineer["id"], **a.a_window()}
    visit = await desk.ok(desk.dispatcher, f"/work-orders/{order['id']}/visits", notice, 201)
    assert await tasks(desk.dispatcher) == []
    own = bench.caller("field_engineer", engineer_id=engineer["id"])
    other = bench.caller("field_engineer", engineer_id=order["id"])
    assert (await tasks(own), await tasks(other)) == (["visit-to-accept"], [])
    (told,) = (await own.get("/notices")).json()["items"][:1]
    assert told["text"] == f"Service notice {visit['number']} is yours."
    await desk.step(visit, "accept", "depart", "arrive", "finish")
    assert await tasks(own) == ["report-to-sign"]
    body = a.a_report(desk.now())
    report = await desk.ok(desk.field, f"/visits/{visit['id']}/report", body, 201)
    assert (await tasks(own), await tasks(desk.officer)) == ([], [])
    await desk.ok(desk.field, f"/reports/{report['id']}/hand-in", {})
    assert await tasks(desk.officer) == ["report-to-archive"]


async def test_planned_service_and_consent_are_tasks_too(bench: Bench) -> None:
    desk = Desk(bench)
    await desk.ok(desk.dispatcher, "/service-orders", a.a_service(), 201)
    asks = {"scheme.customer_consent": "always"}
    await desk.approved_scheme(await desk.triage(parameters=asks))
    assert sorted(await tasks(desk.dispatcher)) == ["consent-to-ask", "service-to-staff"]
    (task,) = (await bench.caller("service_agent", language="zh-CN").get("/tasks")).json()["items"]
    assert task["text"] == "已评审的服务方案须征求客户同意。"


@pytest.mark.rule("002-4.3.3a")
async def test_a_major_problem_reaches_the_general_manager_at_once(bench: Bench) -> None:
    """An ordinary one does not; nobody else's notices are told."""
    desk = Desk(bench)
    await desk.triage()
    assert (await desk.manager.get("/notices")).json()["items"] == []
    await desk.triage(major=True)
    (told,) = (await desk.manager.get("/notices")).json()["items"]
    assert (told["kind"], told["about"]) == ("major-problem", "work_order")
    assert told["text"] == "A major quality problem was reported (SC, level 2)."


@pytest.mark.rule("002-4.4.1b")
async def test_what_was_cleared_remotely_is_told_to_quality_and_technical_support(
    bench: Bench,
) -> None:
    """Once it is cleared, once to each, and nothing of it where the customer did not consent."""
    desk = Desk(bench)
    order = await desk.triage()
    path = f"/work-orders/{order['id']}/resolve"
    done = {"cause": "Tripped by surge", "action": "Reset", "customer_consent": False}
    await desk.refused(desk.dispatcher, path, done)
    await desk.ok(desk.dispatcher, path, done | {"customer_consent": True})
    for role in ("quality", "tech_support_l2"):
        (told,) = (await bench.caller(role, subject=role).get("/notices")).json()["items"]
        assert (told["kind"], told["about_id"]) == ("remote-result", order["id"])
        assert told["text"] == "A fault was cleared remotely. Its cause: Tripped by surge"


@pytest.mark.rule("002-4.3.4")
async def test_a_suppliers_product_at_fault_has_the_desk_call_the_supplier(bench: Bench) -> None:
    """Once the scheme that says so is approved; a product of our own calls nobody."""
    desk = Desk(bench)
    agent = bench.caller("service_agent", subject="agent")
    await desk.approved_scheme(await desk.triage())
    assert (await agent.get("/notices")).json()["items"] == []
    order = await desk.triage()
    await desk.approved_scheme(order, cause="Breaker welded", cause_kind="supplier")
    (told,) = (await agent.get("/notices")).json()["items"]
    assert (told["kind"], told["about_id"]) == ("supplier-to-call", order["id"])
    assert told["text"].endswith("call the supplier to the site. The cause: Breaker welded")


async def test_an_address_is_told_by_mail_after_the_commit(bench: Bench) -> None:
    """In its owner's language, once for each notice; a refused command sends nothing."""
    desk = Desk(bench)
    manager = bench.caller("gm", subject="gm", language="zh-CN")
    mail = {"channel": "email", "address": "gm@maker.example"}
    assert await desk.refused(manager, "/notices/addresses", mail) == "address-not-taken"
    async with MailSink().open() as sink:
        bench.process.channels["email"] = Mail(f"smtp://127.0.0.1:{sink.port}", "a@maker.example")
        bad = mail | {"address": "gm@maker.example\r\nBcc: x@y.example"}
        assert await desk.refused(manager, "/notices/addresses", bad) == "address-not-taken"
        added = await desk.ok(manager, "/notices/addresses", mail, 201)
        assert await desk.refused(manager, "/notices/addresses", mail) == "address-there"
        await desk.triage(major=True)
        assert await a_sender(bench).send_due() == 1
        assert await a_sender(bench).send_due() == 0
        (text,) = sink.mails
        parsed = message_from_string(text, policy=policy.default)
        assert parsed["To"] == "gm@maker.example"
        assert "重大质量问题" in parsed["Subject"]
        other = bench.caller("gm", subject="other")
        assert (await other.get("/notices/addresses")).json() == []
        remove = f"/notices/addresses/{added['id']}/remove"
        assert await desk.refused(other, remove, {}) == "unknown-record"
        await desk.ok(manager, remove, {})
        await desk.triage(major=True)
        assert await a_sender(bench).send_due() == 0


async def test_mail_that_fails_is_tried_again_and_then_parked(bench: Bench) -> None:
    """The same message each time; what is parked keeps the kind of fault."""
    desk = Desk(bench)
    async with MailSink(refusals=1).open() as sink:
        bench.process.channels["email"] = Mail(f"smtp://127.0.0.1:{sink.port}", "a@maker.example")
        mail = {"channel": "email", "address": "gm@maker.example"}
        await desk.ok(desk.manager, "/notices/addresses", mail, 201)
        await desk.triage(major=True)
        assert await a_sender(bench).send_due() == 1
        assert (sink.mails, await a_sender(bench).send_due()) == ([], 0)
        desk.let_pass(minutes=1)
        assert await a_sender(bench).send_due() == 1
        assert len(sink.mails) == 1
    await desk.triage(major=True)
    for _ in range(MOST_TRIES):
        assert await a_sender(bench).send_due() == 1
        desk.let_pass(hours=2)
    assert await a_sender(bench).send_due() == 0
    rows = await bench.rows("select last_error, tries from notice_delivery where state = 'parked'")
    assert [(row["last_error"], row["tries"]) for row in rows] == [
        ("ConnectionRefusedError", MOST_TRIES)
    ]


async def test_a_webhook_is_signed_and_goes_to_named_hosts_only(bench: Bench) -> None:
    desk = Desk(bench)
    async with HookSink().open() as sink:
        bench.process.channels["webhook"] = Webhook(frozenset({sink.host}), SECRET)
        elsewhere = {"channel": "webhook", "address": "https://169.254.169.254/latest"}
        assert await desk.refused(desk.manager, "/notices/addresses", elsewhere) == (
            "address-not-taken"
        )
        hook = {"channel": "webhook", "address": f"http://{sink.host}/hook?x=1"}
        await desk.ok(desk.manager, "/notices/addresses", hook, 201)
        order = await desk.triage(major=True)
        assert await a_sender(bench).send_due() == 1
        (body,) = sink.bodies
        said = orjson.loads(body)
        assert (said["kind"], said["about_id"]) == ("major-problem", order["id"])
        assert sink.keys == [said["id"]]


async def test_notices_come_live_to_whom_they_are_for(bench: Bench) -> None:
    """What was told before one listened does not come again; others' notices never do."""
    desk = Desk(bench)
    await desk.triage(major=True)
    feed = Feed(bench.process.database)
    await poll_until(lambda: settled(bench), what="the commit order")
    heard: list[str] = []
    actor = system_actor("dispatch", REGION)
    manager = replace(actor, subject="gm", roles=frozenset({Role.GM}))
    told = feed.listen(manager, lambda: True)
    await anext(told)

    async def follow() -> None:
        async for row in told:
            if row is not None:
                heard.append(row.kind)
                return

    following = asyncio.create_task(follow())
    await desk.triage()
    await desk.triage(major=True)
    await asyncio.wait_for(following, 10)
    assert heard == ["major-problem"]
    streams = [feed.listen(manager, lambda: True) for _ in range(5)]
    for each in streams:
        await anext(each)
    with pytest.raises(TooManyListeners):
        await anext(feed.listen(manager, lambda: True))
    for each in streams:
        await each.aclose()
    await told.aclose()


async def settled(bench: Bench) -> bool:
    """Whether every notice so far lies below the oldest running transaction."""
    rows = await bench.rows(
        "select 1 from notice where horizon >= pg_snapshot_xmin(pg_current_snapshot())"
    )
    return not rows
