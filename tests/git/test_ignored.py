"""git is asked about ignored files only where a pattern may mean them: never one file too few."""

import subprocess
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from crmfs.git.command import clean_environment
from crmfs.git.ignored import in_doubt
from crmfs.git.repository import init_repository

NAMES = st.sampled_from(["a", "A", "b.log", "B.LOG", "#x", "x y", "x ", "合同.pdf", "[a]", "a*", ".swp"])
PATHS = st.lists(NAMES, min_size=1, max_size=3).map("/".join)
PATTERNS = st.lists(
    st.sampled_from(["a", "b", ".log", "*", "**", "?", "/", "[ab]", "[a/b]", "!", "#", "\\", " ", "\r", "合同", "x"]),
    min_size=1,
    max_size=4,
).map("".join)


def test_files_that_no_pattern_can_mean_are_not_in_doubt(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("# 备注 notes\n*.swp\n~$*\n.venv/\n!kept.swp\n")
    inside = ["customers/01/CUST001/documents/contracts/合同.pdf", "schema/customer.schema.json"]
    assert in_doubt(tmp_path, [], [*inside, "notes", "a.SWP", "x/.venv/lib/y", "~$a.xlsx"]) == [
        "a.SWP",
        "x/.venv/lib/y",
        "~$a.xlsx",
    ]


def test_patterns_of_each_folder_on_the_way_and_of_shared_files_count(tmp_path: Path) -> None:
    (tmp_path / "customers").mkdir()
    (tmp_path / "customers" / ".gitignore").write_text("*.tmp")
    (tmp_path / "shared").write_text("*.bak")
    paths = ["customers/a.tmp", "customers/a.bak", "customers/a"]
    assert in_doubt(tmp_path, [tmp_path / "shared"], paths) == paths[:2]


def test_a_file_of_patterns_that_cannot_be_read_puts_all_in_doubt(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").mkdir()
    assert in_doubt(tmp_path, [], ["a"]) == ["a"]


def test_ignored_files_are_left_out_of_a_folder_of_the_work_tree(make_repository, write) -> None:  # type: ignore[no-untyped-def]
    repository = make_repository({"docs/a.yaml": "a: 1\n"})
    write(repository.root, {".gitignore": "*.log\n", "docs/x.log": "ignored", "docs/b.yaml": "b: 1\n"})
    assert [entry.path for entry in repository.worktree().walk("docs")] == ["docs/a.yaml", "docs/b.yaml"]


def _ignored_by_git(root: Path, paths: list[str]) -> set[str]:
    done = subprocess.run(
        ["git", "check-ignore", "--no-index", "-z", "--stdin"], cwd=root, input="\0".join(paths).encode(),
        capture_output=True, env=clean_environment(), check=False,
    )  # fmt: skip
    return set(filter(None, done.stdout.decode().split("\0")))


@settings(max_examples=30)
@given(st.lists(PATTERNS, max_size=3), st.lists(PATHS, min_size=1, max_size=8, unique=True))
@example(["x[a/b]"], ["xa"])
@example(["b.log "], ["B.LOG", "b.log"])
def test_whatever_git_ignores_is_in_doubt(tmp_path_factory, patterns, paths) -> None:  # type: ignore[no-untyped-def]
    root = tmp_path_factory.mktemp("ignored")
    init_repository(root)
    (root / ".gitignore").write_text("\n".join(patterns), encoding="utf-8", newline="")
    assert _ignored_by_git(root, paths) <= set(in_doubt(root, [], paths))
