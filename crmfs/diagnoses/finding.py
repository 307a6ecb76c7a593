"""What a diagnosis is: it looks at a repository, tells what is off, and where it can, mends it. Words are elsewhere."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from crmfs.core.messages import Param
from crmfs.git.repository import Repository


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that is off.

    Attributes:
        code, remedy: Keys of the messages that say what is off and what to do.
        params: Values for both messages; never a record's.
        place: The file or folder of the repository that it is about: whoever may not see it is not told. `""` for none.
    """

    code: str
    remedy: str
    params: Mapping[str, Param] = field(default_factory=dict)
    place: str = ""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One thing to look after.

    Attributes:
        id: Stable name, which scripts and JSON know.
        title: Key of the message that names it.
        look: Yields what is off now.
        mend: Puts it right without asking, where that cannot lose anything; None where a person must.
        did: Key of the message that says what `mend` did.
    """

    id: str
    title: str
    look: Callable[[Repository], Iterator[Trouble]]
    mend: Callable[[Repository], None] | None = None
    did: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What came of one diagnosis.

    Attributes:
        id, title: Those of the diagnosis.
        state: `ok`; `problem`: something is off; `fixed`: it was, and was mended now.
        troubles: What is off, or was.
        fixable: Whether `doctor --fix` mends it.
        did: Key of the message that says what was done; `""` where nothing was.
    """

    id: str
    title: str
    state: Literal["ok", "problem", "fixed"]
    troubles: tuple[Trouble, ...] = ()
    fixable: bool = False
    did: str = ""
