"""Training at factory acceptance belongs to its departments, and says what is taught."""

import pytest

from dispatch.domain import service_errors as errors
from dispatch.domain.acceptance import TEACHERS, Taught, must_be_prepared, must_be_theirs


@pytest.mark.rule("002-4.3.1")
@pytest.mark.parametrize("taught", Taught)
def test_each_training_is_its_departments(taught: Taught) -> None:
    for role in TEACHERS[taught]:
        must_be_theirs(taught, ["sales", role])
    with pytest.raises(errors.NotTheirTraining):
        must_be_theirs(taught, ["sales"])


@pytest.mark.rule("002-4.3.1")
def test_a_plan_says_what_is_taught_and_with_what() -> None:
    must_be_prepared(Taught.DATA, "Handbook 2")
    with pytest.raises(errors.TaughtMissing) as nothing:
        must_be_prepared(None, "Handbook 2")
    with pytest.raises(errors.TaughtMissing) as bare:
        must_be_prepared(Taught.DATA, None)
    assert (nothing.value.field, bare.value.field) == ("taught", "material")
