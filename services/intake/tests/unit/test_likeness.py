"""Two texts are as alike as the words they share, whatever script they are in."""

from hypothesis import given
from hypothesis import strategies as st

from intake.domain.likeness import likeness, words_of


def test_ideographs_are_compared_in_pairs_and_the_rest_by_words() -> None:
    assert words_of("变频器 INV-0001 跳闸") == {"变频", "频器", "inv", "0001", "跳闸"}
    assert words_of("５号机组停") == {"5", "号机", "机组", "组停"}
    assert words_of("停") == {"停"}
    assert words_of("!?") == frozenset()


def test_the_same_need_in_other_words_is_alike_and_another_is_not() -> None:
    assert likeness("变频器B相无输出", "B相 变频器 无输出!") > 0.7
    assert likeness("No output on phase B", "Phase B: no output") > 0.8
    assert likeness("变频器无输出", "风机异响") == 0.0


@given(st.text(), st.text())
def test_likeness_is_a_share_and_knows_no_direction(one: str, other: str) -> None:
    assert 0.0 <= likeness(one, other) <= 1.0
    assert likeness(one, other) == likeness(other, one)
    assert likeness(one, one) == (1.0 if words_of(one) else 0.0)
