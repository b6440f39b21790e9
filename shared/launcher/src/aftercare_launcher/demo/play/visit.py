"""The engineer's way: notice, journey, work, a report the customer signs, papers and old parts."""

from datetime import timedelta
from hashlib import sha256

from aftercare_launcher.demo.acts import Job, Propose, Visit
from aftercare_launcher.demo.api import Json
from aftercare_launcher.demo.chance import number_for
from aftercare_launcher.demo.people import Person
from aftercare_launcher.demo.play.case import Case, written
from aftercare_launcher.demo.play.scheme import ready
from aftercare_launcher.demo.play.take_back import take_back

WINDOW = timedelta(minutes=30)
LONGEST = timedelta(days=60)


async def visit(case: Case, act: Visit) -> None:
    """Send the engineer once nothing stands in the way, and have everything brought home."""
    job = next(step.job for step in case.plan.acts if isinstance(step, Propose))
    await ready(case, job)
    engineer = _engineer(case, act)
    await _schedule(case, act)
    await _apply(case, act, job)
    steps = (("accept", act.at), ("depart", act.departed), ("arrive", act.arrived))
    for verb, at in steps:
        await case.post(engineer, f"/api/dispatch/visits/{case.visit_id}/{verb}", {}, at)
    finish = f"/api/dispatch/visits/{case.visit_id}/finish"
    await case.post(engineer, finish, {"fixed": True}, act.finished)
    signed = await case.post(
        engineer, f"/api/dispatch/visits/{case.visit_id}/report", _report(case, act, job)
    )
    report = f"/api/dispatch/reports/{signed['id']}"
    await case.post(engineer, f"{report}/hand-in", {}, act.handed_in)
    await case.post(case.company("service_info_officer"), f"{report}/archive", {})
    await take_back(case, act)


def _engineer(case: Case, act: Visit) -> Person:
    engineer_id = case.stage.maker.engineers[act.engineer]
    return case.stage.people.engineer(act.engineer, engineer_id, case.centre)


async def _schedule(case: Case, act: Visit) -> None:
    body = {
        "engineer_id": case.stage.maker.engineers[act.engineer],
        "planned_from": written(act.arrived),
        "planned_to": written(max(act.finished, act.arrived + WINDOW)),
        "contact_id": case.contact,
    }
    path = f"/api/dispatch/work-orders/{case.order_id}/visits"
    notice = await case.post(case.desk("service_center_dispatcher"), path, body, act.at)
    case.visit_id = notice["id"]


async def _apply(case: Case, act: Visit, job: Job) -> None:
    """The department applies for the outing; somebody else agrees before anybody leaves."""
    back = min(max(act.finished, act.departed + WINDOW), act.departed + LONGEST)
    body = {
        "staff": [act.engineer],
        "leaves_at": written(act.departed),
        "returns_at": written(back),
        "transport": "car",
        "estimate": f"{job.travel}",
    }
    path = f"/api/dispatch/work-orders/{case.order_id}/outings"
    outing = await case.post(case.desk("tech_support_l2"), path, body, act.at)
    approve = f"/api/dispatch/outings/{outing['id']}/approve"
    await case.post(case.desk("service_supervisor"), approve, {}, act.at)


def _report(case: Case, act: Visit, job: Job) -> Json:
    hours = max((act.finished - act.arrived).total_seconds() / 3600, 0.25)
    fitted = [
        {"part_no": case.stage.maker.parts[part.part_no], "quantity": part.fitted}
        for part in job.parts
    ]
    # The main part is exchanged against its own: the faulty one has to come back.
    fitted[0] |= {"serial_on": f"N{case.plan.key}", "serial_off": f"F{case.plan.key}"}
    return {
        "findings": case.plan.subject,
        "work_done": "Parts exchanged, tested under load, handed over.",
        "cause_kind": job.cause_kind,
        "parts": fitted,
        "work_hours": f"{hours:.2f}",
        "travel_hours": f"{1 + number_for(case.plan.key) % 5}",
        "travel_cost": f"{job.travel}",
        "days": job.days,
        "persons": job.persons,
        "signature": {
            "kind": "signature",
            "signed_at": written(act.finished),
            "device": "field tablet",
            "sha256": sha256(f"signature {case.plan.key}".encode()).hexdigest(),
        },
        "customer_rating": act.rating,
    }
