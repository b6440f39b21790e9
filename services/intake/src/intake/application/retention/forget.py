"""Every month, people's data that nobody needed for the years of the policy are forgotten."""

from datetime import UTC, datetime, time
from uuid import UUID

from aftercare_contracts.intake import RequestForgotten
from intake.application.customer.erase import forget_contact, forget_site
from intake.application.ports import Work
from intake.application.queries.retention import (
    described_requests,
    idle_contacts,
    idle_sites,
)
from intake.domain.policy import in_force
from intake.domain.retention import forgotten_before, made_at

MONTHLY = "retention.monthly"
_POLICY = "base"


def next_month(moment: datetime) -> datetime:
    """The first of the next month, in the small hours of UTC."""
    today = moment.astimezone(UTC)
    year, month = divmod(today.year * 12 + today.month, 12)
    return datetime(year, month + 1, 1, 3, tzinfo=UTC)


async def forget_what_is_due(work: Work, _key: UUID) -> None:
    """Forget people, addresses and what callers described; what a legal hold keeps is kept."""
    publications = await work.lookups.publications(_POLICY)
    years = in_force(_POLICY, publications, work.now).policy.get("retention.years", int)
    before = datetime.combine(forgotten_before(work.now.date(), years), time(), UTC)
    for contact_id in await idle_contacts(work.connection, before):
        if made_at(contact_id) < before:
            await forget_contact(await work.contacts.get(contact_id), work, because="retention")
    for site_id in await idle_sites(work.connection, before):
        if made_at(site_id) < before:
            await forget_site(await work.sites.get(site_id), work, because="retention")
    for request_id in await described_requests(work.connection, before):
        request = await work.requests.get(request_id)
        request.forget()
        work.announce(request, RequestForgotten(request_id=request.id))
