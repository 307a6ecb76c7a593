"""Names: which fields a query may name, by code, label or alias in either language. Judges no value."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from crmfs.core.messages import Text
from crmfs.core.text import fold_label, one_line
from crmfs.query.near import nearest
from crmfs.query.stranger import Stranger
from crmfs.records.fields import Field
from crmfs.records.kinds import CUSTOMER
from crmfs.records.labels import choice_code

Find = Callable[[str], str | None]
KIND = "kind"  # code of the field that says a record's kind
_RANKS = 3  # a code is stronger than a label, a label stronger than an alias


class Meaning(NamedTuple):
    """One field that a name may mean.

    Attributes:
        code: Key of the field.
        fields: What it is in the kinds that the name fits.
        kinds: The only kinds that are meant; empty where a customer may be.
    """

    code: str
    fields: tuple[Field, ...]
    kinds: tuple[str, ...] = ()


def _nobody(_: str) -> None:
    return None


@dataclass(frozen=True)
class Names:
    """What may be named, and what relative dates and people's names mean.

    Attributes:
        fields: By code, the field in each kind that has it.
        today: What relative dates count from.
        member_id: Finds a member's id by id, e-mail address or name.
        customer_id: Finds a customer's id by what people call it.
        saved: Returns the text of a saved search; errors as `crmfs.query.saved.saved_search`. None: `@name` is a word.
        strangers: Where whoever goes that a condition names and `member_id` does not find.
        kinds: By code, the kind of each of `fields`; without it a label means its code in every kind.
    """

    fields: Mapping[str, tuple[Field, ...]]
    today: date
    member_id: Find = _nobody
    customer_id: Find = _nobody
    saved: Find | None = None
    strangers: list[Stranger] | None = None
    kinds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(
        cls, fields: Mapping[str, Field], today: date, member_id: Find = _nobody, customer_id: Find = _nobody
    ) -> "Names":
        """Returns the names of one kind's fields."""
        return cls({code: (one,) for code, one in fields.items()}, today, member_id, customer_id)

    @classmethod
    def over(
        cls,
        kinds: Mapping[str, Mapping[str, Field]],
        today: date,
        member_id: Find = _nobody,
        customer_id: Find = _nobody,
        saved: Find | None = None,
        strangers: list[Stranger] | None = None,
    ) -> "Names":
        """Returns the names of the fields of several kinds.

        A name that only some kinds have, the customer not among them, means their records alone: 订单金额 is the
        amount of orders, 互动日期 the date of interactions.

        Args:
            kinds: By kind, its fields; below `""` those that records of any kind have, such as `kind` itself.
        """
        fields: dict[str, tuple[Field, ...]] = {}
        owners: dict[str, tuple[str, ...]] = {}
        for kind, inside in kinds.items():
            for code, one in inside.items():
                fields[code] = (*fields.get(code, ()), one)
                owners[code] = (*owners.get(code, ()), kind)
        return cls(fields, today, member_id, customer_id, saved, strangers, owners)

    def find(self, typed: str) -> tuple[Meaning, ...]:
        """Returns the fields that a name means, by code, label or alias; none if it is no field's."""
        known = self._found.get(typed)
        if known is None:
            known = self._found[typed] = self._find(typed)
        return known

    def _find(self, typed: str) -> tuple[Meaning, ...]:
        if typed in self.fields:
            return (self._whole(typed),)
        found = self._index.get(fold_label(typed))
        if not found:
            return ()
        rank = next(rank for rank in range(_RANKS) if found[rank])
        codes = dict.fromkeys(code for code, _ in found[rank])
        if rank == 0:
            return tuple(map(self._whole, codes))
        fitting = {place for places in found[rank:] for place in places}
        return tuple(self._meaning(code, sorted(place for one, place in fitting if one == code)) for code in codes)

    def _whole(self, code: str) -> Meaning:
        return self._meaning(code, list(range(len(self.fields[code]))))

    def _meaning(self, code: str, places: list[int]) -> Meaning:
        fields = tuple(self.fields[code][place] for place in places)
        kinds = self.kinds.get(code, ())
        meant = tuple(kinds[place] for place in places) if kinds else ()
        return Meaning(code, fields, () if "" in meant or CUSTOMER.name in meant else meant)

    def choice(self, one: Field, typed: str) -> str | None:
        """Returns the code of the choice that a value of one of these fields means, as `choice_code`."""
        key = (id(one), typed)
        if key not in self._choices:
            self._choices[key] = choice_code(one, typed)
        return self._choices[key]

    def near(self, typed: str) -> Text | None:
        """Returns the field that a mistyped name most likely means, as people are shown it; None if none is near."""
        folded = nearest(fold_label(typed), self._index)
        if folded is None:
            return None
        meaning = self.find(folded)[0]
        return Text(one_line(meaning.fields[0].label.zh) or meaning.code, meaning.code)

    @cached_property
    def _found(self) -> dict[str, tuple[Meaning, ...]]:
        return {}

    @cached_property
    def _choices(self) -> dict[tuple[int, str], str | None]:
        return {}

    @cached_property
    def _index(self) -> Mapping[str, tuple[list[tuple[str, int]], ...]]:
        """By folded name, for each rank, the codes with the place of the field in `fields`."""
        index: dict[str, tuple[list[tuple[str, int]], ...]] = {}
        for code, fields in self.fields.items():
            for place, one in enumerate(fields):
                for rank, name in _names(code, one):
                    folded = fold_label(name)
                    if folded:
                        index.setdefault(folded, ([], [], []))[rank].append((code, place))
        return index


def _names(code: str, one: Field) -> Iterator[tuple[int, str]]:
    yield 0, code
    yield from ((1, said) for said in one.label)
    yield from ((2, alias) for alias in one.aliases)
