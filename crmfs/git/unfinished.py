"""Whether a writer left something half done: asked at every start, so it loads nothing. Mends nothing."""

from pathlib import Path

JOURNAL = "journal.json"  # of the commit that is being made; see `journal`
NOTE = "temporaries.json"  # of our files that stand in the work tree for moments; see `temporaries`


def is_unfinished(common_dir: Path) -> bool:
    """Says whether a crash, or a writer that is at work now, left a journal."""
    return any((common_dir / "crmfs" / name).exists() for name in (JOURNAL, NOTE))
