"""The status that people see: readable in a narrow terminal, its commands fit to be copied."""

import sys

import pytest
from rich.console import Console

from aftercare_launcher.cli.view import IN_THE_TREE, called, picture
from aftercare_launcher.state.run import RunState, UnitState

NARROW = 80


def shown(now: RunState, stops: str = "Ctrl-C") -> list[str]:
    console = Console(width=NARROW)
    with console.capture() as told:
        console.print(picture(now, stops=stops))
    return told.get().splitlines()


@pytest.fixture
def now() -> RunState:
    unit = UnitState(name="intake", state="ready", pid=7, started=None, restarts=0, port=8101)
    return RunState(
        pid=1, phase="ready", region="cn-south", started=0.0, ports={"edge": 8080}, units=(unit,)
    )


def test_a_command_is_never_wrapped(now: RunState, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", [IN_THE_TREE])
    monkeypatch.setenv("PATH", "/usr/bin")
    assert [line.rstrip() for line in shown(now)[-3:-1]] == [
        "  curl http://127.0.0.1:8080/api/cases \\",
        f'    -H "Authorization: Bearer $({IN_THE_TREE} token --role service_agent)"',
    ]


def test_it_says_what_stops_the_suite(now: RunState) -> None:
    assert shown(now)[-1].strip() == "Ctrl-C stops everything."
    assert shown(now, "'aftercare down'")[-1].strip() == "'aftercare down' stops everything."


@pytest.mark.parametrize(
    ("argument", "said"),
    [
        ("/usr/lib/python3/pytest", "aftercare"),
        ("./.venv/bin/aftercare", IN_THE_TREE),
        ("/somewhere/far/away/in/the/tree/.venv/bin/aftercare", "aftercare"),
    ],
)
def test_the_program_is_named_as_it_was_called(
    argument: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", [argument])
    monkeypatch.setenv("PATH", "/usr/bin")
    assert called() == said
