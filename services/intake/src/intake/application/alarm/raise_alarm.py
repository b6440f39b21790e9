"""Monitoring raises an alarm: the first opens a request, the same again joins the open one."""

from uuid import UUID

from aftercare_kit.errors import UnknownRecord
from aftercare_kit.fields import Body, Code, Line, Moment
from aftercare_kit.ids import new_id
from intake.application.customer.reach import customer_within_reach
from intake.application.fields import Department
from intake.application.ports import Work
from intake.application.request.register import RegisterRequest, register_request
from intake.application.rights import RIGHTS
from intake.application.views import View
from intake.application.volume.writable import must_be_writable
from intake.domain.contact_log import ContactLog
from intake.domain.request import UNRESOLVED, Channel, Request


class RaiseAlarm(Body):
    """Which unit by its serial number, which alarm by its code, in the words of the monitoring."""

    serial: Code
    code: Code
    text: Line
    department: Department = "YX"
    occurred_at: Moment | None = None


class AlarmView(View):
    """Which request the alarm belongs to, and whether it opened it."""

    request_id: UUID
    number: str
    opened: bool


async def raise_alarm(command: RaiseAlarm, work: Work) -> AlarmView:
    """Log the alarm; the unit is locked, so that two at once open one request."""
    RIGHTS.require(work.actor, "alarm.raise")
    at = work.moment(command.occurred_at)
    asset = await work.assets.find(serial=command.serial)
    if asset is None:
        raise UnknownRecord("asset", command.serial)
    await customer_within_reach(work, asset.customer_id, "asset", asset.id)
    request = await _open_one(work, asset.id, command.code)
    opened = request is None
    if request is None:
        need = RegisterRequest(
            customer_id=asset.customer_id,
            asset_id=asset.id,
            channel=Channel.ALARM,
            subject=command.text,
            department=command.department,
            occurred_at=command.occurred_at,
        )
        view = await register_request(need, work)
        request = await work.requests.get(view.id)
        request.alarm_code = command.code
    await must_be_writable(work, at, Channel.ALARM, "in")
    log = ContactLog(
        id=new_id(),
        region=asset.region,
        customer_id=asset.customer_id,
        request_id=request.id,
        contact_id=None,
        direction="in",
        channel=Channel.ALARM,
        need=f"{command.code} {command.text}",
        opinion=None,
        result=None,
        happened_at=at,
        recorded_at=work.now,
        recorded_by=work.actor.subject,
    )
    work.contact_logs.add(log)
    return AlarmView(request_id=request.id, number=request.number, opened=opened)


async def _open_one(work: Work, asset_id: UUID, code: str) -> Request | None:
    """The open request that this alarm opened, the latest where it was opened again."""
    alike = await work.requests.every(asset_id=asset_id, alarm_code=code)
    still = [request for request in alike if request.state in UNRESOLVED]
    return still[-1] if still else None
