"""The catalogue: what every code says to people, in English and in Chinese.

A `texts.toml` holds `[code] en = "..." zh = "..."` with `{fact}` placeholders; `title_en` and
`title_zh` may replace the title of the code's kind. `[words.key]` gives the names of things, which
a text shows by `{fact:word}`; of several each is shown. A code or word without both languages does
not load.
"""

import importlib
import pkgutil
import string
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self, cast

from aftercare_kit.errors import Refusal
from aftercare_kit.languages import Language

_WORDS = "words"


@dataclass(frozen=True)
class Catalogue:
    """Texts by code and words by key, each in every language."""

    texts: Mapping[str, Mapping[Language, str]] = field(default_factory=dict)
    titles: Mapping[str, Mapping[Language, str]] = field(default_factory=dict)
    words: Mapping[str, Mapping[Language, str]] = field(default_factory=dict)

    @classmethod
    def load(cls, *packages: str) -> Self:
        """Read the kit's own texts and the `texts.toml` inside each named package."""
        return cls.read(*(_home(name) / "texts.toml" for name in ("aftercare_kit", *packages)))

    @classmethod
    def read(cls, *paths: Path) -> Self:
        """Read files in order; a code or word may be given only once."""
        texts: dict[str, Mapping[Language, str]] = {}
        titles: dict[str, Mapping[Language, str]] = {}
        words: dict[str, Mapping[Language, str]] = {}
        for path in paths:
            document = tomllib.loads(path.read_text(encoding="utf-8"))
            for key, entry in document.pop(_WORDS, {}).items():
                _add(words, key, _both(entry, key, path), path)
            for code, entry in document.items():
                _add(texts, code, _both(entry, code, path), path)
                if "title_en" in entry or "title_zh" in entry:
                    titles[code] = _both(entry, code, path, prefix="title_")
        return cls(texts, titles, words)

    def __contains__(self, code: object) -> bool:
        return code in self.texts

    def text(self, code: str, language: Language, facts: Mapping[str, object] = {}) -> str:
        """Say the code's sentence; a fact it was not given stays visible as its placeholder."""
        return _Sentence(self.words, language).vformat(self.texts[code][language], (), facts)

    def field_text(self, error_type: str, language: Language, facts: Mapping[str, object]) -> str:
        """Say what is wrong with a field, by the type that validation gave the error."""
        known = f"field-{error_type.replace('_', '-')}"
        return self.text(known if known in self else "field-invalid", language, facts)

    def title(self, code: str, kind: str, language: Language) -> str:
        """Give the short constant name of a problem: its own, or that of its kind."""
        own = self.titles.get(code)
        return own[language] if own else self.texts[f"kind-{kind.replace('_', '-')}"][language]

    def word(self, key: str, language: Language) -> str:
        """Name a thing; an unknown key names itself."""
        entry = self.words.get(key)
        return entry[language] if entry else key


def missing_texts(refusal_classes: Iterable[type[Refusal]], catalogue: Catalogue) -> list[str]:
    """List what is wrong with the codes of these classes: no text, or one code for two rules."""
    problems: list[str] = []
    owners: dict[str, str] = {}
    for refusal in refusal_classes:
        if "code" not in refusal.__dict__:
            continue
        name = f"{refusal.__module__}.{refusal.__qualname__}"
        if refusal.code not in catalogue:
            problems.append(f"{refusal.code}: no text ({name})")
        if owners.setdefault(refusal.code, name) != name:
            problems.append(f"{refusal.code}: both {owners[refusal.code]} and {name}")
    return problems


def refusals_of(package: str) -> list[type[Refusal]]:
    """Import every module of a package and give the refusals it defines, for `missing_texts`."""
    root = importlib.import_module(package)
    for module in pkgutil.walk_packages(root.__path__, f"{package}."):
        if not module.name.endswith("__main__") and ".migrations" not in module.name:
            importlib.import_module(module.name)
    found = dict.fromkeys(_family(Refusal))
    return [each for each in found if f"{each.__module__}.".startswith(f"{package}.")]


_BETWEEN = {Language.EN: ", ", Language.ZH: "、"}


class _Sentence(string.Formatter):
    """Fills placeholders without ever failing: texts are shown while something has gone wrong."""

    def __init__(self, words: Mapping[str, Mapping[Language, str]], language: Language) -> None:
        self._words, self._language = words, language

    def get_field(self, field_name: str, args: Any, kwargs: Any) -> tuple[Any, str]:
        """Look names up only: no attributes, no indexes, no failure."""
        del args
        return kwargs.get(field_name, f"{{{field_name}}}"), field_name

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, list | tuple):
            several = cast("Iterable[Any]", value)
            between = _BETWEEN[self._language]
            return between.join(self.format_field(each, format_spec) for each in several)
        if format_spec == "word":
            return self._words.get(str(value), {}).get(self._language, str(value))
        return str(value)


def _both(entry: object, key: str, path: Path, *, prefix: str = "") -> Mapping[Language, str]:
    """Take the entry's text in each language, all of them present."""
    table = cast("dict[str, Any]", entry) if isinstance(entry, dict) else {}
    said = {language: table.get(prefix + language) for language in Language}
    for language, text in said.items():
        if not isinstance(text, str) or not text.strip():
            raise ValueError(f"{path.name}: [{key}] has no {prefix}{language}")
    return cast("Mapping[Language, str]", said)


def _add(
    into: dict[str, Mapping[Language, str]], key: str, said: Mapping[Language, str], path: Path
) -> None:
    if key in into:
        raise ValueError(f"{path}: [{key}] is given twice")
    into[key] = said


def _home(package: str) -> Path:
    located = importlib.import_module(package).__file__
    if located is None:
        raise ValueError(f"{package} is not a package with files")
    return Path(located).parent


def _family(refusal: type[Refusal]) -> Iterator[type[Refusal]]:
    yield refusal
    for child in refusal.__subclasses__():
        yield from _family(child)
