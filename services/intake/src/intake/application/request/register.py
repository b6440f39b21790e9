"""A need is taken in and numbered (002-4.2.1, 002-4.5.2)."""

from uuid import UUID
from zoneinfo import ZoneInfo

from aftercare_contracts.intake import RequestRegistered
from aftercare_contracts.numbers import series_of
from aftercare_kit.errors import UnknownRecord
from aftercare_kit.fields import Body, Line, Moment, Prose
from aftercare_kit.ids import new_id
from intake.application.fields import Department
from intake.application.ports import Unit, Work
from intake.application.queries.duplicates import RegisteredView, likeliest
from intake.application.request import call_clocks, form_clock
from intake.application.rights import RIGHTS, must_reach, own_customer
from intake.domain import errors
from intake.domain.need import NeedKind
from intake.domain.policy import in_force
from intake.domain.request import Channel, Request
from intake.domain.service_centre import must_know


class RegisterRequest(Body):
    """Who asks, about which unit, what happened; the description stays in intake."""

    customer_id: UUID
    asset_id: UUID
    channel: Channel
    subject: Line
    description: Prose | None = None
    contact_id: UUID | None = None
    department: Department = "YX"
    need: NeedKind = NeedKind.REPAIR
    occurred_at: Moment | None = None


async def register_request(command: RegisterRequest, work: Work) -> RegisteredView:
    """Take a need in; its number is taken last, so that others wait for it but briefly.

    Open requests that may say the same are told, not refused: the desk merges or goes on.
    """
    RIGHTS.require(work.actor, "request.register")
    RIGHTS.require(work.actor, "request.read")
    at = work.moment(command.occurred_at)
    unit, candidates = await _unit(command, work)
    must_know(unit.departments, command.department)
    duplicates = likeliest(candidates, asset_id=unit.asset_id, subject=command.subject)
    request_id = new_id()
    held = in_force(unit.policy, unit.publications, at)
    form_due_at = await form_clock.start(work, request_id, held, unit.hours, at)
    series = series_of(command.department, at.astimezone(ZoneInfo(unit.zone)).date())
    request = Request(
        id=request_id,
        region=work.region,
        number=work.numbers.issue("handling_sheet", series),
        customer_id=unit.customer_id,
        asset_id=unit.asset_id,
        contact_id=command.contact_id,
        asset_serial=unit.serial,
        product_line=unit.product_line,
        site_code=unit.site_code,
        centre=unit.centre,
        zone=unit.zone,
        department=command.department,
        channel=command.channel,
        subject=command.subject,
        description=command.description,
        reported_at=at,
        registered_at=work.now,
        last_act_at=at,
        form_due_at=form_due_at,
        need=command.need,
    )
    await call_clocks.start(work, request, held, unit.hours)
    work.announce(request, _registered(request), at)
    call_clocks.tell_of_the_relay(work, request)
    work.requests.add(request)
    return RegisteredView.of(request).model_copy(update={"duplicates": duplicates})


async def _unit(command: RegisterRequest, work: Work) -> tuple[Unit, str | None]:
    """The unit where it stands, when it is the asking customer's and within the actor's reach."""
    who = command.customer_id
    must_reach(work.actor, "customer", who, customer_id=who)
    unit, candidates = await work.lookups.unit_to_register(
        who, command.asset_id, contact_id=command.contact_id, reach=work.actor.centre
    )
    must_reach(work.actor, "customer", who, customer_id=who, centre=unit.centre)
    if unit.owner_id != who:
        if own_customer(work.actor) is not None:
            raise UnknownRecord("asset", command.asset_id)
        raise errors.AssetOfAnotherCustomer(field="asset_id")
    return unit, candidates


def _registered(request: Request) -> RequestRegistered:
    return RequestRegistered(
        request_id=request.id,
        number=request.number,
        customer_id=request.customer_id,
        asset_id=request.asset_id,
        asset_serial=request.asset_serial,
        product_line=request.product_line,
        site_code=request.site_code,
        centre=request.centre,
        department=request.department,
        channel=request.channel.value,
        subject=request.subject,
        reported_at=request.reported_at,
        need=request.need.value,
    )
