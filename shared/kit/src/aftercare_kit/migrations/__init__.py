"""Building blocks of every service's migrations: the kit's own tables, rights and row security."""

from aftercare_kit.migrations.duties import create_duties
from aftercare_kit.migrations.foundation import create_foundation
from aftercare_kit.migrations.rights import grant, protect

__all__ = ["create_duties", "create_foundation", "grant", "protect"]
