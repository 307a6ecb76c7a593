"""`crmfs watch` keeps the index equal to the files, whatever happens to them, and ends when told."""

import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from searching import Searched
from watched import IS_FULL, PYTHON, Watched, index_is_equal, until

from crmfs.core.messages import say
from crmfs.git.repository import Repository
from crmfs.search.engine import term
from crmfs.search.opened import opened
from crmfs.search.place import IndexPlace
from tests.conftest import Git, MakeRepository

BURST_FILES, FOLDERS = (5000, 8300) if IS_FULL else (300, 150)
MOST_QUEUED = Path("/proc/sys/fs/inotify/max_queued_events")
CUSTOMER = "customers/01/CUST001/customer.yaml"
CALL = "customers/01/CUST001/interactions/INT-20260110-AAAAAA.yaml"
FILES = {
    CUSTOMER: "id: CUST001\nname: '*经理'\ncompany: 未来科技\ntype: b2b\nstatus: active\n",
    CALL: "id: INT-20260110-AAAAAA\ndate: 2026-01-10\ntype: phone\ncontent: 讨论报价\nemployee: E001\n",
    "customers/02/CUST002/customer.yaml": "id: CUST002\nname: '*经理'\ncompany: 东方贸易\ntype: b2b\nstatus: lost\n",
    "library/faq/发票.md": "# 如何开发票\n",
}
Start = Callable[..., Watched]


@pytest.fixture
def repository(searched: Callable[..., Searched]) -> Repository:
    """Two customers with an index."""
    made: Repository = searched(FILES).repository
    return made


@pytest.fixture
def start() -> Iterator[Start]:
    """`start(repository)` starts a watcher and waits until it is ready; it is ended with the test."""
    started: list[Watched] = []

    def begin(repository: Repository, before: tuple[str, ...] = ()) -> Watched:
        started.append(Watched(repository, before=before))
        started[-1].wait_for("ready")
        return started[-1]

    yield begin
    for one in started:
        one.close()


def root_of(repository: Repository) -> Path:
    assert repository.root
    return repository.root


def interaction(number: int, content: str) -> str:
    return f"id: INT-20260201-{number:06}\ndate: 2026-02-01\ntype: phone\ncontent: {content}\nemployee: E001\n"


def count_of(repository: Repository, word: str) -> int:
    found = opened(IndexPlace(repository))
    return found.reader.count(term("text", word)) if found else 0


def test_what_is_saved_is_found_without_a_commit(repository: Repository, start: Start) -> None:
    watched = start(repository)
    (root_of(repository) / CALL).write_text(interaction(1, "zebra"), encoding="utf-8")
    told = watched.wait_for("changed", CALL)
    assert count_of(repository, "zebra") == 1
    assert set(told) == {"path", "action", "time"}
    assert watched.end() == (0, "已停止监视。\n")


def test_the_time_told_is_that_of_the_repository_whatever_the_machine_is_set_to(
    repository: Repository, start: Start, write: Callable[..., None]
) -> None:
    settings = (root_of(repository) / "crmfs.yaml").read_text(encoding="utf-8")
    assert "timezone: Asia/Shanghai" in settings
    write(root_of(repository), {"crmfs.yaml": settings.replace("Asia/Shanghai", "Asia/Kathmandu")})
    (ready,) = start(repository).told("ready")
    assert str(ready["time"]).endswith("+05:45")


def test_each_change_is_told_in_one_line_that_shows_no_values(
    repository: Repository, start: Start, write: Callable[..., None]
) -> None:
    watched = start(repository)
    root = root_of(repository)
    write(root, {"customers/02/CUST002/interactions/INT-20260201-000001.yaml": interaction(1, "canary-value")})
    watched.wait_for("added", "customers/02/CUST002/interactions/INT-20260201-000001.yaml")
    (root / "library/faq/发票.md").unlink()
    watched.wait_for("removed", "library/faq/发票.md")
    (root / CALL).write_text("content: [canary-value", encoding="utf-8")
    watched.wait_for("unread", CALL)
    assert [json.loads(line)["action"] for line in watched.lines] == ["ready", "added", "removed", "changed", "unread"]
    assert "canary" not in "".join(watched.lines)


