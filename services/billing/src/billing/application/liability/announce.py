"""Says who pays; the event is what free or reduced lines of a charge are traced to."""

from datetime import datetime

from aftercare_contracts.billing import LiabilityDecided
from billing.application.ports import Work
from billing.domain.liability import Liability


def announce_liability(work: Work, liability: Liability, at: datetime) -> None:
    """Announce the decision as it stands."""
    decided = LiabilityDecided(
        request_id=liability.request_id,
        liability_id=liability.id,
        scheme_id=liability.scheme_id,
        party=liability.party.value,
        charge=liability.charge.value,
        basis=liability.basis,
    )
    liability.event_id = work.announce(liability, decided, at)
