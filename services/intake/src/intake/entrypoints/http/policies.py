"""Routes of service policies."""

from fastapi import APIRouter, Response

from aftercare_kit.fields import Code
from aftercare_kit.lists import Wanted
from aftercare_kit.pages import Page
from aftercare_kit.problems import problems
from intake.application.policy.publish import PublishPolicy, publish_policy
from intake.application.queries.master_data import list_policies
from intake.application.queries.preview import PreviewPolicy, preview_policy
from intake.application.views import PolicyView, PreviewView
from intake.domain import errors
from intake.entrypoints.http.call import IntakeCall

router = APIRouter(prefix="/policies", tags=["policies"])


@router.get("")
async def list_(call: IntakeCall, wanted: Wanted, preset: Code | None = None) -> Page[PolicyView]:
    """List published versions by preset."""
    return await call.query(
        lambda connection: list_policies(connection, call.actor, preset=preset, wanted=wanted)
    )


@router.post("/preview", responses=problems(errors.PresetUnknown, errors.PolicyParameterInvalid))
async def preview(body: PreviewPolicy, call: IntakeCall) -> PreviewView:
    """Try a change on last month's cases; nothing is kept of it."""
    return await call.query(lambda connection: preview_policy(body, connection, call.actor))


@router.post(
    "",
    status_code=201,
    response_model=PolicyView,
    responses=problems(
        errors.PresetUnknown, errors.PolicyParameterInvalid, errors.PolicyCannotBeKept
    ),
)
async def publish(body: PublishPolicy, call: IntakeCall) -> Response:
    """Publish the next version of a policy."""
    return await call.command(lambda work: publish_policy(body, work), status=201)
