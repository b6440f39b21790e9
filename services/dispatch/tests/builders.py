"""Stories for dispatch's tests: a triaged request, an engineer, a scheme, a signature."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode
from uuid import UUID

from aftercare_clocks import resolve
from aftercare_contracts.intake import RequestTriaged
from aftercare_contracts.values import Engagement, Entitlement, Promise
from aftercare_kit.ids import new_id

REPORTED = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=5)
SHA256 = "0" * 64
PROMISES = (
    "response",
    "report_up",
    "scheme",
    "travel_papers",
    "arrival",
    "fix",
    "report_hand_in",
)


def a_triaged_request(
    *,
    request_id: UUID | None = None,
    preset: str = "electrical-automation",
    level: int = 2,
    major: bool = False,
    reported_at: datetime = REPORTED,
    parameters: dict[str, str] | None = None,
    place: dict[str, float] | None = None,
    service_type: str = "technical_support",
    fault_kind: str = "hardware",
    promises: tuple[str, ...] = PROMISES,
    urban: bool | None = None,
) -> RequestTriaged:
    """A request from Shenzhen about an inverter, judged and promised under a preset."""
    policy = resolve(preset, version=1, effective_from=datetime(2020, 1, 1, tzinfo=UTC))
    clocks = [
        terms.to_json()
        for name in promises
        if (terms := policy.clock(name, level=level, urban=urban)) is not None
    ]
    return RequestTriaged(
        request_id=request_id or new_id(),
        number="YX261107",
        customer_id=new_id(),
        asset_id=new_id(),
        asset_serial="INV-0001",
        product_line="inverter",
        site_code="SZ-01",
        subject="No output on phase B",
        service_type=service_type,
        fault_level=level,
        major=major,
        fault_kind=fault_kind,
        department="SC",
        engagement=Engagement.model_validate(
            {"centre": "shenzhen", "zone": "Asia/Shanghai", "place": place}
        ),
        entitlement=Entitlement(cover="warranty"),
        promise=Promise.model_validate(
            {
                "policy": preset,
                "version": 1,
                "clocks": clocks,
                "parameters": parameters or {},
            }
        ),
        reported_at=reported_at,
    )


def a_scheme(**other: object) -> dict[str, object]:
    """The body of a scheme that replaces a power board."""
    return {
        "cause": "Power board burnt out",
        "cause_kind": "product_quality",
        "action": "Replace the power board and test under load",
        "skills": ["inverter"],
        "parts": [{"part_no": "PB-100", "quantity": 1}],
        "labour_days": 1,
        "persons": 1,
        "travel_estimate": "600.00",
    } | other


def an_engineer(
    code: str = "E-1", *, skill: str = "inverter", until: str = "2099-12-31", **other: object
) -> dict:
    """The body of an engineer with one certificate."""
    return {
        "code": code,
        "name": "Li Ming",
        "centre": "shenzhen",
        "certificates": [{"skill": skill, "valid_until": until}],
    } | other


def a_qualification(**other: object) -> dict[str, object]:
    """The record that 001-5.2.1 asks for, complete."""
    return {
        "title": "junior",
        "product_knowledge": True,
        "repair_skill": True,
        "code_trained_on": "2026-01-05",
        "product_trained_on": "2026-01-06",
    } | other


def a_week(opens: str = "08:30", closes: str = "17:30") -> dict[str, object]:
    """Monday to Friday; public holidays are left out, so that any day will do."""
    shifts = [[opens, closes]]
    return {"week": dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), shifts), "holidays": None}


def an_absence(days: float = 1, hours: float = 8, kind: str = "leave") -> dict[str, str]:
    """Some hours away, some days ahead."""
    begins = datetime.now(UTC) + timedelta(days=days)
    return {
        "kind": kind,
        "begins_at": begins.isoformat(),
        "ends_at": (begins + timedelta(hours=hours)).isoformat(),
    }


def a_window(days: int = 1, hours: int = 4) -> dict[str, str]:
    """A visit's planned time, some days ahead."""
    begins = datetime.now(UTC) + timedelta(days=days)
    return {
        "planned_from": begins.isoformat(),
        "planned_to": (begins + timedelta(hours=hours)).isoformat(),
    }


def an_outing(days: int = 1, **other: object) -> dict[str, object]:
    """The body of an application for two people who go by rail."""
    leaves = datetime.now(UTC) + timedelta(days=days)
    return {
        "staff": ["Li Ming", "Wang Jun"],
        "leaves_at": leaves.isoformat(),
        "returns_at": (leaves + timedelta(days=1)).isoformat(),
        "transport": "rail",
        "estimate": "600.00",
    } | other


