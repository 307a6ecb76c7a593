"""Comments of a YAML file, beside its keys and values."""

from crmfs.checks.comments import comments_of


def test_comments_are_found_with_their_places_and_values_are_not() -> None:
    text = "# 头\nname: '#不是' # 经理\nnotes: |\n  # 也不是\n# 尾\nurl: http://x/#y\n"
    assert list(comments_of(text.encode())) == [(1, 1, "# 头"), (2, 13, "# 经理"), (5, 1, "# 尾")]


def test_a_file_of_comments_alone_has_its_comments() -> None:
    assert list(comments_of(b"# a\r\n# b\r\n")) == [(1, 1, "# a"), (2, 1, "# b")]
