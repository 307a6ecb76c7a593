"""Places in what somebody typed, and the refusals that point at them. Renders nothing."""

from typing import NamedTuple

from crmfs.core.errors import ErrorParam, QueryRefused


class Spot(NamedTuple):
    """A place in a text that somebody typed; `place` counts characters from 0."""

    text: str
    place: int

    def refusal(self, code: str, **params: ErrorParam) -> QueryRefused:
        """Returns the error that points here."""
        return QueryRefused(code, self.text, self.place + 1, **params)
