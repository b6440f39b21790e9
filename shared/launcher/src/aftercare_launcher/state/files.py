"""Files written so that a reader, or a crash, never meets half of one."""

import json
import os
from pathlib import Path
from typing import Any, cast


def write_json(path: Path, content: object, mode: int = 0o600, *, durable: bool = True) -> None:
    """Replace the file in one step; ``durable`` waits until the disk has it."""
    draft = path.with_name(f"{path.name}.draft")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(descriptor, "w") as file:
        json.dump(content, file, indent=2)
        if durable:
            file.flush()
            os.fsync(file.fileno())
    draft.replace(path)


def read_json(path: Path) -> dict[str, Any]:
    """The file's object; empty when there is no file."""
    try:
        return cast("dict[str, Any]", json.loads(path.read_text()))
    except FileNotFoundError:
        return {}