def test_people_read_the_time_what_was_done_and_the_path(repository: Repository) -> None:
    watched = Watched(repository, "--lang", "en")
    try:
        until(lambda: any("watching" in line for line in watched.lines), "ready")
        (root_of(repository) / CALL).write_text(interaction(1, "zebra"), encoding="utf-8")
        until(lambda: any(line.endswith(f" changed {CALL}\n") for line in watched.lines), "told", watched)
        assert watched.lines[-1][2] == watched.lines[-1][5] == ":"
    finally:
        watched.close()


def test_an_index_that_is_missing_is_built_first(repository: Repository, start: Start) -> None:
    shutil.rmtree(IndexPlace(repository).folder)
    assert start(repository).told("rebuilt")[0]["count"] == len(FILES)
    assert index_is_equal(repository)


def test_folders_made_deep_at_once_and_moved_are_followed(repository: Repository, start: Start, git: Git) -> None:
    watched = start(repository)
    customers = root_of(repository) / "customers"
    deep = customers / "03/CUST003/documents/other/a/b/c"
    deep.mkdir(parents=True)
    (deep / "deep.md").write_text("giraffe")
    watched.wait_for("added", "customers/03/CUST003/documents/other/a/b/c/deep.md")
    (customers / "03").rename(customers / "04")
    watched.wait_for("added", "customers/04/CUST003/documents/other/a/b/c/deep.md")
    watched.wait_until_equal()
    customers.rename(root_of(repository) / "aside")
    until(lambda: count_of(repository, "giraffe") == 0, "gone", watched)
    (root_of(repository) / "aside").rename(customers)
    until(lambda: count_of(repository, "giraffe") == 1, "back", watched)
    (deep.parents[6] / "04/CUST003/documents/other/a/b/c/deep.md").write_text("elephant")
    until(lambda: count_of(repository, "elephant") == 1, "watched again", watched)
    watched.wait_until_equal()


def test_switching_stashing_committing_and_deleting_are_followed(
    repository: Repository, start: Start, git: Git, write: Callable[..., None]
) -> None:
    root, watched = root_of(repository), start(repository)
    git(root, "switch", "--quiet", "--create", "other")
    folder = "customers/02/CUST002/interactions"
    write(root, {f"{folder}/INT-20260201-{n:06}.yaml": interaction(n, "walrus") for n in range(30)})
    watched.wait_for("many")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "many")
    assert watched.wait_for("moved")["count"] == 0
    watched.wait_until_equal()
    git(root, "switch", "--quiet", "main")
    until(lambda: count_of(repository, "walrus") == 0, "switched", watched)
    (root / CALL).write_text(interaction(1, "zebra"), encoding="utf-8")
    until(lambda: count_of(repository, "zebra") == 1, "edited", watched)
    git(root, "stash", "--quiet")
    until(lambda: count_of(repository, "zebra") == 0, "stashed", watched)
    git(root, "stash", "pop", "--quiet")
    until(lambda: count_of(repository, "zebra") == 1, "back", watched)
    git(root, "checkout", "--quiet", "--force", "other")
    until(lambda: count_of(repository, "walrus") == 30, "checked out", watched)
    shutil.rmtree(root / "customers")
    watched.wait_until_equal()
    git(root, "checkout", "--quiet", "--", ".")
    watched.wait_until_equal()
    assert count_of(repository, "walrus") == 30
    assert watched.end() == (0, "已停止监视。\n")


