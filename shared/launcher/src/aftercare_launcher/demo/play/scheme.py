"""From the proposal to the moment somebody may travel: review, parts, price."""

from datetime import timedelta

from aftercare_launcher.demo.acts import Job, Propose, Refuse
from aftercare_launcher.demo.api import Json
from aftercare_launcher.demo.play.case import Case

READY = ("none_needed", "reserved")
AGREED = ("free", "accepted")
REVIEW_STEP = timedelta(minutes=1)


async def propose(case: Case, act: Propose) -> None:
    """Submit the scheme; somebody else approves it, for a major problem the general manager too."""
    path = f"/api/dispatch/work-orders/{case.order_id}/schemes"
    scheme = await case.post(case.desk("tech_support_l2"), path, _body(case, act.job), act.at)
    case.scheme_id = scheme["id"]
    approve = f"/api/dispatch/schemes/{scheme['id']}/approve"
    at = act.approved_at
    reviewed = await case.post(case.desk("service_supervisor"), approve, {}, at)
    if reviewed["state"] == "awaiting_general_manager":
        await case.post(case.company("gm"), approve, {}, at)


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
    quote = await _offered(case)
    body = {"reason": "More than the unit is worth"}
    await case.post(case.customer, f"/api/billing/quotes/{quote['id']}/refuse", body)


async def ready(case: Case, job: Job) -> None:
    """Wait until parts and price let somebody travel; bring about what that takes."""
    told: set[str] = set()

    async def look() -> Json | None:
        order = await case.first(case.desk("service_agent"), "/api/dispatch/work-orders")
        if order is None:
            return None
        if order["parts"] == "short" and "short" not in told:
            told.add("short")
            await _deliver(case, job)
        if order["commercial"] == "quoted" and "quoted" not in told:
            told.add("quoted")
            quote = await _offered(case)
            await case.post(case.customer, f"/api/billing/quotes/{quote['id']}/accept", {})
        return order if order["parts"] in READY and order["commercial"] in AGREED else None

    await case.stage.live.until(case.request_id, look, "leave to travel")


async def _offered(case: Case) -> Json:
    """The quote of the scheme, offered.

    It is offered today, whenever the fault was: an offer that ran out years ago cannot be answered.
    """
    desk = case.company("external_quoting")

    async def look() -> Json | None:
        return await case.first(desk, "/api/billing/quotes", state="draft")

    quote = await case.stage.live.until(case.request_id, look, "the quote")
    return await case.post(desk, f"/api/billing/quotes/{quote['id']}/offer", {"valid_days": 14})


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
