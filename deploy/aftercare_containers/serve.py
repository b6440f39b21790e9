"""Becomes the image's service, with the secrets that were handed to this container alone."""

import json
import os
import sys
from pathlib import Path
from typing import Final

SECRETS: Final = Path("/run/aftercare/secrets.json")


def main() -> None:
    service = os.environ["AFTERCARE_SERVICE"]
    # What the caller sets wins, so that one setting can be tried without a new volume.
    environment = json.loads(SECRETS.read_text()) | os.environ if SECRETS.exists() else os.environ
    os.execve(sys.executable, [sys.executable, "-m", service], dict(environment))  # noqa: S606


if __name__ == "__main__":
    main()
