"""Stories for intake's tests: a centre in Shenzhen, a customer, a site, an inverter, a fault."""

from typing import Any


def a_centre(code: str = "shenzhen", **other: object) -> dict[str, Any]:
    """The body of a centre that judges by the electrical maker's rules."""
    return {"code": code, "name": "深圳客户服务中心", "policy": "electrical-automation"} | other


def a_customer(code: str = "C-1", **other: object) -> dict[str, Any]:
    """The body of a customer served from Shenzhen."""
    return {"code": code, "name": "南方电网", "kind": "enterprise", "centre": "shenzhen"} | other


def a_contact(**other: object) -> dict[str, Any]:
    """The body of a person at the customer's."""
    return {"name": "王小明", "phone": "+86 138 0013 8000", "email": "wang@example.com"} | other


def a_site(customer_id: str, code: str = "SZ-01", **other: object) -> dict[str, Any]:
    """The body of a site in the main urban area."""
    return {
        "customer_id": customer_id,
        "code": code,
        "address": "深圳市南山区科技路1号",
        "urban": True,
    } | other


def an_asset(
    customer_id: str, site_id: str, serial: str = "INV-0001", **other: object
) -> dict[str, Any]:
    """The body of an inverter."""
    return {
        "customer_id": customer_id,
        "site_id": site_id,
        "serial": serial,
        "model": "HX-30",
        "product_line": "inverter",
        "sale_date": "2025-03-15",
    } | other


def a_contract(customer_id: str, code: str = "HT-1", **other: object) -> dict[str, Any]:
    """The body of an O&M contract over everything the customer runs, for years."""
    return {
        "customer_id": customer_id,
        "code": code,
        "kind": "om_period",
        "starts_on": "2020-01-01",
        "ends_on": "2098-12-31",
    } | other


def a_request(customer_id: str, asset_id: str, **other: object) -> dict[str, Any]:
    """The body of a need told on the phone."""
    return {
        "customer_id": customer_id,
        "asset_id": asset_id,
        "channel": "phone",
        "subject": "No output on phase B",
        "description": "Since this morning.\nBreaker tripped twice.",
    } | other


def a_triage(**other: object) -> dict[str, Any]:
    """The body of a judgement: hardware, level 2."""
    return {
        "service_type": "technical_support",
        "fault_level": 2,
        "major": False,
        "fault_kind": "hardware",
    } | other
