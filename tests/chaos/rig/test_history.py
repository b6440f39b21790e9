"""The three outcomes are kept apart, and every check goes red where there is something to find."""

import json
from pathlib import Path

import pytest

from aftercare_contracts.catalogue import EVENTS
from tests.chaos.audit.books import SAID_BY
from tests.chaos.audit.promises import contradicted, expected, lost, overwritten
from tests.chaos.audit.state_tables import TABLES, Forbidden, folded
from tests.chaos.audit.streams import disorder
from tests.chaos.rig.history import Attempt, History, Outcome

PATH = "/api/intake/requests"
TOLD = '{"id": "r-1", "version": 1}'


def said(
    *attempts: tuple[int | str, str], key: str = "k", history: History | None = None
) -> History:
    history = history or History()
    for at, (told, body) in enumerate(attempts):
        history.note(("desk", key), PATH, Attempt(float(at), 0.1, told), body)
    return history


@pytest.mark.parametrize(
    ("attempts", "outcome"),
    [
        ([(201, TOLD)], Outcome.ACKNOWLEDGED),
        ([("ReadError", ""), (503, ""), (201, TOLD)], Outcome.ACKNOWLEDGED),
        ([(201, TOLD), ("ReadError", "")], Outcome.ACKNOWLEDGED),
        ([(409, "")], Outcome.REFUSED),
        ([("ReadTimeout", ""), (409, "")], Outcome.REFUSED),
        ([("ReadTimeout", "")], Outcome.UNKNOWN),
        ([(503, "")], Outcome.UNKNOWN),
        ([(429, "")], Outcome.UNKNOWN),
    ],
)
def test_an_answer_tells_and_silence_does_not(
    attempts: list[tuple[int | str, str]], outcome: Outcome
) -> None:
    (command,) = said(*attempts).commands.values()
    assert command.outcome is outcome


def test_a_command_counts_once_where_it_was_first_said() -> None:
    history = said(("ReadError", ""), ("ReadError", ""), (201, TOLD))
    assert history.outcomes(0.0, 1.0) == {Outcome.ACKNOWLEDGED: 1}
    assert not history.outcomes(1.0, 9.0)


def test_what_is_acknowledged_and_not_kept_is_lost() -> None:
    history = said((201, TOLD))
    assert not lost(history, {("desk", "k"): (201, TOLD)})
    assert [command.key for command in lost(history, {})] == ["k"]
    assert [command.key for command in lost(history, {("desk", "k"): (201, "{}")})] == ["k"]
    assert not lost(said(("ReadError", "")), {})


def test_two_answers_to_one_command_contradict_each_other() -> None:
    assert not contradicted(said((201, TOLD), (201, TOLD)))
    assert contradicted(said((201, TOLD), (201, '{"id": "r-2", "version": 1}')))


def test_one_version_told_to_two_commands_is_a_lost_update() -> None:
    assert not overwritten(said((201, TOLD)))
    assert overwritten(said((201, TOLD), key="other", history=said((201, TOLD))))


def test_facts_are_counted_by_what_was_said() -> None:
    assert expected([PATH, PATH, "/api/intake/centres"]) == {"request.registered": 2}


def test_facts_out_of_order_are_forbidden() -> None:
    told = ["registered", "triaged", "service_started", "resolved", "reopened", "resolved"]
    assert folded("request", [*told, "closed"]) == "closed"
    assert folded("work_order", ["opened", "held", "responded", "resumed"]) == "in_progress"
    assert folded("work_order", ["opened", "responded", "held"]) == "held"
    for facts in (["triaged"], ["registered", "closed"], [*told, "closed", "closed"]):
        with pytest.raises(Forbidden):
            folded("request", facts)


def test_a_fact_that_moves_nothing_may_come_at_any_time_of_a_life() -> None:
    """A contract may grow: what moves a row without a table's leave shows in the row."""
    assert folded("request", ["registered", "answered", "cancelled", "answered"]) == "cancelled"
    with pytest.raises(Forbidden):
        folded("request", ["answered", "registered"])


def test_the_audit_speaks_the_language_of_the_contracts() -> None:
    """A fact that was renamed is noticed here, and not by a storm."""
    said = {f"{event.aggregate_name()}.{event.fact_name()}" for event in EVENTS.values()}
    counted = {fact for facts in SAID_BY.values() for fact in facts.split("|")}
    tabled = {f"{kind}.{fact}" for kind, facts in TABLES.items() for fact in facts}
    assert counted <= said
    assert tabled <= said


def test_a_stream_has_each_event_once_and_in_order() -> None:
    def events(*told: tuple[str, int]) -> list[dict[str, str]]:
        return [
            {"ce-id": event, "ce-aggregateversion": str(version), "ce-subject": "a"}
            for event, version in told
        ]

    assert not disorder(events(("e1", 1), ("e2", 2)))
    assert disorder(events(("e1", 1), ("e3", 3)))
    assert disorder(events(("e2", 2), ("e1", 1)))
    assert disorder(events(("e1", 1), ("e1", 1), ("e2", 2)))


def test_a_history_is_written_line_by_line(tmp_path: Path) -> None:
    file = tmp_path / "history.jsonl"
    said((503, ""), (201, TOLD)).write(file)
    line = json.loads(file.read_text())
    assert (line["outcome"], line["answer"]) == ("acknowledged", TOLD)
    assert [attempt[2] for attempt in line["attempts"]] == [503, 201]
