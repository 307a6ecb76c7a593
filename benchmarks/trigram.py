"""`python -m benchmarks.trigram build|find DATABASE …`: the same texts in SQLite's FTS5 with its trigram tokenizer.

`build DATABASE WORK` reads every record and takes the texts that crmfs got out of the attachments, so that its time has
no extraction in it; it prints the wall and CPU seconds and, as a third figure, the UTF-8 bytes of all that is indexed.
`find DATABASE WORDS` prints 20 snippets.
"""

import os
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from crmfs.extract.texts import Texts
from crmfs.git.derived import Derived
from crmfs.git.repository import Repository
from crmfs.records.kinds import locate
from crmfs.search.stamps import kind_of, searched

_FIND = """SELECT path, snippet(text, 1, '[', ']', '…', 40) FROM text WHERE text MATCH ? ORDER BY rank LIMIT 20"""


def build(database: str, work: str) -> None:
    """Builds the database anew."""
    Path(database).unlink(missing_ok=True)
    sizes: list[int] = []
    wall, cpu = time.perf_counter(), time.process_time()
    with closing(sqlite3.connect(database)) as store:
        store.execute("PRAGMA synchronous = OFF")
        store.execute("CREATE VIRTUAL TABLE text USING fts5(path UNINDEXED, body, tokenize = 'trigram')")
        with store:
            store.executemany("INSERT INTO text VALUES (?, ?)", _texts(Path(work), sizes))
    print(time.perf_counter() - wall, time.process_time() - cpu, sum(sizes))


def find(database: str, words: str) -> None:
    """Prints the best hits."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as store:
        for row in store.execute(_FIND, (f'"{words}"',)):
            print(*row)


def _texts(work: Path, sizes: list[int]) -> Iterator[tuple[str, str]]:
    repository = Repository.find(work)
    snapshot = repository.snapshot("HEAD")
    with Texts(Derived(repository)) as texts:
        for entry in searched(snapshot):
            if not kind_of(entry.path):
                continue
            data = snapshot.content(entry)
            if locate(entry.path).document:
                name = os.path.basename(entry.path)  # noqa: PTH119 - a repository path
                text = texts.one(name, entry.oid or "", lambda data=data: data).text  # type: ignore[misc]
            else:
                text = data.decode()
            sizes.append(len(text.encode()))
            yield entry.path, text


if __name__ == "__main__":
    {"build": build, "find": find}[sys.argv[1]](*sys.argv[2:])
