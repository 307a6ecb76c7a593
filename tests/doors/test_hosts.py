"""What a new repository brings for code hosts: valid for each host, and its commands choose the right check."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from crmfs.formats import FORMATS

PROJECT = Path(__file__).parents[2]
TEMPLATE = PROJECT / "repo-template"
GITHUB = TEMPLATE / ".github/workflows/crmfs.yml"
FORGEJO = TEMPLATE / ".forgejo/workflows/crmfs.yml"
GITLAB = TEMPLATE / ".gitlab-ci.yml"
NOWHERE = "0" * 40


def _loaded(file: Path) -> Any:
    return yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # BaseLoader: `on` stays a word


@pytest.mark.parametrize(
    ("file", "schema"),
    [
        (GITHUB, "vendor.github-workflows"),
        (FORGEJO, "vendor.github-workflows"),
        (GITHUB, "custom.github-workflows-require-timeout"),
        (FORGEJO, "custom.github-workflows-require-timeout"),
        (GITLAB, "vendor.gitlab-ci"),
    ],
)
def test_workflows_fit_the_schema_of_their_host(file: Path, schema: str) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(file)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def _step(file: Path) -> str:
    (step,) = [
        step["run"] for step in _loaded(file)["jobs"]["validate"]["steps"] if step.get("name") == "crmfs validate"
    ]
    return str(step)


SCRIPTS = {"github": _step(GITHUB), "forgejo": _step(FORGEJO), "gitlab": "\n".join(_loaded(GITLAB)["crmfs"]["script"])}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A clone with two commits, and a program crmfs that only says how it was called."""
    for arguments in (
        ["init", "-q", "-b", "main"],
        ["-c", "user.name=x", "-c", "user.email=x@example.com", "commit", "-q", "--allow-empty", "-m", "one"],
        ["-c", "user.name=x", "-c", "user.email=x@example.com", "commit", "-q", "--allow-empty", "-m", "two"],
    ):
        subprocess.run(["git", *arguments], cwd=tmp_path, check=True)
    program = tmp_path / "bin" / "crmfs"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\necho "$@"\nexit "${CRMFS_EXIT:-0}"\n', encoding="utf-8")
    program.chmod(0o755)
    return tmp_path


def _ran(host: str, repository: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CI_", "GITHUB_", "GITEA_"))}
    path = f"{repository / 'bin'}:{os.environ['PATH']}"
    command = ["bash", "-eo", "pipefail", "-c", SCRIPTS[host]]
    return subprocess.run(
        command, cwd=repository, capture_output=True, text=True, env={**kept, "PATH": path, **environment}
    )


def _oid(repository: Path, revision: str) -> str:
    return subprocess.run(
        ["git", "rev-parse", revision], cwd=repository, capture_output=True, text=True, check=True
    ).stdout.strip()


@pytest.mark.parametrize(
    ("host", "format", "variable"),
    [("github", "github", "BASE"), ("forgejo", "text", "BASE"), ("gitlab", "text", "CI_COMMIT_BEFORE_SHA")],
)
def test_a_push_is_checked_for_what_it_introduces(host: str, format: str, variable: str, repository: Path) -> None:  # noqa: A002 - the option's word
    assert format in FORMATS
    base = _oid(repository, "HEAD~1")
    done = _ran(host, repository, CI_PIPELINE_SOURCE="push", **{variable: base})
    assert done.stdout == f"validate --range {base}..HEAD --new-only --format {format}\n"
    assert _ran(host, repository, CI_PIPELINE_SOURCE="push", CRMFS_EXIT="1", **{variable: base}).returncode == 1


@pytest.mark.parametrize("host", SCRIPTS)
@pytest.mark.parametrize("base", [NOWHERE, "", "deadbeef" * 5])
def test_without_a_known_base_everything_is_checked(host: str, base: str, repository: Path) -> None:
    done = _ran(host, repository, BASE=base, CI_COMMIT_BEFORE_SHA=base, CI_PIPELINE_SOURCE="push")
    assert done.stdout == f"validate --format {'github' if host == 'github' else 'text'}\n"
    assert done.returncode == 0


def test_a_merge_request_on_gitlab_starts_at_its_base(repository: Path) -> None:
    base = _oid(repository, "HEAD~1")
    done = _ran(
        "gitlab",
        repository,
        CI_PIPELINE_SOURCE="merge_request_event",
        CI_MERGE_REQUEST_DIFF_BASE_SHA=base,
        CI_COMMIT_BEFORE_SHA=NOWHERE,
    )
    assert done.stdout.startswith(f"validate --range {base}..HEAD")


def test_gitlab_writes_its_report_even_when_problems_are_found_and_stops_when_nothing_could_be_checked(
    repository: Path,
) -> None:
    assert _ran("gitlab", repository, CI_PIPELINE_SOURCE="schedule", CRMFS_EXIT="1").returncode == 1
    report = repository / "gl-code-quality-report.json"
    assert report.read_text(encoding="utf-8") == "validate --format gitlab\n"
    assert _loaded(GITLAB)["crmfs"]["artifacts"]["reports"]["codequality"] == report.name
    done = _ran("gitlab", repository, CI_PIPELINE_SOURCE="schedule", CRMFS_EXIT="5")
    assert (done.returncode, done.stdout) == (1, "")


def test_gitea_which_shows_no_annotations_gets_text(repository: Path) -> None:
    assert _ran("github", repository, GITEA_ACTIONS="true").stdout == "validate --format text\n"


@pytest.mark.parametrize("file", [GITHUB, FORGEJO, GITLAB])
def test_every_host_installs_crmfs_from_the_variable(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert 'install --quiet "$CRMFS_INSTALL"' in text


def test_pre_commit_runs_the_same_check_here_and_there() -> None:
    (project,) = _loaded(PROJECT / ".pre-commit-hooks.yaml")
    (local,) = _loaded(TEMPLATE / ".pre-commit-config.yaml")["repos"]
    (hook,) = local["hooks"]
    assert local["repo"] == "local"
    same = ("id", "name", "entry", "always_run", "pass_filenames")
    assert [hook[key] for key in same] == [project[key] for key in same]
    assert (hook["language"], project["language"]) == ("system", "python")
    assert hook["pass_filenames"] == "false"


def test_git_keeps_bytes_merges_records_by_field_and_leaves_rejected_rows_out(repository: Path) -> None:
    for name in (".gitattributes", ".gitignore"):
        (repository / name).write_bytes((TEMPLATE / name).read_bytes())

    def said(*arguments: str) -> str:
        return subprocess.run(["git", *arguments], cwd=repository, capture_output=True, text=True).stdout

    record = "customers/01/CUST001/customer.yaml"
    assert said("check-attr", "text", "merge", "--", record) == f"{record}: text: unset\n{record}: merge: crmfs\n"
    assert said("check-attr", "text", "merge", "--", "library/faq/a.docx").splitlines() == [
        "library/faq/a.docx: text: unset",
        "library/faq/a.docx: merge: unspecified",
    ]
    ignored = ["customers.csv.rejected.csv", "library/faq/~$常见问题.docx", ".DS_Store"]
    kept = [record, "library/faq/常见问题.docx", ".github/workflows/crmfs.yml", "schema/customer.schema.json"]
    assert said("-c", "core.quotepath=false", "check-ignore", *ignored, *kept).splitlines() == ignored
