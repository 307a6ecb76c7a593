"""The wheel, built from the checkout and installed where there is no checkout: all that crmfs needs travels inside."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def _run(*command: str | Path, folder: Path) -> str:
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "CRMFS_LANG": "en",
        "CRMFS_TODAY": "2026-03-31",
        "GIT_CONFIG_NOSYSTEM": "1",
    }
    done = subprocess.run(
        [str(part) for part in command], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built by the build backend itself, called as pip would: no network, no environment of its own."""
    folder = tmp_path_factory.mktemp("wheel")
    call = "import sys, hatchling.build; print(hatchling.build.build_wheel(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", call, str(folder)], cwd=ROOT, capture_output=True, check=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`crmfs`, installed from the wheel into an empty environment.

    What crmfs depends on is lent by the environment that runs the tests, through a .pth file: copies of those packages
    would have to come from the network. Its site-packages are not processed as a site of their own, so the line by
    which the checkout is installed there in editable mode has no effect, and `crmfs` is found in the wheel alone.
    """
    environment = tmp_path_factory.mktemp("environment") / "venv"
    venv.create(environment, symlinks=True, with_pip=False)
    python = environment / "bin" / "python"
    site = _run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'), end='')", folder=environment)
    pip = (sys.executable, "-m", "pip", "--python", python)
    _run(*pip, "install", "--quiet", "--no-deps", "--no-index", wheel, folder=environment)
    lent = dict.fromkeys(sysconfig.get_path(name) for name in ("purelib", "platlib"))
    Path(site, "lent.pth").write_text("".join(path + "\n" for path in lent), encoding="utf-8")
    return environment / "bin" / "crmfs"


def test_wheel_holds_schemas_and_template_byte_for_byte(wheel: Path) -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "-z", "--", "schema", "repo-template"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        for path in tracked.stdout.rstrip("\0").split("\0"):
            assert archive.read(f"crmfs/_release/{path}") == (ROOT / path).read_bytes()
    assert not [name for name in names if name.startswith(("tests/", "benchmarks/", "docs/"))]


def test_installed_program_works_where_there_is_no_checkout(program: Path, tmp_path: Path) -> None:
    python = program.parent / "python"
    where = _run(python, "-c", "import crmfs; print(crmfs.__file__)", folder=tmp_path)
    assert Path(where.strip()).is_relative_to(program.parent.parent)
    _run(program, "init", "customers", "--me", "Wang Fang", folder=tmp_path)
    _run(program, "-C", "customers", "new", "customer", "company=Acme Ltd", "name=Ann Li", folder=tmp_path)
    assert "No problems found." in _run(program, "-C", "customers", "validate", "--strict", folder=tmp_path)
    _run(program, "demo", folder=tmp_path)
    _run(program, "-C", "crmfs-demo", "validate", "--strict", folder=tmp_path)
    base = tmp_path / "customers" / "schema" / "base" / "customer.schema.json"
    assert base.read_bytes() == (ROOT / "schema" / "base" / "customer.schema.json").read_bytes()


def test_wheel_holds_what_reports_are_made_with_and_its_licences(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as package:
        inside = set(package.namelist())
    room = ROOT / "crmfs" / "formats"
    needed = [*room.glob("echarts/*"), room / "report_page.html", room / "report_print.typ"]
    needed += [ROOT / "crmfs" / "exchange" / name for name in ("export_book.typ", "export_feet.typ")]
    assert {file.name for file in room.glob("echarts/*")} >= {"LICENSE", "NOTICE", "LICENSE-d3"}
    assert {file.relative_to(ROOT).as_posix() for file in needed} <= inside
