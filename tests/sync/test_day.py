"""A working day of two people on the same five customers: at its end both clones are equal and nothing is lost."""

import random
from collections import defaultdict
from pathlib import Path

from colleagues import Person, Team, git

EDITS = 30
PLAIN = ("notes", "need", "habits", "preferences", "region")


class Day:
    """What one person did, and what must be there in the evening."""

    def __init__(self, person: Person, name: str, chance: random.Random, desk: Path) -> None:
        self.person, self.name, self.chance, self.desk = person, name, chance, desk
        self.tags: dict[str, set[str]] = defaultdict(set)
        self.interactions: list[str] = []
        self.versions: set[str] = set()
        self.values: dict[tuple[str, str], set[str]] = defaultdict(set)
        self.asked = 0

    def edit(self, number: int) -> None:
        """Does one thing to one of the customers."""
        customer, what = f"CUST00{self.chance.randint(1, 5)}", self.chance.random()
        said = f"{self.name}{number}"
        if what < 0.45:
            field = self.chance.choice(PLAIN)
            self.person.does("set", customer, f"{field}={said}")
            self.values[customer, field].add(said)
        elif what < 0.65:
            self.person.does("set", customer, f"tags+={said}")
            self.tags[customer].add(said)
        elif what < 0.85:
            made = self.person.does("new", "interaction", customer, "type=visit", f"content={said}", "--json")
            self.interactions.append(made.objects[0]["path"])
        else:
            file = self.desk / "方案.txt"
            file.write_text(said, encoding="utf-8")
            self.person.does("attach", customer, str(file), "--category", "quotes")
            self.versions.add(said)

    def sync(self) -> None:
        """Syncs, and decides what is asked."""
        for _ in range(3):
            said = self.person("sync", "--json")
            if said.code == 0:
                return
            assert said.code == 4, said
            places = [found for found in said.objects[:-1] if "field" in found]
            assert len(places) == said.summary["conflicts"] > 0
            for place in places:
                self.asked += 1
                assert {str(place["ours"]), str(place["theirs"])} <= set.union(
                    *self.values.values(), {"原来", "None"}
                ) | OTHERS
                self.person.does(
                    "resolve", f"{place['id']}#{place['field']}", self.chance.choice(["--mine", "--theirs"])
                )
        raise AssertionError("decided, and asked again")


OTHERS: set[str] = {f"{name}{number}" for name in ("王", "李") for number in range(EDITS)}


def test_a_working_day_of_two_people(team: Team, tmp_path: Path) -> None:
    chance = random.Random(20260302)
    days = []
    for person, name in ((team.wang, "王"), (team.li, "李")):
        (tmp_path / name).mkdir()
        days.append(Day(person, name, chance, tmp_path / name))
    away = team.server.with_suffix(".away")
    for number in range(EDITS):
        if number == EDITS // 3:
            team.server.rename(away)  # an hour without the server
        for day in days:
            day.edit(number)
            if chance.random() < 0.3:
                if away.exists():
                    assert day.person("sync").code == 74
                else:
                    day.sync()
        if number == EDITS // 2:
            away.rename(team.server)
    for day in (*days, *days):
        day.sync()
    _nothing_is_lost(team, days)


def _nothing_is_lost(team: Team, days: list[Day]) -> None:
    assert (
        team.wang.git("rev-parse", "HEAD") == team.li.git("rev-parse", "HEAD") == git(team.server, "rev-parse", "main")
    )
    shown = {f"CUST00{n}": team.li.does("show", f"CUST00{n}", "--json").objects[0]["data"] for n in range(1, 6)}
    for day in days:
        for customer, tags in day.tags.items():
            assert tags <= set(shown[customer]["tags"])
        for path in day.interactions:
            assert (team.li.clone / path).exists()
    wrote: dict[tuple[str, str], set[str]] = defaultdict(set)
    for day in days:
        for place, values in day.values.items():
            wrote[place] |= values
    for (customer, field), values in wrote.items():
        assert shown[customer][field] in values
    kept = {file.read_text(encoding="utf-8") for file in team.li.clone.glob("customers/*/*/documents/quotes/方案*.txt")}
    assert kept <= days[0].versions | days[1].versions
    for version in days[0].versions | days[1].versions:
        oid = team.li.git("hash-object", "--stdin", stdin=version)
        assert team.li.git("log", "--format=%h", f"--find-object={oid}"), "a version that no commit holds"
    assert days[0].asked + days[1].asked > 0
    assert team.wang("validate").code == 0