def a_training(**other: object) -> dict[str, object]:
    """The body of a morning in which the region taught its engineers."""
    return {
        "centre": "shenzhen",
        "audience": "field_engineer",
        "topic": "Power boards",
        "material": "HX-30 service manual",
        "held_at": REPORTED.isoformat(),
        "hours": "3.5",
        "attendees": ["Li Ming", "Wang Jun"],
    } | other


def a_tool_list(**other: object) -> dict[str, object]:
    """The body of what goes along to inverters."""
    tools = [{"code": "T-1", "name": "Multimeter"}, {"code": "T-2", "name": "Torque wrench"}]
    return {
        "centre": "shenzhen",
        "name": "Inverter kit",
        "skill": "inverter",
        "tools": tools,
    } | other


def a_report(signed_at: datetime | None, **other: object) -> dict[str, object]:
    """The body of a field report; unsigned where no time of signing is given."""
    signature = signed_at and {
        "kind": "signature",
        "signed_at": signed_at.isoformat(),
        "device": "tablet",
        "sha256": SHA256,
    }
    return {
        "findings": "Board PB-100 burnt",
        "work_done": "Board replaced, tested",
        "cause_kind": "product_quality",
        "parts": [{"part_no": "PB-100", "quantity": 1, "serial_on": "N1", "serial_off": "O1"}],
        "work_hours": "3.5",
        "signature": signature,
    } | other


def a_service(**other: object) -> dict[str, object]:
    """The body of a commissioning of three units, tomorrow."""
    units = [{"serial": f"U-{number}", "type": "SUN-100"} for number in (1, 2, 3)]
    return {
        "kind": "commissioning",
        "subject": "Bring three inverters into service",
        "site_code": "SZ-01",
        "department": "SC",
        "centre": "shenzhen",
        "units": units,
        **a_window(),
    } | other


def a_filled_form(form: str, *units: str, **other: object) -> dict[str, object]:
    """The body of a report that the service table demands."""
    return {"form": form, "units": list(units), "findings": "ok", "work_done": "ok"} | other


def a_seal(at: datetime, **other: object) -> dict[str, object]:
    """A company seal under a report, with the customer's rating."""
    return {
        "kind": "seal",
        "signed_at": at.isoformat(),
        "place": "SZ-01",
        "device": "tablet",
        "sha256": SHA256,
        "rating": 5,
    } | other


SECTIONS = {
    "project": ("scope", "quality_assurance", "mode", "standard", "cost_control"),
    "technical": (
        "goals",
        "measures",
        "training_plan",
        "visit_plan",
        "material_plan",
        "pre_stock_plan",
    ),
    "annual": ("technical", "repair", "upgrade"),
    "proactive": ("customers", "purpose"),
    "training": ("law", "product_standard", "service_norm", "culture", "skill"),
}


def a_plan(kind: str = "project", *, year: int = 2027, **other: object) -> dict[str, object]:
    """The body of a complete plan of a year."""
    project = {
        "project_no": "AB-7",
        "participants": ["regional_manager", "customer"],
        "resources": {
            "field_engineers": 2,
            "spare_ratio_target": "0.03",
            "spare_storage": "Shenzhen",
            "spare_management": "monthly count",
            "budget": "120000.00",
        },
    }
    return (
        {
            "kind": kind,
            "period": str(year),
            "centre": "shenzhen",
            "department": "SC",
            "policy": "telecom-project",
            "sections": dict.fromkeys(SECTIONS[kind], "as agreed"),
            "starts_on": f"{year}-01-01",
            "ends_on": f"{year}-12-31",
        }
        | (project if kind == "project" else {})
        | other
    )


def a_duty(engineer_id: str, hours: float = 12, kind: str = "day") -> dict[str, str]:
    """A turn at Shenzhen's phone from now on."""
    begins = datetime.now(UTC)
    return {
        "centre": "shenzhen",
        "kind": kind,
        "engineer_id": engineer_id,
        "begins_at": begins.isoformat(),
        "ends_at": (begins + timedelta(hours=hours)).isoformat(),
    }


def a_rota(*engineers: str, first: str = "2030-01-07", days: int = 7) -> dict[str, object]:
    """A week around the clock from a Monday on."""
    return {
        "centre": "shenzhen",
        "engineers": list(engineers),
        "first": first,
        "days": days,
        "hours": a_week(),
    }


def a_customer_window(days: float = 2, hours: float = 3) -> dict[str, str]:
    """Some hours in which the customer is there."""
    begins = datetime.now(UTC) + timedelta(days=days)
    return {
        "begins_at": begins.isoformat(),
        "ends_at": (begins + timedelta(hours=hours)).isoformat(),
    }


SOON = urlencode(a_window())
"""A visit's planned time as a query."""
