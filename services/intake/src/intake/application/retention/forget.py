"""Every month, people's data that nobody needed for the years of the policy are forgotten."""

from datetime import UTC, datetime, time
from uuid import UUID

from aftercare_clocks import PRESETS
from aftercare_contracts.intake import RequestForgotten
from intake.application.customer.erase import forget_contact, forget_site
from intake.application.ports import Work
from intake.application.queries.retention import (
    Term,
    described_requests,
    idle_contacts,
    idle_sites,
)
from intake.domain.policy import in_force
from intake.domain.retention import forgotten_before, made_at

MONTHLY = "retention.monthly"


def next_month(moment: datetime) -> datetime:
    """The first of the next month, in the small hours of UTC."""
    today = moment.astimezone(UTC)
    year, month = divmod(today.year * 12 + today.month, 12)
    return datetime(year, month + 1, 1, 3, tzinfo=UTC)


async def forget_what_is_due(work: Work, _key: UUID) -> None:
    """Forget people, addresses and what callers described; what a legal hold keeps is kept."""
    terms = await _terms(work)
    for contact in await idle_contacts(work.connection, terms):
        if made_at(contact.id) < contact.before:
            await forget_contact(await work.contacts.get(contact.id), work, because="retention")
    for site in await idle_sites(work.connection, terms):
        if made_at(site.id) < site.before:
            await forget_site(await work.sites.get(site.id), work, because="retention")
    for request_id in await described_requests(work.connection, terms):
        request = await work.requests.get(request_id)
        request.forget()
        work.announce(request, RequestForgotten(request_id=request.id))


async def _terms(work: Work) -> list[Term]:
    """The years of keeping by each preset in force now, as it is and with contracts' clauses."""
    terms: list[Term] = []
    for preset in PRESETS:
        publications = await work.lookups.publications(preset)
        for clauses in ({}, *await work.lookups.clauses(preset)):
            policy = in_force(preset, publications, work.now, clauses).policy
            day = forgotten_before(work.now.date(), policy.get("retention.years", int))
            terms.append(Term(preset, clauses, datetime.combine(day, time(), UTC)))
    return terms
