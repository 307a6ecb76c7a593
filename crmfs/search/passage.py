"""Passage: one text of a file, and the same as searches compare it, made when first looked through. Reads no file."""

import unicodedata

from crmfs.core.text import fold_search


class Passage:
    """One text of a file.

    Args:
        label: What its field is called, `""` for a text that says itself what it is.
        text: As it is stored.

    Attributes:
        text: In Unicode's form NFC.
    """

    __slots__ = ("_folded", "label", "text")

    def __init__(self, label: str, text: str) -> None:
        self.label = label
        self.text = unicodedata.normalize("NFC", text)
        self._folded: str | None = None

    def folded(self, most: int) -> str:
        """Returns the first so many characters folded; character by character they are those of the text."""
        if self._folded is None:
            if most < len(self.text):
                return fold_search(self.text[:most])  # often that is all that is needed
            self._folded = fold_search(self.text)
        return self._folded[:most]