def test_a_linked_work_tree_has_a_watcher_of_its_own(
    repository: Repository, start: Start, git: Git, tmp_path: Path
) -> None:
    start(repository)
    git(root_of(repository), "worktree", "add", "--quiet", "-b", "other", tmp_path / "linked")
    linked = Repository.find(tmp_path / "linked")
    watched = start(linked)
    (tmp_path / "linked" / CALL).write_text(interaction(1, "zebra"), encoding="utf-8")
    watched.wait_for("changed", CALL)
    git(tmp_path / "linked", "commit", "--quiet", "--all", "--message", "x")
    watched.wait_for("moved")
    watched.wait_until_equal()
    assert (count_of(linked, "zebra"), count_of(repository, "zebra")) == (1, 0)


POLICY = """version: 1
roles: {{management: {{}}}}
grants: [{{id: all, to: [management], allow: [write], paths: ["**"], why: "-"}}]
restrict: [{{id: own, only: [management], stop: [read], paths: ["**"], fields: [{field}], why: "-"}}]
"""


def test_the_repositorys_own_rules_are_followed(repository: Repository, start: Start, git: Git) -> None:
    root, watched = root_of(repository), start(repository)
    schema = root / "schema/customer.schema.json"
    before = schema.read_bytes()
    schema.write_text("{")
    assert watched.wait_for("again")["error"].startswith("schema.")
    schema.write_bytes(before)
    (root / CALL).write_text(interaction(1, "zebra"), encoding="utf-8")
    until(lambda: count_of(repository, "zebra") == 1, "mended", watched)
    (root / "access.yaml").write_text(POLICY.format(field="notes"))
    watched.wait_for("rebuilt")
    watched.wait_until_equal()


def test_another_writer_is_told_and_waited_for(repository: Repository, start: Start) -> None:
    watched = start(repository)
    with IndexPlace(repository).writing():
        (root_of(repository) / CALL).write_text(interaction(1, "zebra"), encoding="utf-8")
        assert watched.wait_for("again")["error"] == "index.busy"
    watched.wait_for("changed", CALL)
    assert count_of(repository, "zebra") == 1


def test_ignored_and_passing_files_are_passed_by(repository: Repository, start: Start, git: Git) -> None:
    root, watched = root_of(repository), start(repository)
    faq = root / "library/faq"
    (root / ".gitignore").write_text("*.draft\n")
    for name in ("a.draft", ".a.md.swp", "a.md~", "~$a.docx", "a.md.tmp"):
        (faq / name).write_text("passing")
    (faq / "a.md").write_text("lasting")
    watched.wait_for("added", "library/faq/a.md")
    assert [one["path"] for one in watched.told("added")] == ["library/faq/a.md"]
    (root / ".gitignore").write_text("*.draft\na.md\n")
    watched.wait_for("removed", "library/faq/a.md")


def test_nothing_of_a_burst_is_missed(repository: Repository, start: Start) -> None:
    watched = start(repository)
    folder = root_of(repository) / "customers/02/CUST002/interactions"
    folder.mkdir()
    for number in range(BURST_FILES):
        (folder / f"INT-20260201-{number:06}.yaml").write_text(interaction(number, "burst"), encoding="utf-8")
    until(lambda: count_of(repository, "burst") == BURST_FILES, "all found", watched)
    watched.wait_until_equal()


def test_nothing_in_many_new_folders_is_missed(repository: Repository, start: Start) -> None:
    watched = start(repository)
    customers = root_of(repository) / "customers"
    folders = [customers / f"{n % 100:02}" / f"NEW{n:06}{n % 100:02}" / "interactions" for n in range(FOLDERS)]
    for number, folder in enumerate(folders):
        folder.mkdir(parents=True)
        (folder / f"INT-20260201-{number:06}.yaml").write_text(interaction(number, "first"), encoding="utf-8")
    until(lambda: count_of(repository, "first") == FOLDERS, "all found", watched)
    for number, folder in enumerate(folders):
        (folder / f"INT-20260202-{number:06}.yaml").write_text(interaction(number, "second"), encoding="utf-8")
    until(lambda: count_of(repository, "second") == FOLDERS, "all watched", watched)
    watched.wait_until_equal()


