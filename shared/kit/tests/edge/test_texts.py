"""Every code speaks both languages, and no text can fail while it is shown."""

from pathlib import Path

import pytest

import aftercare_kit
from aftercare_kit.errors import Conflict, NotReady
from aftercare_kit.languages import Language, preferred_language
from aftercare_kit.texts import Catalogue, missing_texts, refusals_of


def a_file(folder: Path, text: str, name: str = "texts.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_every_refusal_of_the_kit_has_both_languages() -> None:
    """The guard each service runs over its own package too."""
    refusals = refusals_of("aftercare_kit")

    assert len(refusals) > 20
    assert missing_texts(refusals, Catalogue.load()) == []


def test_the_guard_sees_a_refusal_without_a_text_and_two_with_one_code() -> None:
    """Seen red: a guard nobody has seen fail is decoration."""

    class Mute(Conflict):
        code = "a-code-without-text"

    class Twin(Conflict):
        code = "not-ready"

    found = missing_texts([NotReady, Mute, Twin], Catalogue.load())

    assert [line.partition(" (")[0] for line in found] == [
        "a-code-without-text: no text",
        f"not-ready: both aftercare_kit.errors.NotReady and {__name__}.{Twin.__qualname__}",
    ]


@pytest.mark.parametrize(
    "text",
    [
        '[a-code]\nen = "only English"\n',
        '[a-code]\nen = "blank"\nzh = "  "\n',
        '[a-code]\nen = "a"\nzh = "b"\ntitle_en = "a title in one language"\n',
        'a-code = "no table"\n',
        '[words]\nvisit = { zh = "上门" }\n',
    ],
)
def test_a_catalogue_with_a_text_in_one_language_does_not_load(tmp_path: Path, text: str) -> None:
    """Half a translation is noticed at start, not by the half who cannot read it."""
    with pytest.raises(ValueError, match="has no"):
        Catalogue.read(a_file(tmp_path, text))


def test_a_code_given_twice_does_not_load(tmp_path: Path) -> None:
    """A service cannot quietly reword the kit's or another file's code."""
    text = '[a-code]\nen = "a"\nzh = "b"\n'
    paths = [a_file(tmp_path, text), a_file(tmp_path, text, "other.toml")]

    with pytest.raises(ValueError, match="twice"):
        Catalogue.read(*paths)


def test_a_text_shows_its_facts_and_names_things_in_the_readers_language(tmp_path: Path) -> None:
    """A thing's key becomes its name; a fact that is not there leaves its placeholder."""
    catalogue = Catalogue.read(
        a_file(
            tmp_path,
            '[gone]\nen = "No {what:word} {number} {more}."\nzh = "没有{what:word} {number}。"\n'
            '[words]\nvisit = { en = "visit", zh = "上门" }\n',
        )
    )
    facts = {"what": "visit", "number": "{0.__class__}"}

    assert catalogue.text("gone", Language.EN, facts) == "No visit {0.__class__} {more}."
    assert catalogue.text("gone", Language.ZH, facts) == "没有上门 {0.__class__}。"
    assert catalogue.text("gone", Language.EN, {"what": "sonde"}) == "No sonde {number} {more}."
    assert catalogue.word("visit", Language.ZH) == "上门"
    assert catalogue.word("sonde", Language.ZH) == "sonde"


def test_a_placeholder_reaches_nothing_but_the_facts(tmp_path: Path) -> None:
    """No attribute of an object can be read through a text."""
    catalogue = Catalogue.read(
        a_file(tmp_path, '[odd]\nen = "{a.__class__} {a[0]} {}"\nzh = "{a}"\n')
    )

    assert catalogue.text("odd", Language.EN, {"a": "x"}) == "{a.__class__} {a[0]} {0}"


def test_a_package_without_files_has_no_texts() -> None:
    """A name of a namespace is a mistake in a bootstrap, told at once."""
    with pytest.raises(ModuleNotFoundError):
        Catalogue.load("no_such_service")
    assert aftercare_kit.__file__ is not None


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "en"),
        ("", "en"),
        ("zh", "zh"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("en;q=0.8, zh-Hans-CN;q=0.9", "zh"),
        ("fr-FR, zh;q=0.1", "zh"),
        ("fr", "en"),
        ("*", "en"),
        ("zh;q=0", "en"),
        ("zh;q=nonsense, en;q=0.1", "en"),
        ("zh;q=7", "en"),
        ("zh;level=1", "en"),
        ("en, zh", "en"),
        ("\ud800;q=\ud800," * 400, "en"),
    ],
)
def test_the_language_is_the_one_the_caller_prefers(header: str | None, language: str) -> None:
    """Weights decide, the first wins among equals, and nonsense counts for nothing."""
    assert preferred_language(header) == language


def test_several_things_are_named_one_by_one(tmp_path: Path) -> None:
    """With the comma of the language, by their words where the text asks for them."""
    text = '[lacks]\nen = "Lacks {what:word} of {which}."\nzh = "缺少{what:word}（{which}）。"\n'
    text += '[words]\ntitle = { en = "a title", zh = "职称" }\n'
    catalogue = Catalogue.read(a_file(tmp_path, text))
    facts = {"what": ("title", "skill"), "which": ["A-1", "A-2"]}
    assert catalogue.text("lacks", Language.EN, facts) == "Lacks a title, skill of A-1, A-2."
    assert catalogue.text("lacks", Language.ZH, facts) == "缺少职称、skill（A-1、A-2）。"
