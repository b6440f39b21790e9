"""Where a site lies is told as far as others may know it."""

import pytest

from intake.domain.place import Place, told_place

HOME = Place(22.543211, 113.957654)


@pytest.mark.rule("004-5.3.1.3")
def test_a_consumers_home_is_told_to_about_a_kilometre() -> None:
    assert told_place(HOME, "consumer") == Place(22.54, 113.96)
    assert told_place(HOME, "enterprise") == HOME
    assert told_place(None, "enterprise") is None


@pytest.mark.rule("001-5.11.1")
def test_a_defence_customers_site_is_told_nobody() -> None:
    assert told_place(HOME, "defence") is None
