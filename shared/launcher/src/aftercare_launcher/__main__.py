"""`python -m aftercare_launcher`: the `aftercare` command without its script."""

from aftercare_launcher.cli import app

app()
