"""Walking a tree: which words and conditions a hit may have, and which rule it out."""

from crmfs.query.tree import And, Condition, Not, Or, Present, Word, holds_words, leaves, met, wanted

OFFER, ACTIVE, SECRET = Word("报价"), Condition("status", (Present(),)), Word("机密")
QUERY = And((Or((OFFER, ACTIVE)), Not(And((SECRET,)))))


def test_leaves_are_in_the_order_typed() -> None:
    assert list(leaves(QUERY)) == [OFFER, ACTIVE, SECRET]


def test_what_is_excluded_is_not_met() -> None:
    assert list(met(QUERY)) == [OFFER, ACTIVE]


def test_only_words_are_wanted() -> None:
    assert list(wanted(QUERY)) == [OFFER]


def test_an_excluded_word_is_a_word_too() -> None:
    assert (holds_words(Not(SECRET)), holds_words(ACTIVE)) == (True, False)
