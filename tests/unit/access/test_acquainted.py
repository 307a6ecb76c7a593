"""A reader knows of members what members.yaml shows the reader, and always knows the reader."""

from collections.abc import Mapping
from typing import Any

import pytest

from crmfs.access.acquainted import known_members
from crmfs.access.members import Member, read_members
from tests.unit.access.held import policy, view

ROSTER = """members:
- {id: E1, name: 王芳, emails: [wang@example.com], roles: [sales]}
- {id: E2, name: 李强, emails: [li@example.com], roles: [sales]}
"""
ALL = {"to": ["sales"], "allow": ["read"], "paths": ["**"]}
OTHERS = {"to": ["sales"], "allow": ["read"], "paths": ["customers/**"]}
NAMES = {"only": ["boss"], "stop": ["read"], "paths": ["members.yaml"], "fields": ["members[].name"], "show": "partial"}
ADDRESSES = {**NAMES, "fields": ["members[].emails"], "show": "hide"}


@pytest.mark.parametrize(
    ("grant", "restrictions", "known"),
    [
        (ALL, [], [("E1", "王芳", ("wang@example.com",)), ("E2", "李强", ("li@example.com",))]),
        (OTHERS, [], [("E1", "王芳", ("wang@example.com",))]),
        (ALL, [NAMES], [("E1", "王芳", ("wang@example.com",)), ("E2", "", ("li@example.com",))]),
        (ALL, [ADDRESSES], [("E1", "王芳", ("wang@example.com",)), ("E2", "李强", ())]),
    ],
)
def test_members_are_known_as_they_are_shown(
    grant: Mapping[str, Any], restrictions: list[Mapping[str, Any]], known: list[tuple[str, str, tuple[str, ...]]]
) -> None:
    everybody = read_members(ROSTER.encode())
    reader = everybody.all[0]
    seen = view({"members.yaml": ROSTER}, policy(grant, restrict=restrictions), reader)
    found = known_members(seen, reader, everybody)
    assert [(one.id, one.name, one.emails) for one in found.all] == known
    assert found.find("张三") is None
    assert found.meant("*") == ()


def test_a_stranger_to_the_list_is_known_to_himself() -> None:
    reader = Member("E9", "赵敏", roles=("sales",))
    seen = view({"members.yaml": ROSTER}, policy(OTHERS), reader)
    assert known_members(seen, reader, read_members(ROSTER.encode())).all == (reader,)
