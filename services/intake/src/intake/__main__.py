"""`python -m intake`: the service as a process, set by its environment."""

from aftercare_kit.service import run
from aftercare_kit.settings import ServiceSettings
from intake.bootstrap import service

if __name__ == "__main__":
    run(service(), ServiceSettings.from_environment())
