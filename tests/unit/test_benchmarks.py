"""The benchmarks run, on a small repository, and say so when they cannot. No timing is asserted."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import timing
from benchmarks.__main__ import main
from benchmarks.records import company_name, customer_files, member_file
from benchmarks.rows import ROWS
from crmfs.records.kinds import locate
from crmfs.records.yaml import read_yaml
from crmfs.records.yaml.writer import write_yaml


def test_the_generated_records_are_what_crmfs_itself_would_write() -> None:
    files = [member_file(), *(file for number in range(40) for file in customer_files(number)[1])]
    for path, data in files:
        head, _, _ = data.decode().partition("\n")
        values = read_yaml(data).value
        assert isinstance(values, dict)
        assert write_yaml(values, head=head) == data, path


def test_a_customer_has_seven_files_of_known_kinds_and_thirty_keys() -> None:
    customer, files = customer_files(11)
    assert len(dict(files)) == 7
    assert all(locate(path).kind and locate(path).customer == customer for path, _ in files)
    values = read_yaml(files[0][1]).value
    assert isinstance(values, dict)
    assert len(values) >= 30


def test_no_two_of_the_generated_companies_have_one_name() -> None:
    assert len({company_name(number) for number in range(20_000)}) == 20_000


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("corpus"))


def test_a_run_measures_every_row_and_writes_the_table(corpus: str, tmp_path: Path) -> None:
    page = tmp_path / "RESULTS.md"
    assert main(["--size", "smoke", "--corpus", corpus, "--output", str(page)]) == 0
    text = page.read_text(encoding="utf-8")
    assert "FAILED" not in text
    assert all(f"### {row.name}\n" in text for row in ROWS)
    assert text.count("\n| ") > len(ROWS)


def test_a_command_that_cannot_run_fails_its_row_and_the_run(
    corpus: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "RESULTS.md"
    monkeypatch.setattr("benchmarks.bench.CRMFS", str(tmp_path / "absent"))
    assert main(["--size", "smoke", "--corpus", corpus, "--output", str(page), "--only", "help"]) == 1
    assert "FAILED" in page.read_text(encoding="utf-8")


def test_a_row_that_is_not_measured_again_stays_as_it_was(corpus: str, tmp_path: Path) -> None:
    page = tmp_path / "RESULTS.md"
    page.write_text("# Results\n\n### help\n\nold\n\n### show\n\nas it was\n", encoding="utf-8")
    assert main(["--size", "smoke", "--corpus", corpus, "--output", str(page), "--only", "help"]) == 0
    text = page.read_text(encoding="utf-8")
    assert "### show\n\nas it was\n" in text
    assert "old" not in text.partition("### help")[2].partition("### show")[0]


def test_a_cost_counts_the_processes_that_a_command_starts() -> None:
    busy = "import time\nend = time.process_time() + 0.2\nwhile time.process_time() < end: pass"
    parent = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {busy!r}])"
    assert timing.measure([sys.executable, "-c", parent]).cpu >= 0.2


def test_a_failing_command_says_its_last_line() -> None:
    with pytest.raises(timing.CommandFailedError, match="exit 3: reason"):
        timing.measure([sys.executable, "-c", "import sys; print('reason', file=sys.stderr); sys.exit(3)"])


def test_the_module_runs_as_a_command() -> None:
    ended = subprocess.run([sys.executable, "-m", "benchmarks", "--help"], capture_output=True, check=True)
    assert b"--size" in ended.stdout
