"""Printed forms: a template of a service and what it is to say become a PDF."""

from aftercare_kit.forms.paper import Paper, case, local
from aftercare_kit.forms.press import Press, Printed

__all__ = ["Paper", "Press", "Printed", "case", "local"]
