"""The whole case, put together from its sections."""

from collections.abc import Mapping
from typing import Any, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from aftercare_kit.actors import Actor
from aftercare_kit.lists import Slice
from aftercare_kit.pages import LARGEST_LIMIT
from gateway.application.queries.find import find_case
from gateway.application.queries.scope import Scope
from gateway.application.queries.timeline import timeline_of
from gateway.application.rights import RIGHTS
from gateway.application.views.case import CaseView, Earlier
from gateway.application.views.outcome import (
    ChargeSection,
    ComplaintSection,
    CostSection,
    LiabilitySection,
    PartsSection,
    QuoteSection,
    ReplacementSection,
    ReturnSection,
    SurveySection,
    UsageSection,
    VerificationSection,
)
from gateway.application.views.work import (
    ClockSection,
    LogSection,
    OutingSection,
    ReportSection,
    RequestSection,
    SchemeSection,
    Section,
    VisitSection,
    WorkOrderSection,
)
from gateway.domain.customers_eyes import sections_for_customer
from gateway.domain.fold import Document, entries

S = TypeVar("S", bound=Section)

SECTIONS: Mapping[str, type[Section]] = {
    "request": RequestSection,
    "work_order": WorkOrderSection,
    "clocks": ClockSection,
    "schemes": SchemeSection,
    "outings": OutingSection,
    "case_log": LogSection,
    "visits": VisitSection,
    "reports": ReportSection,
    "parts": PartsSection,
    "usages": UsageSection,
    "costs": CostSection,
    "replacements": ReplacementSection,
    "returns": ReturnSection,
    "complaints": ComplaintSection,
    "liabilities": LiabilitySection,
    "quotes": QuoteSection,
    "charges": ChargeSection,
    "verifications": VerificationSection,
    "surveys": SurveySection,
}
"""How each section of the folded document is shown."""

_ONE = ("request", "work_order")
_NEWEST = {
    "liability": "liabilities",
    "quote": "quotes",
    "charge": "charges",
    "verification": "verifications",
    "survey": "surveys",
}


async def show_case(connection: AsyncConnection, actor: Actor, request: str) -> CaseView:
    """One case with everything known of it, as far as the asker may see."""
    RIGHTS.require(actor, "case.read")
    scope = Scope.of(actor)
    row = await find_case(connection, scope, request)
    line = scope.line(row).model_dump()
    document = sections_for_customer(row.document) if scope.reduced else row.document
    page = await timeline_of(
        connection, scope, row.request_id, language=None, wanted=Slice(limit=LARGEST_LIMIT)
    )
    return CaseView(**line, **_sections(document), timeline=list(page.items),
                    timeline_next=page.next)  # fmt: skip


def _sections(document: Document) -> dict[str, Any]:
    shown = {
        section: [view.model_validate(entry) for entry in entries(document, section)]
        for section, view in SECTIONS.items()
    }
    for section in _ONE:
        shown[section] = next(iter(shown[section]), None)  # type: ignore[assignment]
    newest = {
        name: shown[several][-1] if shown[several] else None for name, several in _NEWEST.items()
    }
    earlier = Earlier(**{several: shown.pop(several)[:-1] for several in _NEWEST.values()})  # type: ignore[arg-type]
    return {**shown, **newest, "earlier": earlier}
