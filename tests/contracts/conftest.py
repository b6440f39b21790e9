"""The scripts as modules, so that tests can call their parts."""

import importlib.util
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


def script(name: str) -> ModuleType:
    """A script of the tree, imported."""
    loader = SourceFileLoader(name.replace("-", "_"), str(ROOT / "scripts" / name))
    loader.path = str(ROOT / "scripts" / name)
    spec = importlib.util.spec_from_loader(loader.name, loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def generate() -> ModuleType:
    return script("generate")


@pytest.fixture(scope="session")
def drawn(generate: ModuleType) -> dict[Path, str]:
    """Every generated file as the code has it now."""
    return generate.drawn()
