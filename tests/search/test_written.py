"""What files say is read once for many searches while there is room; what may be written to is read each time."""

from collections import Counter

import pytest

from crmfs.access.view import View
from crmfs.extract.texts import Texts
from crmfs.git.derived import Derived
from crmfs.records.fields import Field
from crmfs.search.written import Labels, Pages

FOLDER = "customers/01/CUST001"
FILES = {
    f"{FOLDER}/customer.yaml": "id: CUST001\ncompany: 未来科技\nnotes: ＡＸ－２０００\n",
    f"{FOLDER}/documents/other/说明.txt": "第一行",
    f"{FOLDER}/documents/other/抄本.txt": "第一行",
    f"{FOLDER}/documents/other/说明.xyz": "第一行",
}
CUSTOMER = f"{FOLDER}/customer.yaml"


class Watched(View):
    """A view that counts what is read, and can be of files of which no blob is known."""

    __slots__ = ("is_written_to", "seen")

    def __init__(self, snapshot, *, is_written_to=False):
        super().__init__(snapshot, None)
        self.seen = Counter()
        self.is_written_to = is_written_to

    def read(self, path):
        self.seen[path] += 1
        return super().read(path)

    def identity(self, path):
        return None if self.is_written_to else super().identity(path)


@pytest.fixture
def repository(make_repository):
    return make_repository(FILES)


@pytest.fixture
def pages(repository):
    with Texts(Derived(repository)) as texts:
        yield lambda view: Pages(view, texts, Labels(lambda kind: dict[str, Field](), "zh"))


def said(pages, path):
    return [one.text for one in pages.record(pages.entry(path)).passages]


def test_a_record_is_read_once_for_many_searches(pages, repository):
    view = Watched(repository.snapshot("HEAD"))
    kept = pages(view)
    assert said(kept, CUSTOMER) == said(kept, CUSTOMER) == ["CUST001", "未来科技", "ＡＸ－２０００"]
    assert view.seen[CUSTOMER] == 1


def test_a_record_of_which_no_blob_is_known_is_read_each_time(pages, repository):
    view = Watched(repository.snapshot("HEAD"), is_written_to=True)
    kept = pages(view)
    assert said(kept, CUSTOMER) == said(kept, CUSTOMER)
    assert view.seen[CUSTOMER] == 2


def test_an_edit_that_is_not_committed_is_seen_at_once(pages, repository, write):
    kept = pages(Watched(repository.worktree()))
    assert "未来科技" in said(kept, CUSTOMER)
    write(repository.root, {CUSTOMER: "id: CUST001\ncompany: 远方\n"})
    assert said(kept, CUSTOMER) == ["CUST001", "远方"]


def test_the_same_bytes_under_two_names_of_one_type_are_one_text(pages, repository):
    view = Watched(repository.snapshot("HEAD"))
    kept = pages(view)
    paths = [path for path in FILES if "/documents/" in path]
    kept.fetch(paths)
    texts = {path.rpartition("/")[2]: kept.text(kept.entry(path)) for path in paths}
    assert texts["说明.txt"] is texts["抄本.txt"]
    assert [text.text for text in texts.values()] == ["第一行", "第一行", texts["说明.xyz"].text]


def test_what_was_not_used_for_longest_goes_when_there_is_no_room(pages, make_repository, monkeypatch):
    paths = [f"customers/0{number}/CUST00{number}/customer.yaml" for number in range(1, 4)]
    files = {path: f"id: {path.split('/')[2]}\nnotes: {'长' * 500}\n" for path in paths}
    view = Watched(make_repository(files).snapshot("HEAD"))
    monkeypatch.setattr("crmfs.search.written._KEPT_BYTES", 10_000)  # of them two
    kept = pages(view)
    for path in (paths[0], paths[1], paths[0], paths[2], paths[0], paths[1]):
        said(kept, path)
    assert [view.seen[path] for path in paths] == [1, 2, 1]


def test_folded_text_is_as_long_as_the_text(pages, repository):
    kept = pages(Watched(repository.snapshot("HEAD")))
    for passage in kept.record(kept.entry(CUSTOMER)).passages:
        assert passage.folded(2) == passage.folded(1000)[:2]
        assert len(passage.folded(1000)) == len(passage.text)
