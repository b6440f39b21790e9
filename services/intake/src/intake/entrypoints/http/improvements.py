"""Routes of improvements that customers wish for."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response

from aftercare_kit.errors import ActBeforeItsCause, ActInTheFuture, UnknownRecord, VersionConflict
from aftercare_kit.lists import Wanted
from aftercare_kit.pages import Page
from aftercare_kit.problems import problems
from intake.application.fields import Department
from intake.application.improvement.answer import AnswerImprovement, answer_improvement
from intake.application.improvement.wish import WishImprovement, wish_improvement
from intake.application.queries.improvements import ImprovementFilter, list_improvements
from intake.application.views import ImprovementView
from intake.domain import errors
from intake.entrypoints.http.call import IntakeCall

router = APIRouter(prefix="/improvements", tags=["improvements"])


def _filter(
    customer_id: UUID | None = None,
    department: Department | None = None,
    answered: bool | None = None,
) -> ImprovementFilter:
    return ImprovementFilter(customer_id, department, answered)


@router.get("")
async def list_(
    call: IntakeCall, narrow: Annotated[ImprovementFilter, Depends(_filter)], wanted: Wanted
) -> Page[ImprovementView]:
    """List what customers want improved, the latest first."""
    return await call.query(
        lambda connection: list_improvements(connection, call.actor, narrow=narrow, wanted=wanted)
    )


@router.post(
    "",
    status_code=201,
    response_model=ImprovementView,
    responses=problems(ActInTheFuture, UnknownRecord),
)
async def wish(body: WishImprovement, call: IntakeCall) -> Response:
    """Write down what a customer wants improved; its department is told."""
    return await call.command(lambda work: wish_improvement(body, work), status=201)


@router.post(
    "/{improvement_id}/answer",
    response_model=ImprovementView,
    responses=problems(
        ActInTheFuture,
        ActBeforeItsCause,
        UnknownRecord,
        VersionConflict,
        errors.ImprovementAnswered,
    ),
)
async def answer(improvement_id: UUID, body: AnswerImprovement, call: IntakeCall) -> Response:
    """Say what becomes of a wish."""
    return await call.command(lambda work: answer_improvement(body, improvement_id, work))
