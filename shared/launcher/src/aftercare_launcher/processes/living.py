"""Whether a process still does anything."""

import psutil


def lives(process: psutil.Process) -> bool:
    """Runs and is more than a dead process that nobody has collected yet."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
