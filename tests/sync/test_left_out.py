"""`crmfs sync --fold --without`: what may not stay leaves the unpushed commits, and all else stays."""

from pathlib import Path

from colleagues import CONTACTS, CUSTOMER, DOCUMENT, Team, git

from crmfs.core.messages import say

PHONE = "13812345678"
VISIT = "id: INT-20260301-7K3M9Q\ndate: 2026-03-01\ntype: call\nemployee: E003\ncontent: 谈了\n"


def _replace(team: Team, old: str, new: str) -> str:
    """赵敏 writes something into CUST001 by hand, past her own hooks; returns the commit."""
    text = team.li.text(CUSTOMER)
    assert old in text
    team.li.commit({CUSTOMER: text.replace(old, new)})
    return team.li.git("rev-parse", "HEAD")


def test_what_she_may_neither_push_nor_undo_is_left_out(sales: Team) -> None:
    before = sales.li.text(CUSTOMER)
    wrong = _replace(sales, "owner: E003", "owner: E001")
    sales.li.does("set", "CUST002", "need=库存")
    refused = sales.li("undo", wrong)
    assert refused.code == 3
    assert f"crmfs sync --fold --without {wrong[:10]}" in refused.err
    said = sales.li("sync")
    assert said.code == 1
    command = f"crmfs sync --fold --without {wrong[:10]}"
    assert command in said.err
    assert "git reset" not in said.err
    sales.li.does(*command.split()[1:])
    assert sales.li.text(CUSTOMER) == before
    sales.even()
    assert "need: 库存" in sales.wang.text(CUSTOMER.replace("01", "02", 1).replace("CUST001", "CUST002"))


def test_later_changes_of_other_fields_of_the_same_record_stay(sales: Team) -> None:
    wrong = _replace(sales, "lifecycle: in_use", "level: key\nlifecycle: in_use")
    sales.li.does("set", "CUST001", "need=库存", "tags+=重点")
    sales.li.does("sync", "--fold", "--without", wrong[:10])
    sales.even()
    text = sales.wang.text(CUSTOMER)
    assert all(line in text for line in ("need: 库存", "重点"))
    assert "level" not in text


def test_a_number_that_an_earlier_commit_brought_leaves_the_history_too(sales: Team) -> None:
    wrong = _replace(sales, "notes: 原来", f"notes: 电话 {PHONE}")
    sales.li.does("set", "CUST001", "need=库存")
    assert sales.li("sync").code == 1
    sales.li.does("sync", "--fold", "--without", wrong[:10])
    sales.even()
    assert git(sales.server, "log", "--oneline", f"-S{PHONE}", "main") == ""
    assert "notes: 原来" in sales.wang.text(CUSTOMER)


def test_a_fold_keeps_an_end_state_that_was_put_right(sales: Team) -> None:
    _replace(sales, "notes: 原来", f"notes: 电话 {PHONE}")
    sales.li.does("set", "CUST001", "notes=电话见联系人", "need=库存", "--reason", "改正")
    assert sales.li("sync").code == 1
    sales.li.does("sync", "--fold", "--reason", "去掉电话")
    message = sales.li.git("log", "-1", "--format=%B")
    assert "Reason: 去掉电话" in message
    assert "改正" in message
    sales.even()
    assert "电话见联系人" in sales.wang.text(CUSTOMER)


def test_one_commit_alone_can_be_left_out_and_then_nothing_is_left(sales: Team) -> None:
    server = git(sales.server, "rev-parse", "main")
    wrong = _replace(sales, "owner: E003", "owner: E001")
    done = sales.li.does("sync", "--fold", "--without", wrong, "--json")
    assert done.objects[0] == {"id": "CUST001", "path": CUSTOMER, "how": "changed", "fields": ["owner"]}
    assert done.summary["commit"] == server == sales.li.git("rev-parse", "HEAD")
    assert sales.li.git("rev-parse", done.summary["backup"]) == wrong
    assert sales.li.git("status", "--porcelain") == ""
    sales.even()


def test_a_message_that_is_refused_is_mended_by_a_fold_of_one(sales: Team) -> None:
    text = sales.li.text(CUSTOMER)
    sales.li.commit({CUSTOMER: text.replace("notes: 原来", "notes: 新的")}, "-m", f"打 {PHONE}")
    assert "privacy.in_message" in sales.li("sync").err
    sales.li.does("sync", "--fold")
    assert PHONE not in sales.li.git("log", "-1", "--format=%B")
    sales.even()


