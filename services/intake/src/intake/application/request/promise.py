"""The promise as the published language carries it, drawn once for all cases that are alike."""

from functools import lru_cache

from aftercare_clocks import CalendarSpec
from aftercare_contracts.values import ClockPromise, Promise
from intake.domain.policy import PolicyInForce
from intake.domain.promise import Judgement, promised_clocks, stated_parameters


@lru_cache(maxsize=2048)
def promise_for(
    held: PolicyInForce, judgement: Judgement, hours: CalendarSpec | None, year: int
) -> Promise:
    """Draw the promise for a case; some twenty clocks take as many milliseconds.

    Args:
        held: the policy in force when the fault was reported.
        judgement: what the desk found out.
        hours: the centre's, where it states its own.
        year: of the report; holidays of it and of the next are written out.

    """
    policy = held.policy
    clocks = promised_clocks(policy, judgement, hours, year)
    return Promise(
        policy=policy.name,
        version=policy.version,
        clocks=[ClockPromise.model_validate(terms.to_json()) for terms in clocks],
        parameters=stated_parameters(policy),
    )
