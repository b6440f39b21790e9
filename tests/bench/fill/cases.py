"""The two cases whose rows are copied, played through all services: one from afar, one on site."""

from collections.abc import Mapping
from dataclasses import dataclass

from tests.bench.drain import drained
from tests.bench.suite import Suite
from tests.journeys.case import Case
from tests.journeys.town import Town, settle


@dataclass(frozen=True)
class Originals:
    """Where they took place, and which they were."""

    town: Town
    remote: Case
    on_site: Case

    @property
    def known(self) -> Mapping[str, str]:
        """What a table's source may name."""
        town = self.town
        return {
            "centre": town.centre,
            "customer": town.customer_id,
            "asset": town.uncovered_asset,
            "engineer": town.engineer_id,
            "store": town.store,
            "part": town.part_no,
            "remote": self.remote.id,
            "on_site": self.on_site.id,
        }


def play(suite: Suite) -> Originals:
    """A case of each kind, with a contract, a contact and a complaint beside them."""
    people = suite.people
    town = settle(people)
    people.person("sales").does(
        "/intake/contracts", customer_id=town.customer_id, code=f"HT-{town.part_no}",
        kind="om_period", starts_on="2020-01-01", ends_on="2024-12-31",
    )  # fmt: skip
    remote = Case.registered(people, town, town.uncovered_asset).triage()
    remote.respond()
    remote.resolve_remotely()
    remote.verify(satisfied=True)
    remote.becomes("closed")
    people.agent.does(
        "/intake/contact-logs", customer_id=town.customer_id, request_id=remote.id,
        direction="in", channel="phone", need="Asks how far the case is",
    )  # fmt: skip
    people.agent.does(
        "/feedback/complaints", request_id=remote.id, level="general",
        content="Nobody called back",
    )  # fmt: skip
    on_site = Case.registered(people, town, town.uncovered_asset).triage()
    on_site.respond()
    on_site.plan()
    draft = on_site.quote("draft")
    people.quoting.does(f"/billing/quotes/{draft['id']}/offer")
    people.customer(town.customer_id).does(f"/billing/quotes/{draft['id']}/accept")
    on_site.go_on_site()
    on_site.verify(satisfied=True)
    on_site.becomes("closed")
    drained(suite)
    return Originals(town, remote, on_site)
