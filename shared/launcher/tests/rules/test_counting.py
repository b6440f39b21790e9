"""What counts as enforced, for whom, and how it is told."""

import json
from pathlib import Path

from aftercare_launcher.rules import report
from aftercare_launcher.rules.catalogue import Catalogue, Rule
from aftercare_launcher.rules.results import Proof

HERE = (Path("here.py"),)
RULES = Catalogue(
    [
        Rule("000-3.3/3.4", ("intake", "billing"), ("C", "G"), "Periods", HERE),
        Rule("000-4.2d,e", ("dispatch",), ("G",), "Plans", HERE),
        Rule("000-6.5.1", ("dispatch",), ("V",), "Checklist", ()),
        Rule("002-4.2.1b/3.1.1", ("intake",), ("T",), "Sheet", HERE),
        Rule("002-4.5.5/3.1.1", ("dispatch",), ("S",), "Yearly", HERE),
    ]
)


def covered(*proofs: tuple[str, bool]) -> frozenset[str]:
    return report.enforced(RULES, [Proof((rule,), passed) for rule, passed in proofs])


def test_a_rule_is_named_by_its_id_or_by_either_clause() -> None:
    assert covered(("000-3.4", True)) == covered(("000-3.3/3.4", True)) == {"000-3.3/3.4"}
    assert covered(("000-4.2e", True)) == {"000-4.2d,e"}


def test_a_clause_of_two_rules_names_neither() -> None:
    assert RULES.find("002-3.1.1") is None
    assert covered(("002-3.1.1", True)) == frozenset()


def test_a_failing_test_takes_the_rule_with_it() -> None:
    assert covered(("000-3.3", True), ("000-3.4", False)) == frozenset()


def test_guidance_is_counted_apart() -> None:
    standing = report.stand(RULES, covered(("000-6.5.1", True)))["dispatch"]
    assert (standing.owned.covered, standing.owned.total) == (0, 2)
    assert str(standing.by_kind["V"]) == "1/1"


def test_the_owner_counts_a_rule_once_and_others_have_a_part_in_it() -> None:
    standings = report.stand(RULES, covered(("000-3.3", True)))
    assert str(standings["intake"].owned) == "1/2"
    assert str(standings["intake"].by_kind["C"]) == str(standings["intake"].by_kind["G"]) == "1/1"
    assert str(standings["billing"].owned) == "·"
    assert str(standings["billing"].shared) == "1/1"


def test_the_last_line_is_for_machines() -> None:
    standings = report.stand(RULES, covered(("000-3.3", True)))
    told = json.loads(report.summary(standings))
    assert told["intake"] == [1, 2]
    assert set(told) == set(report.SERVICES)
    assert [rule.id for rule in standings["dispatch"].missing] == ["000-4.2d,e", "002-4.5.5/3.1.1"]
    assert any("Yearly" in line for line in report.missing(standings))
    assert len({len(line) for line in list(report.table(standings))[:-1]}) == 1