def _is_stopped(process: int) -> bool:
    threads = Path(f"/proc/{process}/task").iterdir()
    return all((thread / "stat").read_text().rpartition(") ")[2].startswith("T") for thread in threads)


@pytest.mark.skipif(not MOST_QUEUED.exists(), reason="only Linux queues its events so")
def test_events_that_the_system_lost_are_made_up_for(repository: Repository, start: Start) -> None:
    watched = start(repository)
    faq = root_of(repository) / "library/faq"
    files = (faq / "发票.md", root_of(repository) / CALL)
    watched.process.send_signal(signal.SIGSTOP)
    until(lambda: _is_stopped(watched.process.pid), "stopped", watched)
    for number in range(int(MOST_QUEUED.read_text()) + 5000):
        os.utime(files[number % 2])  # two events of one file in a row would count as one
    (faq / "late.md").write_text("leopard")
    (faq / "later").mkdir()
    watched.process.send_signal(signal.SIGCONT)
    watched.wait_for("comparing")
    until(lambda: count_of(repository, "leopard") == 1, "found all the same", watched)
    (faq / "later/last.md").write_text("lion")
    until(lambda: count_of(repository, "lion") == 1, "watched all the same", watched)


def test_where_too_few_folders_can_be_watched_all_files_are_compared_instead(
    repository: Repository, start: Start
) -> None:
    few = ("unshare", "-Ur", "sh", "-c", 'echo 3 > /proc/sys/user/max_inotify_watches && exec "$@"', "sh")
    if not shutil.which("unshare") or subprocess.run([*few, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this system does not let a test lower the number of watches")
    watched = start(repository, before=few)
    assert watched.told("too_many_folders")[0]["seconds"] == 5
    (root_of(repository) / CALL).write_text(interaction(1, "zebra"), encoding="utf-8")
    until(lambda: count_of(repository, "zebra") == 1, "found later", watched)
    assert "sysctl fs.inotify.max_user_watches" in say("watch.too_many_folders", "en", seconds=5)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 0)])
def test_a_signal_ends_it_within_a_second_in_the_midst_of_work(
    repository: Repository, write: Callable[..., None], number: int, code: int
) -> None:
    folder = "customers/02/CUST002/interactions"
    write(root_of(repository), {f"{folder}/INT-20260201-{n:06}.yaml": interaction(n, "walrus") for n in range(2000)})
    shutil.rmtree(IndexPlace(repository).folder)
    watched = Watched(repository)
    try:
        until(lambda: (IndexPlace(repository).folder / "1").exists(), "building", watched)
        begun = time.monotonic()
        ended, said = watched.end(number)
        assert time.monotonic() - begun < 3  # a second and what a busy machine adds
        assert (ended, said) == (code, "已停止监视。\n")
        assert not watched.told("ready")
    finally:
        watched.close()
    Searched(repository).sync()
    assert index_is_equal(repository)


def test_a_second_watcher_says_who_is_there_and_leaves(repository: Repository, start: Start) -> None:
    first = start(repository)
    second = subprocess.run(
        [*PYTHON, "-C", str(repository.root), "--lang", "en", "watch"], capture_output=True, text=True, check=False
    )
    assert second.returncode == 4
    assert f"(process {first.process.pid})" in second.stderr
    first.end(signal.SIGKILL)
    start(repository)


def test_a_bare_repository_is_left_to_its_hook(make_repository: MakeRepository) -> None:
    bare = make_repository(name="bare", bare=True)
    asked = [*PYTHON, "-C", str(bare.git_dir), "--lang", "en", "watch"]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert done.returncode == 5
    assert "post-receive" in done.stderr


def test_it_ends_when_the_repository_is_gone(repository: Repository, start: Start) -> None:
    watched = start(repository)
    shutil.rmtree(root_of(repository))
    assert watched.process.wait(10) == 5
