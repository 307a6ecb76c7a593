"""Laws of the query language: no text breaks the parser, a tree written out is read back, negation is logical."""

from contextlib import suppress

from asking import names
from hypothesis import given, settings
from hypothesis import strategies as st
from thorough import examples

from crmfs.core.errors import UsageError
from crmfs.query.evaluate import matches
from crmfs.query.parser import parse_filters, parse_query
from crmfs.query.tree import And, Condition, Contains, Equal, Fuzzy, Node, Not, Or, Prefix, Present, Range, Word

NAMES = names(甲="东京 OR 机密")
SIGNS = ': ： = > <= .. , | - ! ( ) （ ） " “ ” 「 * ~ @ AND OR NOT'
SAID = "状态 status 预算 下次跟进日期 公司名称 @甲 😀 10万 本周 活跃 东京 a"
PIECES = st.sampled_from([*SIGNS.split(), *SAID.split(), " ", "　", "\0", "\ud800"])
TYPED = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=25).map("".join))
WORDS = st.sampled_from(["东京", "机密", "AX-2000/3", "renewal"])
LEAVES = st.one_of(
    st.builds(Word, WORDS, st.booleans()),
    st.builds(Prefix, WORDS),
    st.builds(Fuzzy, WORDS),
    st.sampled_from(
        [
            Condition("status", (Equal(("active", "lost")),)),
            Condition("budget", (Range(1.5, 2000.0),)),
            Condition("budget", (Range(low=3.0, open_low=True),)),
            Condition("next_follow_up", (Range(high="2026-03-31"),)),
            Condition("company", (Contains(("未来 科技", "海蓝")),)),
            Condition("tags", (Present(),)),
        ]
    ),
)


def _normal(kind: type[And] | type[Or], parts: list[Node]) -> Node:
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, kind) else (part,))]
    return kind(tuple(flat))


def _grown(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(children, min_size=2, max_size=3)
    negated = children.map(lambda part: part.part if isinstance(part, Not) else Not(part))
    return st.one_of(negated, several.map(lambda p: _normal(And, p)), several.map(lambda p: _normal(Or, p)))


TREES = st.recursive(LEAVES, _grown, max_leaves=12)
ROWS = st.fixed_dictionaries(
    {},
    optional={
        "status": st.sampled_from(["active", "lost", "potential", ""]),
        "budget": st.sampled_from([1, 2.5, 9000, True, None]),
        "next_follow_up": st.sampled_from(["2026-03-31", "2026-04-01"]),
        "company": st.sampled_from(["未来科技（东京）", "海藍 AX-2000/3"]),
        "tags": st.lists(st.sampled_from(["机密", "renewal"]), max_size=2),
    },
)


def _written(node: Node) -> str:
    if isinstance(node, Word):
        return f'"{node.text}"' if node.quoted else node.text
    if isinstance(node, Prefix | Fuzzy):
        return node.text + ("*" if isinstance(node, Prefix) else "~")
    if isinstance(node, Condition):
        return f"{node.field}{_written_test(node)}"
    if isinstance(node, Not):
        return f"NOT ({_written(node.part)})"
    joint = " OR " if isinstance(node, Or) else " "
    return joint.join(f"({_written(part)})" for part in node.parts)


def _written_test(node: Condition) -> str:
    (test,) = node.tests
    if isinstance(test, Equal):
        return ":" + ",".join(map(str, test.values))
    if isinstance(test, Contains):
        return ":" + ",".join(f'"{text}"' for text in test.texts)
    if isinstance(test, Present):
        return ":*"
    if test.open_low:
        return f">{test.low}"
    return f":{'' if test.low is None else test.low}..{'' if test.high is None else test.high}"


@given(TYPED)
def test_no_text_gives_another_error_than_a_refusal(typed: str) -> None:
    with suppress(UsageError):
        parse_query(typed, NAMES)
    with suppress(UsageError):
        parse_filters([typed], NAMES)


@given(TREES)
@settings(max_examples=examples(80))
def test_a_tree_written_out_is_read_back(tree: Node) -> None:
    assert parse_query(_written(tree), NAMES) == tree


@given(TREES, TREES, ROWS)
@settings(max_examples=examples(80))
def test_negation_is_logical(one: Node, other: Node, row: dict[str, object]) -> None:
    def holds(node: Node) -> bool:
        return matches(node, row)  # type: ignore[arg-type]

    assert holds(Not(one)) is not holds(one)
    assert holds(Not(And((one, other)))) is holds(Or((Not(one), Not(other))))
    assert holds(Not(Or((one, other)))) is holds(And((Not(one), Not(other))))
    assert holds(And((one, Or((one, other))))) is holds(one)
