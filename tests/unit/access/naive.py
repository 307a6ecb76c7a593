"""The policy's decision written as plainly as it can be: loops over all rules. Laws compare crmfs with it."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from itertools import product
from typing import Any

Rule = dict[str, Any]
Values = Mapping[str, Any]


def form(segment: str) -> str:
    """The canonical form of one segment of a path."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", segment).casefold())
    return "".join(char for char in folded if unicodedata.category(char) != "Cf").rstrip(". ") or segment


def fits(glob: str, path: str) -> bool:
    """Whether a path fits a glob."""
    segments = [form(segment) for segment in path.split("/")]
    return any(_fits(written.split("/"), segments) for written in _written_out(glob))


def _written_out(glob: str) -> Iterator[str]:
    before, brace, rest = glob.replace("{customer}", "customers/*/*").partition("{")
    if not brace:
        yield before
        return
    words, _, after = rest.partition("}")
    for word, end in product(words.split(","), _written_out(after)):
        yield before + word + end


def _fits(glob: list[str], path: list[str]) -> bool:
    if not glob:
        return not path
    if glob[0] == "**":
        return _fits(glob[1:], path) or (bool(path) and _fits(glob, path[1:]))
    return bool(path) and _fits_segment(form(glob[0]), path[0]) and _fits(glob[1:], path[1:])


def _fits_segment(glob: str, segment: str) -> bool:
    if not glob:
        return not segment
    if glob[0] == "*":
        return _fits_segment(glob[1:], segment) or (bool(segment) and _fits_segment(glob, segment[1:]))
    return segment[:1] == glob[0] and _fits_segment(glob[1:], segment[1:])


def _equal(left: Any, right: Any) -> bool:
    return left not in (None, "") and type(left) is type(right) and left == right


CONDITIONS: dict[str, Callable[[Values, Values], bool]] = {
    "customer.owner == me.id": lambda customer, me: _equal(customer.get("owner"), me["id"]),
    "customer.team == me.team": lambda customer, me: _equal(customer.get("team"), me["team"]),
    "customer.team != me.team": lambda customer, me: (
        all(isinstance(team, str) and team for team in (customer.get("team"), me["team"]))
        and customer.get("team") != me["team"]
    ),
    "customer.team in me.regions": lambda customer, me: any(_equal(customer.get("team"), r) for r in me["regions"]),
    'customer.owner in ["E1", "E9"]': lambda customer, me: customer.get("owner") in ("E1", "E9"),
    "customer.vip == true": lambda customer, me: customer.get("vip") is True,
    "customer.owner == E1 and customer.team == east": lambda customer, me: (
        customer.get("owner") == "E1" and customer.get("team") == "east"
    ),
}


def roles_of(policy: Rule, named: list[str]) -> set[str]:
    """The roles with all that they include."""
    found = set(named)
    for role in named:
        found |= roles_of(policy, policy["roles"][role].get("includes", []))
    return found


def decision(
    policy: Rule, roles: list[str], me: Values, customer: Values, path: str, action: str, field: tuple[str, ...] = ()
) -> str:
    """`allow`, `deny` or `mask`."""
    mine = roles_of(policy, roles)
    grants = [
        rule
        for rule in policy["grants"]
        if mine & {*rule["to"]}
        and (action == "read" or action in rule["allow"] or "write" in rule["allow"])
        and any(fits(glob, path) for glob in rule["paths"])
        and ("where" not in rule or CONDITIONS[rule["where"]](customer, me))
        and _is_about(rule, field, around=action == "read")
    ]
    stops = [
        rule
        for rule in policy["restrict"]
        if not mine & {*rule.get("only", [])}
        and ({action, "read", "write"} & {*rule["stop"]})
        and any(fits(glob, each) for glob in rule["paths"] for each in _documents(rule, glob, path))
        and not ("unless" in rule and CONDITIONS[rule["unless"]](customer, me))
        and _is_about(rule, field, around=False)
    ]
    if grants and not stops:
        return "allow"
    masks = all("fields" in rule and rule.get("show", "hide") != "hide" for rule in stops)
    return "mask" if grants and action == "read" and masks else "deny"


def _documents(rule: Rule, glob: str, path: str) -> list[str]:
    """A path, and for metadata the document that it describes: who is kept from one is kept from the other."""
    folder, _, name = path.rpartition("/")
    described = form(name).removesuffix(".meta.yaml")
    if "fields" in rule or glob.endswith("**") or described in ("", form(name), "customer.yaml", "contacts.yaml"):
        return [path]
    return [path, f"{folder}/{described}" if folder else described]


def _is_about(rule: Rule, field: tuple[str, ...], around: bool) -> bool:
    if "fields" not in rule:
        return True
    named = [tuple(text.replace("[]", ".[]").split(".")) for text in rule["fields"]]
    inside = any(field[: len(own)] == own for own in named)
    return inside or (around and any(own[: len(field)] == field for own in named))
