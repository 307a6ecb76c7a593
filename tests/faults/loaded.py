"""The program, loaded once: what is forked from here runs a command without waiting for its libraries."""

import os
import pkgutil
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import world

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
COMMAND = [sys.executable, "-c", "import sys; from crmfs.cli import main; sys.exit(main())"]


def enter(folder: Path) -> None:
    """Loads all of the program; from now on this process is a user with nothing but a folder."""
    environment = world.environment(folder)
    os.environ.clear()
    os.environ.update(environment, PYTHONPATH=str(Path(__file__).resolve().parents[2]))
    for module in pkgutil.walk_packages(import_module("crmfs").__path__, "crmfs."):
        if not module.name.endswith("__main__"):
            with suppress(ImportError):  # what needs a library that is not installed
                import_module(module.name)


def crmfs(typed: list[str]) -> int:
    """Runs a command line in this process and returns its exit code."""
    from crmfs.cli import main

    return main(typed)