def test_a_place_that_a_later_commit_changed_is_asked_about_and_nothing_changes(sales: Team) -> None:
    wrong = _replace(sales, "owner: E003", "owner: E001")
    again = _replace(sales, "owner: E001", "owner: E002")
    before = sales.li.git("for-each-ref"), sales.li.text(CUSTOMER)
    said = sales.li("sync", "--fold", "--without", wrong[:10])
    assert said.code == 4
    assert "负责员工 (owner)" in said.err
    command = f"crmfs sync --fold --without {wrong[:10]} --without {again[:10]}"
    assert command in said.err
    found = sales.li("sync", "--fold", "--without", wrong[:10], "--json").objects
    assert found == [{"id": "CUST001", "path": CUSTOMER, "field": "owner", "later": [again]}]
    assert (sales.li.git("for-each-ref"), sales.li.text(CUSTOMER)) == before
    sales.li.does(*command.split()[1:])
    sales.even()
    assert "owner: E003" in sales.wang.text(CUSTOMER)


def test_a_dry_run_tells_by_field_what_would_go_and_changes_nothing(sales: Team) -> None:
    wrong = _replace(sales, "owner: E003", "need: 私\nowner: E001")
    sales.li.does("set", "CUST002", "need=库存")
    before = sales.li.git("for-each-ref"), sales.li.text(CUSTOMER)
    said = sales.li.does("sync", "--fold", "--without", wrong[:10], "--dry-run")
    assert "CUST001  采购需求、负责员工" in said.out
    assert (sales.li.git("for-each-ref"), sales.li.text(CUSTOMER)) == before


def test_a_customer_that_was_not_hers_to_make_goes_with_all_that_was_added(sales: Team) -> None:
    folder = "customers/09/CUST009"
    sales.li.commit(
        {f"{folder}/customer.yaml": sales.li.text(CUSTOMER).replace("CUST001", "CUST009").replace("E003", "E001")}
    )
    made = sales.li.git("rev-parse", "HEAD")
    sales.li.commit({f"{folder}/interactions/INT-20260301-7K3M9Q.yaml": VISIT})
    later = sales.li.git("rev-parse", "HEAD")
    sales.li.does("set", "CUST002", "need=库存")
    assert sales.li("sync").code == 1
    said = sales.li("sync", "--fold", "--without", made[:10])
    assert said.code == 4
    assert later[:10] in said.err
    sales.li.does("sync", "--fold", "--without", made[:10], "--without", later[:10])
    assert not (sales.li.clone / folder).exists()
    sales.even()


def test_what_was_left_out_can_be_looked_at_and_a_new_document_is_told_as_gone(sales: Team, tmp_path: Path) -> None:
    (tmp_path / "方案.txt").write_text("方案\n", encoding="utf-8")
    made = sales.li.does("attach", "CUST001", str(tmp_path / "方案.txt"), "--category", "quotes")
    command = next(part for line in made.err.splitlines() for part in line.split("：") if part.startswith("crmfs sync"))
    said = sales.li.does(*command.partition("；")[0].split()[1:])
    assert f"{DOCUMENT.replace('报价', '方案')}  {say('sync.left_gone', 'zh')}" in said.out
    look = next(line for line in said.err.splitlines() if "crmfs diff" in line).partition("crmfs diff ")[2]
    assert "方案" in sales.li.does("diff", *look.split()).out
    sales.even()


def test_after_a_merge_what_the_server_says_is_what_remains(sales: Team) -> None:
    """Her customer was given to somebody else while she was away, and both changed the same field."""
    sales.wang.does("set", "CUST001", "need=采购", "owner=E001")
    sales.wang.does("sync")
    sales.li.does("set", "CUST001", "need=库存", "budget=5")
    mine = sales.li.git("rev-parse", "HEAD")
    sales.li.does("set", "CUST002", "need=仓储")
    assert sales.li("sync").code == 4
    sales.li.does("resolve", "CUST001#need", "--mine")
    assert sales.li("sync").code == 1
    assert sales.li.git("log", "-1", "--format=%p").count(" ") == 1
    sales.li.does("sync", "--fold", "--without", mine[:10])
    sales.even()
    text = sales.wang.text(CUSTOMER)
    assert "need: 采购" in text
    assert "budget" not in text


