"""Many files are described by several processes; what comes out is what one process makes, whatever happens to them."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack

import pytest
from searching import Searched

from crmfs.git.snapshot import Entry as FileEntry
from crmfs.search import crew
from crmfs.search.crew import Describe, Part, described
from crmfs.search.engine import Entry
from crmfs.search.opened import opened
from crmfs.search.place import IndexPlace
from crmfs.search.sync import Sync

CUSTOMERS = {
    f"customers/{number:02d}/CUST{number:03d}/customer.yaml": f"id: CUST{number:03d}\nname: '*经理'\n"
    f"company: 未来科技{number}有限公司\ntype: b2b\nowner: E001\nstatus: potential\nlifecycle: in_use\n"
    for number in range(40)
}
TEXTS = {f"library/faq/答疑{number}.txt": f"第 {number} 份答疑：如何开票" for number in range(30)}


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(crew, "ALONE_MOST", 10)
    monkeypatch.setattr(crew, "_PART", 4)
    monkeypatch.setattr("os.cpu_count", lambda: 3)
    yield


def _shown(searched: Searched) -> tuple[dict[str, str], list[str]]:
    found = opened(IndexPlace(searched.repository))
    assert found is not None
    return found.reader.entries(), searched.paths("开票 OR 未来科技")


def test_several_processes_make_the_index_that_one_makes(
    searched: Callable[..., Searched], request: pytest.FixtureRequest
) -> None:
    repository = searched({**CUSTOMERS, **TEXTS})
    alone = _shown(repository)
    request.getfixturevalue("small_parts")
    Sync(repository.repository).rebuild()
    assert _shown(repository) == alone


@pytest.mark.usefixtures("small_parts")
@pytest.mark.parametrize("dies_at", [0, 3])
def test_what_a_killed_process_leaves_is_done_by_the_parent(dies_at: int) -> None:
    files = [FileEntry(f"library/faq/{number:02d}.txt", 0o100644, None) for number in range(20)]
    parent = os.getpid()

    def workplace(stack: ExitStack, readers: int) -> Describe:
        def describe(part: Sequence[FileEntry]) -> Part:
            if os.getpid() != parent and part[0].path >= files[dies_at].path:
                os._exit(9)
            return Part([Entry(file.path, [], "") for file in part], set())

        return describe

    with described(files, workplace) as parts:
        assert [entry.path for part in parts for entry in part.entries] == [file.path for file in files]
