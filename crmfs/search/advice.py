"""Advice: what somebody may have meant whose words were not found as they stand. Searches nothing itself."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from crmfs.access.view import View
from crmfs.access.visible import may_be_named
from crmfs.core.messages import Text
from crmfs.core.text import fold_company, fold_search
from crmfs.extract.types import known_types
from crmfs.git.repository import Repository
from crmfs.query.meant import choices_meant, member_meant
from crmfs.query.names import KIND, Names
from crmfs.query.near import nearest
from crmfs.query.tree import And, Condition, Equal, Fuzzy, Node, Or, Word, met, wanted
from crmfs.query.values import FILE
from crmfs.records.fields import Field
from crmfs.search.alike import fuzzy_distance, is_alike
from crmfs.search.shown import Hit
from crmfs.search.stamps import DOCUMENT, LIBRARY
from crmfs.search.state import State, edits_in, files_of
from crmfs.search.words import is_latin

_WORDS, _LONGEST = 5, 20  # words of a query that are looked at, and characters of one; more is a sentence
_MOST = 3  # conditions that one word may have meant: 其他 is a choice of many fields
_OWNER = "owner"


def conditions(query: Node, names: Names) -> list[Text]:
    """Returns the conditions that words of a query, and types of files that are none, may have meant.

    They are as they are typed: 状态:活跃, 负责员工:王芳, 文件类型:pdf.
    """
    found = [one for word in _short(query) for one in _conditions(word, names)]
    return list(dict.fromkeys((*found, *_file_types(query, names))))


def spellings(query: Node, hits: Sequence[Hit], companies: Callable[[], Iterable[str]]) -> list[str]:
    """Returns what words may have been meant to be: of companies that the reader sees, of words in what was found.

    Args:
        companies: Gives the names of the visible customers; asked only where a word may be one.
    """
    words = _short(query)
    shown = [hit.snippet.text[start:end] for hit in hits for start, end in hit.snippet.marks]
    found = [near for word in words if is_latin(word) for near in _alike(word, shown)]
    han = [word for word in words if not word.isascii()]
    if han:
        names = {fold_company(company): company for company in companies()}
        found += [names[near] for word in han if (near := nearest(fold_company(word), names))]
    return list(dict.fromkeys(found))


def takes_files(query: Node) -> bool:
    """Says whether attachments and shared files can be among the hits: no condition asks for records of other kinds."""
    if isinstance(query, And):
        return all(map(takes_files, query.parts))
    if isinstance(query, Or):
        return any(map(takes_files, query.parts))
    if not isinstance(query, Condition) or query.field != KIND:
        return True
    return any(not isinstance(test, Equal) or {DOCUMENT, LIBRARY}.intersection(test.values) for test in query.tests)


def uncommitted(repository: Repository, shown: State, view: View) -> int:
    """Returns how many visible files are edited on disk in a way that an index does not show.

    git is asked about every file.

    Args:
        view: What the reader may see of the files on disk.
    """
    if repository.is_bare:
        return 0
    edits = edits_in(files_of(repository, repository.head()), repository.worktree())
    unknown = (path for path, oid in edits.items() if path not in shown.edits or shown.edits[path] != oid)
    return sum(may_be_named(path, view) for path in unknown)


def _short(query: Node) -> list[str]:
    words = [one.text.strip() for one in wanted(query) if isinstance(one, Word | Fuzzy)]
    return [word for word in words[:_WORDS] if 1 < len(word) <= _LONGEST]


def _conditions(typed: str, names: Names) -> Iterator[Text]:
    for meant in islice(choices_meant(typed, names), _MOST):
        label = next(choice.label.zh for choice in meant.field.choices if choice.code == meant.value)
        called = _called(meant.code, meant.field, names)
        yield Text(f"{called}:{_quoted(label or meant.value)}", f"{meant.code}:{meant.value}")
    owner, member = names.fields.get(_OWNER), member_meant(typed, names)
    if member and owner:
        yield Text(f"{_called(_OWNER, owner[0], names)}:{_quoted(typed)}", f"{_OWNER}:{member}")


def _file_types(query: Node, names: Names) -> Iterator[Text]:
    tests = [test for one in met(query) if isinstance(one, Condition) and one.field == FILE for test in one.tests]
    for typed in (str(value) for test in tests if isinstance(test, Equal) for value in test.values):
        known = known_types()
        swapped = (one for one in sorted(known) if sorted(one) == sorted(typed))  # pfd is too short to be like pdf
        near = None if typed in known else next(swapped, None) or nearest(typed, sorted(known))
        if near:
            yield Text(f"{_called(FILE, names.fields[FILE][0], names)}:{near}", f"{FILE}:{near}")


def _called(code: str, field: Field, names: Names) -> str:
    """Returns the Chinese label of a field where it means this field alone, else its code."""
    meanings = names.find(field.label.zh) if field.label.zh else ()
    return field.label.zh if [one.code for one in meanings] == [code] else code


def _quoted(value: str) -> str:
    return f'"{value}"' if any(map(str.isspace, value)) else value


def _alike(word: str, shown: Iterable[str]) -> Iterator[str]:
    folded = fold_search(word)
    for one in shown:
        found = fold_search(one)
        if found != folded and is_latin(found) and is_alike(folded, found, fuzzy_distance(folded)):
            yield found
