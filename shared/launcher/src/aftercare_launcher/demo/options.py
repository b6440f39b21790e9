"""What a person may choose about the demo."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from aftercare_launcher.demo.log.replay import replay
from aftercare_launcher.demo.month.generate import month
from aftercare_launcher.demo.work import Work

ON_SITE = 100
MOST_ON_SITE = 3
"""Of a small run, one case of so many goes on site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Which work, and how much of it."""

    log: Path | None = None
    month: date = date(2026, 6, 1)
    requests: int = 300
    seed: int = 1
    on_site: int | None = None

    def work(self) -> Work:
        """The work that these options describe, the same every time."""
        if self.log is not None:
            return replay(self.log, ON_SITE if self.on_site is None else self.on_site)
        usual = min(ON_SITE, self.requests // MOST_ON_SITE)
        on_site = usual if self.on_site is None else min(self.on_site, self.requests)
        return month(self.month, requests=self.requests, on_site=on_site, seed=self.seed)
