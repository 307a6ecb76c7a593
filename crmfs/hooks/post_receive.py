"""post-receive: brings the indexes of searches and of history up to what was pushed, behind the pusher's back."""

import os
from collections.abc import Sequence
from pathlib import Path

from crmfs.git.commit_graph import index_history
from crmfs.git.repository import Repository
from crmfs.hooks.listener import Listener
from crmfs.search.sync import Sync

_LESS_THAN_PEOPLE = 10  # nobody waits for it, and the first push brings everything


def judge(arguments: Sequence[str], listener: Listener) -> bool:
    """Says that the push may stand, once both show it; whatever hinders that is mended by the next search.

    Raises:
        ChangedMeanwhile: `index.busy`: another push's hook is at it, or builds the index, for longer than one waits.
    """
    os.nice(_LESS_THAN_PEOPLE)
    repository = Repository.find(Path())
    index_history(repository)
    Sync(repository).run()
    return True
