"""How alike two texts are: shared words, and shared pairs of neighbouring ideographs."""

import re
import unicodedata
from functools import lru_cache

_TOKEN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+|[^\W\u3400-\u9fff_]+")
_IDEOGRAPH = "\u3400"


@lru_cache(maxsize=4096)
def words_of(text: str) -> frozenset[str]:
    """The words of a text, in any mixture of Chinese and other languages."""
    words: set[str] = set()
    for token in _TOKEN.findall(unicodedata.normalize("NFKC", text).lower()):
        if token[0] < _IDEOGRAPH or len(token) == 1:
            words.add(token)
        else:
            words.update(token[at : at + 2] for at in range(len(token) - 1))
    return frozenset(words)


def likeness(one: str, other: str) -> float:
    """0 where nothing is shared, 1 where the words are the same (Dice's coefficient)."""
    mine, theirs = words_of(one), words_of(other)
    if not mine or not theirs:
        return 0.0
    return 2 * len(mine & theirs) / (len(mine) + len(theirs))
