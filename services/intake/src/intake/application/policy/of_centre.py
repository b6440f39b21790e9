"""The policy that a centre's customers are served by where no contract and no case decide."""

from aftercare_clocks import ServicePolicy
from intake.application.ports import Work
from intake.domain.policy import in_force


async def policy_of_centre(work: Work, code: str) -> ServicePolicy:
    """The version in force now."""
    centre = await work.centres.find(code=code)
    assert centre is not None, "a customer has a centre"
    publications = await work.lookups.publications(centre.policy)
    return in_force(centre.policy, publications, work.now).policy