def test_a_change_that_the_server_made_likewise_is_not_taken_back(sales: Team) -> None:
    for person in (sales.wang, sales.li):
        person.does("set", "CUST001", "need=库存")
    mine = sales.li.git("rev-parse", "HEAD")
    sales.wang.does("sync")
    sales.li.does("set", "CUST002", "need=仓储")
    sales.server.rename(sales.server.with_suffix(".away"))
    sales.li.git("fetch", "-q", str(sales.server.with_suffix(".away")), "main:refs/remotes/origin/main")
    sales.li.git("merge", "-q", "origin/main")
    sales.server.with_suffix(".away").rename(sales.server)
    sales.li.does("sync", "--fold", "--without", mine[:10])
    sales.even()
    assert "need: 库存" in sales.wang.text(CUSTOMER)


def test_unsaved_edits_are_not_touched_and_in_the_way_only_where_something_is_left_out(sales: Team) -> None:
    wrong = _replace(sales, "owner: E003", "owner: E001")
    contacts, customer = sales.li.clone / CONTACTS, sales.li.clone / CUSTOMER
    contacts.write_text("没保存\n", encoding="utf-8")
    customer.write_text(customer.read_text(encoding="utf-8") + "need: 没保存\n", encoding="utf-8")
    before = sales.li.git("for-each-ref")
    said = sales.li("sync", "--fold", "--without", wrong[:10])
    assert (said.code, CUSTOMER in said.err) == (4, True)
    assert sales.li.git("for-each-ref") == before
    sales.li.git("checkout", "-q", "--", CUSTOMER)
    sales.li.does("sync", "--fold", "--without", wrong[:10])
    assert contacts.read_text(encoding="utf-8") == "没保存\n"


def test_what_is_left_without_its_ground_is_refused(sales: Team) -> None:
    """A commit added a document, a later one only said more of it."""
    made = DOCUMENT.replace("报价", "方案")
    sales.li.commit({made: "方案\n"})
    first = sales.li.git("rev-parse", "HEAD")
    sales.li.commit({f"{made}.meta.yaml": "title: 方案\n"})
    before = sales.li.git("for-each-ref")
    said = sales.li("sync", "--fold", "--without", first[:10])
    assert said.code == 1
    assert sales.li.git("for-each-ref") == before


def test_only_what_is_not_pushed_and_no_merge_can_be_left_out(sales: Team) -> None:
    sales.wang.does("set", "CUST003", "need=采购")
    sales.wang.does("sync")
    sales.li.does("set", "CUST001", "need=库存")
    for typed in ("HEAD~1", "nix", "00000000"):
        said = sales.li("sync", "--fold", "--without", typed)
        assert (said.code, say("sync.without_unknown", "zh", commit=typed) in said.err) == (3, True)
    sales.li.git("fetch", "-q")
    sales.li.git("merge", "-q", "--no-edit", "origin/main")
    assert sales.li("sync", "--fold", "--without", "HEAD").code == 2
    assert sales.li("sync", "--without", "HEAD").code == 2
    sales.li.does("sync")
    assert sales.li("sync", "--fold").code == 2


def test_a_version_of_a_document_that_a_merge_kept_goes_with_its_commit(sales: Team, tmp_path: Path) -> None:
    for person, text in ((sales.wang, "王的版本\n"), (sales.li, "赵的版本\n")):
        (tmp_path / "报价.txt").write_text(text, encoding="utf-8")
        person.does("attach", "CUST001", str(tmp_path / "报价.txt"), "--category", "quotes")
    mine = sales.li.git("rev-parse", "HEAD")
    sales.wang.does("set", "CUST001", "owner=E001")
    sales.wang.does("sync")
    assert sales.li("sync").code == 1
    assert len(sales.li.git("ls-files", "*报价*.txt").splitlines()) == 2
    sales.li.does("sync", "--fold", "--without", mine[:10])
    sales.even()
    assert sales.wang.git("ls-files", "*报价*.txt").splitlines() == [DOCUMENT]
    assert sales.wang.text(DOCUMENT) == "王的版本\n"


def test_a_document_that_a_later_commit_replaced_once_more_is_asked_about(sales: Team, tmp_path: Path) -> None:
    commits = []
    for text in ("第二版\n", "第三版\n"):
        (tmp_path / "报价.txt").write_text(text, encoding="utf-8")
        sales.li.does("attach", "CUST001", str(tmp_path / "报价.txt"), "--category", "quotes")
        commits.append(sales.li.git("rev-parse", "HEAD"))
    said = sales.li("sync", "--fold", "--without", commits[0])
    assert (said.code, commits[1][:10] in said.err) == (4, True)
    sales.li.does("sync", "--fold", "--without", commits[1])
    assert sales.li.text(DOCUMENT) == "第二版\n"
