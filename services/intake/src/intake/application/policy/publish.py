"""A version of a service policy is published for the region; what runs keeps its own (§7)."""

from aftercare_contracts.intake import PolicyPublished
from aftercare_kit.fields import Body, Code, Moment
from aftercare_kit.ids import new_id
from intake.application.fields import ParameterValues
from intake.application.ports import Work
from intake.application.rights import RIGHTS
from intake.application.views import PolicyView
from intake.domain import policy
from intake.domain.policy import BUILT_IN, Policy, Publication


class PublishPolicy(Body):
    """What the region sets otherwise than the preset, from when on."""

    preset: Code = "base"
    overrides: ParameterValues = {}
    effective_from: Moment | None = None


async def publish_policy(command: PublishPolicy, work: Work) -> PolicyView:
    """Publish the next version of a preset; version 1 is the preset as shipped."""
    RIGHTS.require(work.actor, "policy.publish")
    policy.must_be_sound(command.preset, command.overrides, field="overrides")
    running = await work.numbers.next("service_policy", command.preset)
    published = Policy(
        id=new_id(),
        region=work.region,
        preset=command.preset,
        policy_version=BUILT_IN.policy_version + running,
        effective_from=command.effective_from or work.now,
        overrides=dict(command.overrides),
        published_by=work.actor.subject,
    )
    await _fit_contracts(published, work)
    said = PolicyPublished(
        policy_id=published.id,
        policy=published.preset,
        policy_version=published.policy_version,
        effective_from=published.effective_from,
    )
    work.announce(published, said)
    work.policies.add(published)
    return PolicyView.of(published)


async def _fit_contracts(published: Policy, work: Work) -> None:
    """Refuse a version under which a contract's clauses could not be kept."""
    coming = Publication(published.policy_version, published.effective_from, published.overrides)
    policy.must_fit(published.preset, [coming], await work.lookups.clauses(published.preset))
