"""What a change of a policy gives and takes is told whole: nothing more, nothing less, for whichever customer."""

from hypothesis import given, settings
from hypothesis import strategies as st
from thorough import examples

from crmfs.access.authority import Authority
from crmfs.access.condition import parse_condition
from crmfs.access.difference import Shift, difference
from crmfs.access.grant import Grant
from crmfs.access.members import Member, Members
from crmfs.access.places import path_classes
from crmfs.access.policy import ACTIONS, Policy
from crmfs.access.policy_reader import read_policy
from crmfs.access.premises import ALWAYS, Premise, truths, when
from crmfs.access.rights import MASK

GLOBS = ["**", "{customer}/**", "{customer}/customer.yaml", "{customer}/{orders,finance}/**", "library/faq/**"]
CONDITIONS = ["", "customer.owner == me.id", "customer.team == me.team"]
CUSTOMERS = [{}, {"owner": "E1"}, {"team": "east"}, {"owner": "E1", "team": "east"}, {"owner": "E2", "team": "west"}]
RULES = st.lists(
    st.tuples(
        st.sampled_from(["sales", "finance"]),
        st.sampled_from(ACTIONS),
        st.sampled_from(GLOBS),
        st.sampled_from(CONDITIONS),
        st.booleans(),
    ),
    max_size=4,
)
PEOPLE = st.tuples(*[st.sampled_from([("sales", "east"), ("finance", "west"), ("sales", "")]) for _ in range(2)])


def _policy(grants: list, restrict: list) -> Policy:
    lines = ["version: 1", "roles: {sales: {}, finance: {}, boss: {}}", "grants:"]
    lines += ['  - {id: all, to: [boss], allow: [write], paths: ["**"], why: x}']
    for number, (role, action, glob, where, limited) in enumerate(grants):
        lines.append(
            f'  - {{id: g{number}, to: [{role}], allow: [{action}], paths: ["{glob}"], why: x'
            + (f', where: "{where}"' if where else "")
            + (", fields: [budget]}" if limited else "}")
        )
    lines.append("restrict:" if restrict else "restrict: []")
    for number, (role, action, glob, unless, limited) in enumerate(restrict):
        lines.append(
            f'  - {{id: r{number}, only: [{role}], stop: [{action}], paths: ["{glob}"], why: x'
            + (f', unless: "{unless}"' if unless else "")
            + (", fields: [budget], show: mask}" if limited else "}")
        )
    found = read_policy("\n".join(lines).encode())
    assert isinstance(found, Policy), found
    return found


def _members(people: tuple) -> Members:
    return Members(Member(f"E{number}", "x", roles=(role,), team=team) for number, (role, team) in enumerate(people, 1))


def _verdict(policy: Policy, member: Member, path: str, customer: dict, action: str, field: tuple) -> str:
    grant = Grant(policy, member)
    rights = grant.rights(path, grant.truth(customer if path.startswith("customers/") else {}))
    found = rights.decide(action, field).verdict
    return rights.shown(field) if found == MASK else found


def _tells(shift: Shift, member: Member, customer: dict) -> bool:
    """Says whether a shift is about a member and a customer."""
    me = {"id": member.id, "team": member.team}
    return member.id in shift.members and any(
        all(one.holds(customer, me) for one in each.holding)
        and not any(one.holds(customer, me) for one in each.failing)
        for each in shift.when
    )


@settings(max_examples=examples(60))
@given(old=st.tuples(RULES, RULES), new=st.tuples(RULES, RULES), people=PEOPLE, moved=PEOPLE)
def test_a_difference_is_told_where_decisions_differ(old: tuple, new: tuple, people: tuple, moved: tuple) -> None:
    policies = [_policy(*old), _policy(*new)]
    members = [_members(people), _members(moved)]
    shifts = difference(Authority(members[0], policies[0]), Authority(members[1], policies[1]))
    for place in path_classes(policies):
        if place.area not in ("customer", "terms", "library"):
            continue
        for before, after in zip(members[0].all, members[1].all, strict=True):
            for customer in CUSTOMERS:
                for field in ((), ("budget",)):
                    for action in ACTIONS:
                        verdicts = tuple(
                            _verdict(policy, member, place.path, customer, action, field)
                            for policy, member in zip(policies, (before, after), strict=True)
                        )
                        about = place.path.startswith("customers/")
                        told = {
                            (shift.before, shift.after)
                            for shift in shifts
                            if action in shift.actions and before.id in shift.members
                            if not about or _tells(shift, before, customer)
                            for spot in shift.places
                            if _covers(spot.glob, place.shown)
                            and (spot.field == "budget" if spot.field else not field or "budget" not in spot.without)
                            and (bool(field) or not spot.field)
                        }
                        assert told == ({verdicts} if verdicts[0] != verdicts[1] else set())


def _covers(glob: str, shown: str) -> bool:
    return glob in (shown, "**") or (glob.endswith("/**") and shown.startswith(glob.removesuffix("**")))


def test_conditions_are_told_in_the_fewest_words() -> None:
    owner, team = (parse_condition(text) for text in CONDITIONS[1:])
    every = truths((owner, team))
    assert len(every) == 4
    assert when(every, every) == ALWAYS
    assert when([], every) == ()
    assert when([truth for truth in every if truth[owner]], every) == (Premise((owner,)),)
    assert when([truth for truth in every if not truth[owner]], every) == (Premise((), (owner,)),)
    either = when([truth for truth in every if truth[owner] or truth[team]], every)
    assert either == (Premise((owner,)), Premise((team,)))


def test_a_condition_that_says_more_never_holds_alone() -> None:
    owner = parse_condition("customer.owner == me.id")
    both = parse_condition("customer.owner == me.id and customer.team == me.team")
    assert len(truths((owner, both))) == 3
    east, west = (parse_condition(f"customer.team == {team}") for team in ("east", "west"))
    assert len(truths((east, west))) == 3
