"""A disk whose power can be cut: an ext4 image, copied as it is on the medium, without a sync."""

import os
import shutil
import subprocess
from pathlib import Path

MEBIBYTES = 512


def why_not() -> str:
    """Why this machine cannot cut power; empty where it can."""
    if os.geteuid() != 0:
        return "mounting a file system needs root"
    if missing := [tool for tool in ("mkfs.ext4", "mount", "umount") if not shutil.which(tool)]:
        return f"{missing[0]} is not installed"
    done = subprocess.run(["losetup", "--find"], capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else f"no loop device: {done.stderr.strip()}"


class Disk:
    """One file system, mounted at `place`."""

    def __init__(self, folder: Path) -> None:
        self.place = folder / "disk"
        self._image = folder / "image"
        self._copy = folder / "copy"
        self.place.mkdir(parents=True)
        self._image.touch()
        os.truncate(self._image, MEBIBYTES * 1024 * 1024)
        _run("mkfs.ext4", "-q", self._image)
        _run("mount", "-o", "loop", self._image, self.place)

    def cut_power(self) -> None:
        """Have what the medium had; whoever wrote must be dead already."""
        _run("cp", "--sparse=always", self._image, self._copy)
        _run("umount", self.place)
        self._copy.replace(self._image)
        _run("mount", "-o", "loop", self._image, self.place)

    def remove(self) -> None:
        _run("umount", self.place)


def _run(*words: str | Path) -> None:
    subprocess.run([*words], check=True, capture_output=True)
