"""Which schemes of a work order still stand: one at a time."""

from uuid import UUID

from dispatch.application.ports import Work
from dispatch.domain.errors import SchemeUnderWay
from dispatch.domain.scheme import Scheme


async def schemes_under_way(work: Work, work_order_id: UUID) -> list[Scheme]:
    """Schemes in review or approved, but for those that a finished visit carried out."""
    visits = await work.visits.every(work_order_id=work_order_id)
    carried_out = {visit.scheme_id for visit in visits if visit.finished_at is not None}
    return [
        scheme
        for scheme in await work.schemes.every(work_order_id=work_order_id)
        if scheme.under_way and scheme.id not in carried_out
    ]


async def must_be_alone(work: Work, work_order_id: UUID, scheme_id: UUID | None = None) -> None:
    """Refuse a scheme, new or returned, beside another one that is under way."""
    for other in await schemes_under_way(work, work_order_id):
        if other.id != scheme_id:
            raise SchemeUnderWay(scheme_id=other.id)
