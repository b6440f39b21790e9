"""The demo's last line: one JSON object, for programs."""

import json
from collections.abc import Sequence

from aftercare_kit.admin.reconcile import Reconciliation
from aftercare_launcher.demo.api import Json
from aftercare_launcher.demo.summary.figures import Figures


def last_line(sums: Figures, proof: Reconciliation | None, seconds: float) -> str:
    """The run in one line; a suite that cannot be looked into leaves what was not proven null."""
    said = sums.events.total() if proof is None else proof.events
    return json.dumps(
        {
            "requests": sums.requests,
            "closed": sums.states["closed"],
            "on_site": sums.on_site,
            "events": said,
            "clock_breaches": sums.clock_breaches,
            "reconciled": None if proof is None else proof.reconciled,
            "lost": None if proof is None else proof.lost,
            "seconds": round(seconds, 1),
        }
    )


def is_good(proof: Reconciliation | None, *troubles: Sequence[str] | Json) -> bool:
    """Whether nothing went wrong: no case astray, no script broken off, no event lost."""
    proven = proof is None or (proof.reconciled and proof.lost == 0 and proof.parked == 0)
    return proven and not any(troubles)
