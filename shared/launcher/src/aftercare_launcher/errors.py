"""What the launcher tells a person when it cannot go on."""


class LauncherError(Exception):
    """One clear sentence about what is wrong and what to do; never shown with a traceback."""
