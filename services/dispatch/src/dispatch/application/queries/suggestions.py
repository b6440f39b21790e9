"""Whom to send to a work order, with reasons; and why nobody fits, when nobody does."""

from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.errors import UnknownRecord
from aftercare_kit.languages import Language
from aftercare_kit.texts import Catalogue
from dispatch.adapters import tables
from dispatch.application.queries.candidates import Whose, candidates
from dispatch.application.queries.reach import orders_of
from dispatch.application.rights import RIGHTS
from dispatch.domain.booking import Span
from dispatch.domain.place import Place
from dispatch.domain.suggestion import Candidate, Need, Reason, Suggestion, rank
from dispatch.domain.visit import Plan

RECORD_ASKED = "staff.qualification"

_ORDER, _SCHEME = tables.work_order, tables.scheme


class ReasonView(BaseModel):
    """What speaks for or against somebody, and how much."""

    code: str
    text: str
    points: float


class SuggestionView(BaseModel):
    """An engineer with reasons, or with what stands in the way."""

    engineer_id: UUID
    engineer_code: str
    engineer_name: str
    centre: str
    unit: str | None
    score: float
    reasons: list[ReasonView]
    obstacles: list[ReasonView]


class Suggestions(BaseModel):
    """Who fits, best first; who does not is told when nobody fits, or when asked for."""

    skills: list[str]
    fitting: list[SuggestionView]
    unfit: list[SuggestionView]


async def suggest(
    connection: AsyncConnection,
    actor: Actor,
    work_order_id: UUID,
    *,
    planned_from: datetime,
    planned_to: datetime,
    everybody: bool,
    limit: int,
) -> Suggestions:
    """Judge everybody of the register for the order's approved or submitted scheme."""
    RIGHTS.require(actor, "staff.read")
    plan = Plan(planned_from, planned_to)  # Refuses a window that no visit can have.
    chosen = (
        sa.select(_ORDER, _SCHEME.c.proposal)
        .outerjoin(_SCHEME, _SCHEME.c.id == _ORDER.c.scheme_id)
        .where(_ORDER.c.id == work_order_id, *orders_of(actor))
    )
    order = (await connection.execute(chosen)).one_or_none()
    if order is None:
        raise UnknownRecord("work_order", work_order_id)
    job = Span(plan.planned_from, plan.planned_to)
    need = _need(order, job)
    whose = Whose(order.customer_id, order.asset_id)
    known = await candidates(connection, need, whose, everybody=everybody)
    judged = rank(known, need, limit)
    if not everybody and not any(each.fits for each in judged):
        everybody = True  # Then everybody's reason is told.
        known = await candidates(connection, need, whose, everybody=True)
        judged = rank(known, need, limit)
    people = {each.engineer.id: each for each in known}
    fitting = [each for each in judged if each.fits]
    unfit = [each for each in judged if not each.fits] if everybody else []
    told = actor.language
    return Suggestions(
        skills=list(need.skills),
        fitting=[_view(each, people[each.engineer_id], told) for each in fitting],
        unfit=[_view(each, people[each.engineer_id], told) for each in unfit],
    )


def _need(order: Any, job: Span) -> Need:
    return Need(
        skills=(order.proposal or {}).get("skills", []),
        job=job,
        last_day=job.ends.astimezone(ZoneInfo(order.zone)).date(),
        centre=order.centre,
        place=order.place and Place(**order.place),
        allocated=_allocated(order),
        recorded=order.parameters.get(RECORD_ASKED) == "everybody",
    )


def _allocated(order: Any) -> frozenset[UUID] | None:
    if order.parameters.get("staff.across_centres", "free") != "allocated":
        return None
    return frozenset(UUID(each["engineer_id"]) for each in order.allocations)


def _view(each: Suggestion, candidate: Candidate, language: Language) -> SuggestionView:
    engineer = candidate.engineer
    return SuggestionView(
        engineer_id=each.engineer_id,
        engineer_code=each.engineer_code,
        engineer_name=engineer.name,
        centre=engineer.centre,
        unit=engineer.unit,
        score=each.score if each.fits else 0.0,
        reasons=[_reason(reason, language) for reason in each.reasons],
        obstacles=[_reason(reason, language) for reason in each.obstacles],
    )


def _reason(reason: Reason, language: Language) -> ReasonView:
    text = _catalogue().text(reason.code, language, reason.facts)
    return ReasonView(code=reason.code, text=text, points=round(reason.points, 1))


@lru_cache(maxsize=1)
def _catalogue() -> Catalogue:
    return Catalogue.load("dispatch")
