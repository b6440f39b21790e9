"""Where a need goes: by its type, its fault, and how mature the product is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftercare_kit.ids import new_id
from intake.domain import errors
from intake.domain.departments import HANDLED_BY, FaultKind
from intake.domain.entitlement import Entitlement
from intake.domain.need import NeedKind, ServiceKind, service_kind
from intake.domain.product_line import Build, ProductLine, Stage, is_batch, served_by
from intake.domain.routing import BY_MATURITY, Maker, department_of
from intake.domain.service_items import SERVICE_ITEMS, must_be_offered

OURS = Maker("producing_unit", "YF")


@pytest.mark.example(12)
@pytest.mark.rule("001-3")
@pytest.mark.parametrize(
    ("build", "made", "batch"),
    [
        ("stand_alone", 9, False),
        ("stand_alone", 10, True),
        ("system", 1, False),
        ("system", 2, True),
    ],
)
def test_ten_units_or_two_sets_make_a_batch(build: Build, made: int, *, batch: bool) -> None:
    """Both numbers are inside."""
    assert is_batch(build, made) is batch
    line = ProductLine(new_id(), "cn", "PL-1", "Radio", build, made, Stage.FINALISED, "SC")
    assert line.batch is batch


@pytest.mark.rule("001-4.1.2")
@pytest.mark.rule("001-4.2.1")
@given(st.sampled_from(Stage), st.sampled_from(["stand_alone", "system"]), st.integers(0, 100))
def test_the_centre_serves_what_is_finalised_or_made_in_a_batch(
    stage: Stage, build: Build, made: int
) -> None:
    """What is still in development never is, however many there are."""
    by_centre = served_by(stage, build, made) == "service_centre"
    if stage is Stage.DEVELOPMENT:
        assert not by_centre
    else:
        assert by_centre == (stage is Stage.FINALISED or is_batch(build, made))


@pytest.mark.rule("001-4.2.1")
@pytest.mark.parametrize("kind", FaultKind)
def test_by_maturity_the_producing_unit_takes_its_own_and_else_the_fault_decides(
    kind: FaultKind,
) -> None:
    def to(routing: str, maker: Maker | None) -> str:
        return department_of("technical_support", kind, routing, maker)

    assert to(BY_MATURITY, OURS) == "YF"
    assert to(BY_MATURITY, Maker("service_centre", "YF")) == HANDLED_BY[kind]
    assert to(BY_MATURITY, None) == HANDLED_BY[kind]
    assert to("fault_kind", OURS) == HANDLED_BY[kind]


@pytest.mark.rule("002-4.2.1c")
@pytest.mark.parametrize("kind", FaultKind)
def test_quality_information_goes_to_quality_and_support_where_the_fault_lies(
    kind: FaultKind,
) -> None:
    assert department_of("quality_information", kind, BY_MATURITY, OURS) == "ZL"
    assert department_of("technical_support", kind, "fault_kind", None) == HANDLED_BY[kind]


@pytest.mark.rule("002-4.1")
def test_each_need_has_its_kind_of_service_and_uncovered_repairs_are_paid() -> None:
    """What the desk chose stands."""
    free, none = Entitlement("warranty"), Entitlement("none")
    beyond = Entitlement("om_period", item_in_scope=False)
    assert len(ServiceKind) == 6
    assert service_kind(NeedKind.REPAIR, free) is ServiceKind.ON_SITE_REPAIR
    assert service_kind(NeedKind.REPAIR, none) is ServiceKind.PAID_SERVICE
    assert service_kind(NeedKind.REPAIR, beyond) is ServiceKind.PAID_SERVICE
    assert service_kind(NeedKind.CONSULTING, none) is ServiceKind.PRODUCT_INFORMATION
    for chosen in ServiceKind:
        assert service_kind(NeedKind.REPAIR, none, chosen) is chosen


@pytest.mark.rule("003-2.1a")
def test_a_package_is_composed_of_the_fifteen_items_in_five_classes() -> None:
    assert len(SERVICE_ITEMS) == 15
    assert len(set(SERVICE_ITEMS.values())) == 5
    must_be_offered(list(SERVICE_ITEMS))
    with pytest.raises(errors.ServiceItemUnknown) as refused:
        must_be_offered(["hardware_repair", "window_cleaning"])
    assert refused.value.facts["item"] == "window_cleaning"
