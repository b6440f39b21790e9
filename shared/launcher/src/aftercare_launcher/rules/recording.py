"""Seen from within a test run: the outcome of each test that names a rule."""

from pathlib import Path
from typing import Final

import pytest

from aftercare_launcher.rules.results import Proof, Results, state_of

NAMED: Final = "aftercare-rule"


class Recorder:
    """Lives in the process that hears of every test: the only one, or the one that shares out."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._state = state_of(root)
        self._rules: dict[str, tuple[str, ...]] = {}
        self._passed: dict[str, bool] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A test proves something if set-up, call and tear-down all went well."""
        rules = tuple(str(value) for name, value in report.user_properties if name == NAMED)
        if not rules:
            return
        self._rules[report.nodeid] = rules
        going_well = report.when == "setup" or self._passed.get(report.nodeid, False)
        self._passed[report.nodeid] = report.passed and going_well

    def pytest_sessionfinish(self) -> None:
        if not self._rules:
            return
        proofs = {test: Proof(rules, self._passed[test]) for test, rules in self._rules.items()}
        Results(self._state, proofs).write(self._root)


def name_rules(items: list[pytest.Item]) -> None:
    """Let each report say which rules its test names."""
    for item in items:
        for marker in item.iter_markers("rule"):
            item.user_properties.extend((NAMED, str(rule)) for rule in marker.args)
