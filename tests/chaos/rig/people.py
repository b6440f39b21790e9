"""The demo's people, whose tokens the rig can tell apart."""

from collections.abc import Callable

from aftercare_launcher.demo.people import People
from aftercare_launcher.tokens import Bearer


def signed_in(
    sign: Callable[[Bearer], str], region: str, tag: str
) -> tuple[People, dict[str, str]]:
    """People, and whom each Authorization header names."""
    subjects: dict[str, str] = {}

    def remembered(bearer: Bearer) -> str:
        token = sign(bearer)
        subjects[f"Bearer {token}"] = bearer.subject
        return token

    return People(remembered, region, tag), subjects
