"""What is drawn from code lies in the tree as the code has it."""

import json
from pathlib import Path
from types import ModuleType

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from aftercare_contracts.catalogue import EVENTS
from aftercare_contracts.topology import SERVICES
from tests.contracts.conftest import ROOT, script

CONTRACTS = ROOT / "shared/contracts"


def test_the_tree_is_as_the_code_says(
    generate: ModuleType, drawn: dict[Path, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Schemas, examples, OpenAPI and AsyncAPI documents; `make generate` writes them."""
    found = generate.check(drawn, ROOT)

    assert found == 0, capsys.readouterr().err


def test_drawing_twice_gives_the_same(generate: ModuleType, drawn: dict[Path, str]) -> None:
    """Otherwise every run would change the tree."""
    assert generate.drawn() == drawn


@pytest.mark.parametrize("name", sorted(EVENTS))
def test_every_event_has_a_schema_an_owner_and_an_example(name: str) -> None:
    """The example fits the schema and is read by the class."""
    event = EVENTS[name]
    schema = json.loads((CONTRACTS / "schemas" / event.schema_path()).read_text("utf-8"))
    example = json.loads((CONTRACTS / "samples" / event.schema_path()).read_text("utf-8"))

    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(example)
    assert event.model_validate(example)
    assert schema["x-owner"] in SERVICES


def test_a_change_is_told_by_file_and_place(
    generate: ModuleType, drawn: dict[Path, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is missing, out of date or left over is named, and the check fails."""
    assert generate.write(drawn, tmp_path) == 0
    assert generate.check(drawn, tmp_path) == 0
    first, second, *_ = sorted(drawn)
    (tmp_path / first).unlink()
    edited = json.loads(drawn[second])
    edited["info"]["title"] = "Something else"
    (tmp_path / second).write_text(json.dumps(edited), encoding="utf-8")
    gone = tmp_path / "shared/contracts/schemas/intake/request.vanished.v1.json"
    gone.write_text("{}", encoding="utf-8")

    capsys.readouterr()
    assert generate.check(drawn, tmp_path) == 1

    told = capsys.readouterr().err
    assert f"missing: {first}" in told
    assert f"out of date: {second}" in told
    assert "~ /info/title" in told
    assert "not drawn any more: shared/contracts/schemas/intake/request.vanished.v1.json" in told
    assert generate.write(drawn, tmp_path) == 0
    assert generate.check(drawn, tmp_path) == 0
    assert not gone.exists()


def test_a_release_is_written_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it promises stays as it is."""
    release = script("release-schemas")
    arguments = ["release-schemas", "9.9.9", "--folder", str(tmp_path)]
    monkeypatch.setattr("sys.argv", arguments)

    assert release.main() == 0
    kept = json.loads((tmp_path / "9.9.9.json").read_text("utf-8"))
    assert set(kept) == set(EVENTS)
    assert release.main() == 1
