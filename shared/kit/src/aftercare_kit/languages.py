"""The two languages the suite speaks, and which of them a request asks for."""

from enum import StrEnum
from functools import lru_cache


class Language(StrEnum):
    """A language every text exists in."""

    EN = "en"
    ZH = "zh"


DEFAULT_LANGUAGE = Language.EN
_LONGEST_HEADER = 500


@lru_cache(maxsize=256)
def preferred_language(accept_language: str | None) -> Language:
    """Read an Accept-Language header: the highest q-value we speak, the first among equals."""
    best, best_quality = DEFAULT_LANGUAGE, 0.0
    for offer in (accept_language or "")[:_LONGEST_HEADER].split(","):
        tag, _, parameter = offer.strip().partition(";")
        language = _spoken(tag.strip().lower())
        quality = _quality(parameter)
        if language is not None and quality > best_quality:
            best, best_quality = language, quality
    return best


def _spoken(tag: str) -> Language | None:
    primary = tag.partition("-")[0]
    if primary == "*":
        return DEFAULT_LANGUAGE
    return next((language for language in Language if language == primary), None)


def _quality(parameter: str) -> float:
    """Give the weight of an offer; one that cannot be read does not count."""
    name, _, value = parameter.replace(" ", "").partition("=")
    if not name:
        return 1.0
    try:
        quality = float(value) if name == "q" else 0.0
    except ValueError:
        return 0.0
    return quality if 0.0 <= quality <= 1.0 else 0.0
