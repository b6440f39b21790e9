"""From the proposal to the moment somebody may travel: review, parts, price."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from aftercare_launcher.demo.acts import Job, Propose, Refuse
from aftercare_launcher.demo.live import News
from aftercare_launcher.demo.play.case import Case

READY = ("none_needed", "reserved")
AGREED = ("free", "accepted")
REVIEW_STEP = timedelta(minutes=1)


async def propose(case: Case, act: Propose) -> None:
    """Submit the scheme; somebody else approves it, for a major problem others, too."""
    path = f"/api/dispatch/work-orders/{case.order_id}/schemes"
    scheme = await case.post(case.desk("tech_support_l2"), path, _body(case, act.job), act.at)
    case.scheme_id = scheme["id"]
    approve = f"/api/dispatch/schemes/{scheme['id']}/approve"
    at = act.approved_at
    reviewed = await case.post(case.desk("service_supervisor"), approve, {}, at)
    if reviewed["state"] == "awaiting_general_manager":
        reviewed = await case.post(case.company("gm"), approve, {}, at)
    if reviewed["state"] == "awaiting_customer":
        word = {"given": True, "channel": "phone"}
        path = f"/api/dispatch/schemes/{scheme['id']}/consent"
        await case.post(case.desk("service_agent"), path, word, at)


def _body(case: Case, job: Job) -> dict[str, object]:
    maker = case.stage.maker
    return {
        "cause": case.plan.subject,
        "cause_kind": job.cause_kind,
        "action": "Exchange the faulty parts, test under load, hand over to the customer.",
        "skills": [job.skill],
        "parts": [
            {"part_no": maker.parts[part.part_no], "quantity": part.taken} for part in job.parts
        ],
        "labour_days": job.days,
        "persons": job.persons,
        "travel_estimate": job.travel,
    }


async def refuse(case: Case, _act: Refuse) -> None:
    """Tell the customer the price, who does not want it."""
    path = await _offered(case)
    await case.post(case.customer, f"{path}/refuse", {"reason": "More than the unit is worth"})


async def ready(case: Case, job: Job) -> None:
    """Wait until parts and price let somebody travel; bring about what that takes."""
    done: set[str] = set()

    async def told(news: News) -> bool | None:
        return await stands(news.facts)

    async def look() -> bool | None:
        order = await case.first(case.desk("service_agent"), "/api/dispatch/work-orders")
        return await stands(order) if order else None

    async def stands(order: Mapping[str, Any]) -> bool | None:
        if order["parts"] == "short" and "short" not in done:
            done.add("short")
            await _deliver(case, job)
        if order["commercial"] == "quoted" and "quoted" not in done:
            done.add("quoted")
            await case.post(case.customer, f"{await _offered(case)}/accept", {})
        return (order["parts"] in READY and order["commercial"] in AGREED) or None

    await case.until(("work_order.readiness_changed",), told, look, "leave to travel")


async def _offered(case: Case) -> str:
    """The path of the scheme's quote, once it is offered.

    It is offered today, whenever the fault was: an offer that ran out years ago cannot be answered.
    """
    desk = case.company("external_quoting")
    quote = await case.named(("quote.drafted",), desk, "/api/billing/quotes", "draft")
    path = f"/api/billing/quotes/{quote}"
    await case.post(desk, f"{path}/offer", {"valid_days": 14})
    return path


async def _deliver(case: Case, job: Job) -> None:
    """What is missing comes from the works."""
    maker = case.stage.maker
    for part in job.parts:
        if maker.is_scarce(part.part_no):
            body = {
                "store": maker.stores[case.centre],
                "part_no": maker.parts[part.part_no],
                "quantity": part.taken,
                "reference": f"Express {case.plan.key}",
            }
            await case.post(case.desk("warehouse"), "/api/inventory/stock/receipts", body)
