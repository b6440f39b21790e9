"""The desk: takes a need in, judges it, answers, waits, resolves, merges, gives up."""

from collections.abc import Mapping

from aftercare_launcher.demo.acts import (
    Cancel,
    Duplicate,
    Hold,
    Register,
    Resolve,
    Respond,
    Resume,
    Triage,
)
from aftercare_launcher.demo.api import Json
from aftercare_launcher.demo.play.case import Case, written

WHY = {
    "customer": "Waiting for the customer's information",
    "vendor": "Waiting for the supplier",
    "problem": "Waiting for the cause of a known problem",
    "evidence": "Waiting for logs and measurements",
}


async def register(case: Case, act: Register) -> None:
    case.request_id = (await _registered(case, written(act.at)))["id"]


async def _registered(case: Case, at: str) -> Json:
    maker, unit = case.stage.maker, case.plan.unit
    body = {
        "customer_id": maker.customers[maker.world.owner(unit).key],
        "asset_id": maker.units[unit],
        "channel": case.plan.channel,
        "subject": case.plan.subject,
        "occurred_at": at,
    }
    return await case.post(case.desk("service_agent"), "/api/intake/requests", body)


async def triage(case: Case, act: Triage) -> None:
    body = {
        "service_type": act.service_type,
        "fault_level": act.fault_level,
        "fault_kind": act.fault_kind,
        "major": act.major,
    }
    path = f"/api/intake/requests/{case.request_id}/triage"
    await case.post(case.desk("service_agent"), path, body, act.at)


async def merge(case: Case, act: Duplicate) -> None:
    """The same need comes in again, and goes on under the first request."""
    twin = (await _registered(case, written(act.at)))["id"]
    await case.post(
        case.desk("service_agent"),
        f"/api/intake/requests/{twin}/merge",
        {"into_request_id": case.request_id},
        act.at,
    )
    case.merged.append(twin)


async def cancel(case: Case, act: Cancel) -> None:
    path = f"/api/intake/requests/{case.request_id}/cancel"
    await case.post(case.desk("service_agent"), path, {"reason": act.reason}, act.at)


async def respond(case: Case, act: Respond) -> None:
    """Answer the customer, once dispatch has opened the work order, for the first time or again."""
    opened = ("work_order.opened", "work_order.reopened")
    agent = case.desk("service_agent")
    case.order_id = await case.named(opened, agent, "/api/dispatch/work-orders", "open")
    await _on_order(case, "respond", {"channel": "phone"}, act)


async def hold(case: Case, act: Hold) -> None:
    body = {"waiting_for": act.waiting_for, "reason": WHY[act.waiting_for]}
    await _on_order(case, "hold", body, act)


async def resume(case: Case, act: Resume) -> None:
    await _on_order(case, "resume", {}, act)


async def resolve(case: Case, act: Resolve) -> None:
    body = {
        "cause": case.plan.subject,
        "action": "Guided by telephone and remote access; tested together with the customer.",
        "customer_consent": True,
    }
    await _on_order(case, "resolve", body, act)


async def _on_order(
    case: Case, verb: str, body: Mapping[str, object], act: Respond | Hold | Resume | Resolve
) -> None:
    path = f"/api/dispatch/work-orders/{case.order_id}/{verb}"
    await case.post(case.desk("service_agent"), path, body, act.at)
