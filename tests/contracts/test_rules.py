"""The catalogue of rules and the tests that prove them speak of the same things."""

import ast
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from aftercare_launcher.rules.catalogue import KINDS, Catalogue
from aftercare_launcher.rules.report import SERVICES

ROOT = Path(__file__).parents[2]
ALL_RULES = 205
SOURCES = {"000": 46, "001": 36, "002": 55, "003": 27, "004": 41}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue.read(ROOT)


def markers() -> Iterator[tuple[str, str]]:
    """Each rule that a test names, with the place where it does."""
    for part in ("shared", "services", "tests"):
        for path in sorted((ROOT / part).rglob("test_*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("mark.rule"):
                    for named in node.args:
                        place = f"{path.relative_to(ROOT)}:{node.lineno}"
                        yield place, str(ast.literal_eval(named))


def test_every_rule_stands_in_the_catalogue_once(catalogue: Catalogue) -> None:
    """None is lost, none is there twice."""
    counted = Counter(rule.id for rule in catalogue.rules)
    assert [rule for rule, times in counted.items() if times > 1] == []
    assert Counter(rule.id[:3] for rule in catalogue.rules) == SOURCES
    assert len(catalogue.rules) == ALL_RULES


def test_every_rule_has_owners_kinds_and_a_line(catalogue: Catalogue) -> None:
    for rule in catalogue.rules:
        assert rule.owners, rule.id
        assert set(rule.owners) <= set(SERVICES), rule.id
        assert rule.kinds, rule.id
        assert set(rule.kinds) <= set(KINDS), rule.id
        assert rule.line, rule.id


def test_every_marker_names_a_rule_of_the_catalogue(catalogue: Catalogue) -> None:
    """A clause that two rules join is no name for either: write the whole id."""
    unknown = [f"{place} {name}" for place, name in markers() if catalogue.find(name) is None]
    assert unknown == []


def test_what_is_proven_says_where_it_is_enforced(catalogue: Catalogue) -> None:
    """Whoever proves a rule writes its place into the catalogue, and the places exist."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    for place, name in markers():
        if rule := catalogue.find(name):
            places[rule.id].append(place)
    silent = [rule.id for rule in catalogue.rules if rule.id in places and not rule.enforced]
    gone = [str(p) for rule in catalogue.rules for p in rule.enforced if not (ROOT / p).exists()]
    assert silent == []
    assert gone == []
