"""A conflict is told as far as who syncs may see it: a masked value is a mask there too, a hidden file has no name."""

from colleagues import CUSTOMER, Team

from crmfs.core.messages import say


def _apart(team: Team, field: str, mine: str, theirs: str) -> None:
    """Both sides have another value; a sales person of the team east sits down at 李强's clone."""
    team.wang.does("member", "add", "赵敏", "--email", "zhao@example.com", "--role", "sales", "--team", "east")
    team.wang.does("set", "CUST001", "team=east", "owner=E002")
    team.even()
    team.wang.does("set", "CUST001", f"{field}={theirs}")
    team.wang.does("sync")
    team.li.does("set", "CUST001", f"{field}={mine}")
    team.li.git("config", "user.name", "赵敏")
    team.li.git("config", "user.email", "zhao@example.com")


def test_a_value_that_is_masked_for_him_is_not_shown_in_a_conflict(team: Team) -> None:
    _apart(team, "budget", "7351901", "7351902")
    for line in (("sync",), ("sync", "--json"), ("resolve",), ("resolve", "--json"), ("sync", "--status")):
        said = team.li(*line)
        assert CUSTOMER in said.out or "CUST001" in said.out
        assert "735190" not in said.out + said.err


def test_a_value_that_he_may_see_is_shown(team: Team) -> None:
    _apart(team, "need", "库存", "采购")
    said = team.li("sync")
    assert said.code == 4
    assert "库存" in said.out
    assert "采购" in said.out


def test_a_file_hidden_from_him_has_no_name_in_a_conflict(team: Team) -> None:
    _apart(team, "need", "库存", "采购")
    team.li.git("config", "user.email", "wang@example.com")
    for person, bank in ((team.li, "甲银行"), (team.wang, "乙银行")):
        person.commit({"customers/01/CUST001/finance/terms.yaml": f"bank: {bank}\n"})
    team.wang.does("sync")
    team.li.git("config", "user.email", "zhao@example.com")
    for line in (("sync",), ("sync", "--json"), ("resolve",), ("resolve", "--json")):
        said = team.li(*line)
        assert said.code == 4
        assert "银行" not in said.out + said.err
        assert "terms" not in said.out + said.err
    assert say("sync.hidden_files", "zh", count=1) in team.li("resolve").out
    assert team.li("resolve", "customers/01/CUST001/finance/terms.yaml", "--mine").code == 3
