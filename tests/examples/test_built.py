"""Problems that no folder of examples can hold: links, submodules, names and sizes that a checkout may refuse."""

from datetime import date

import pytest
from example_cases import TODAY, base_files, examples, expectation, told

from crmfs import checks
from crmfs.checks.load import load_rules
from crmfs.checks.run import check_snapshot
from crmfs.core.messages import Rule, every_code

BUILT = {
    "path.symlink", "path.submodule", "path.unsafe", "file.big", "file.too_big", "check.crashed",
    "privacy.in_attachment",
}  # fmt: skip
ELSEWHERE = {"push", "schema", "yaml", "access", "extract", "index"}  # rules tested in rooms of their own
CUSTOMER = 'id: CUST001\nname: "*经理"\ncompany: 未来科技有限公司\nowner: E001\n'
FOLDER = "customers/01/CUST001"
CONTRACT = f"{FOLDER}/documents/contracts/合同.pdf"
META = f"{CONTRACT}.meta.yaml"


def checked(repository, today: date = TODAY) -> list[tuple[str, str, object]]:
    """Returns what is told of a repository's last commit."""
    snapshot = repository.snapshot("HEAD")
    return told(check_snapshot(snapshot, load_rules(snapshot, today=today)))


def test_every_rule_has_an_example() -> None:
    shown = set(BUILT)
    for example in examples("bad"):
        problems = expectation(example)["problems"]
        assert isinstance(problems, list)
        shown |= {problem["code"] for problem in problems}
    rules = {code for code, entry in every_code().items() if isinstance(entry, Rule)}
    assert {code for code in rules - shown if code.partition(".")[0] not in ELSEWHERE} == set()


def test_a_symbolic_link_is_refused(make_repository, git) -> None:
    repository = make_repository({**base_files(), f"{FOLDER}/customer.yaml": CUSTOMER})
    link = repository.root / FOLDER / "contacts.yaml"
    link.symlink_to("/etc/passwd")
    git(repository.root, "add", "-A")
    git(repository.root, "commit", "-qm", "link")
    assert checked(repository) == [("path.symlink", f"{FOLDER}/contacts.yaml", None)]


def test_a_submodule_is_refused(make_repository, git) -> None:
    repository = make_repository(base_files())
    oid = git(repository.root, "rev-parse", "HEAD").strip()
    git(repository.root, "update-index", "--add", "--cacheinfo", f"160000,{oid},library/faq/sub")
    git(repository.root, "commit", "-qm", "submodule")
    assert checked(repository) == [("path.submodule", "library/faq/sub", None)]


@pytest.mark.parametrize("name", ["a:b.pdf", "CON.pdf", "x\u200b.pdf", "合同.", "e\u0301.pdf", "长" * 67 + ".pdf"])
def test_a_name_that_does_not_check_out_everywhere_is_refused(name: str, make_repository, git) -> None:
    repository = make_repository({**base_files(), f"{FOLDER}/customer.yaml": CUSTOMER})
    path = f"{FOLDER}/documents/other/{name}"
    for stored in (path, f"{path}.meta.yaml"):
        oid = git(repository.root, "hash-object", "-w", "--stdin", stdin=b"title: x\n").strip()
        git(repository.root, "update-index", "--add", "--cacheinfo", f"100644,{oid},{stored}")
    git(repository.root, "commit", "-qm", "name")
    codes = {(code, where) for code, where, _ in checked(repository)}
    assert ("path.unsafe", path) in codes


def test_attachments_above_the_limits_are_told(make_repository) -> None:
    settings = b"format: 1\nlimits: {attachment_warn_mib: 0.001, attachment_max_mib: 0.002}\n"
    files = {"crmfs.yaml": settings, "members.yaml": b"members: []\n", META: b"title: x\n"}
    files |= {path: data for path, data in base_files().items() if path.startswith("schema/base/customer")}
    repository = make_repository({**files, CONTRACT: b"x" * 1500}, "big")
    assert ("file.big", CONTRACT, None) in checked(repository)
    repository = make_repository({**files, CONTRACT: b"x" * 2500}, "bigger")
    assert ("file.too_big", CONTRACT, None) in checked(repository)


def test_folders_that_differ_in_case_only_collide(make_repository, git) -> None:
    repository = make_repository({**base_files(), f"{FOLDER}/customer.yaml": CUSTOMER})
    oid = git(repository.root, "hash-object", "-w", "--stdin", stdin=CUSTOMER.encode()).strip()
    git(repository.root, "update-index", "--add", "--cacheinfo", f"100644,{oid},customers/01/cust001/customer.yaml")
    git(repository.root, "commit", "-qm", "twin")
    assert ("path.collision", "customers/01/cust001/customer.yaml", None) in checked(repository)


def test_a_check_that_crashes_is_a_problem_and_hides_no_other(make_repository, monkeypatch) -> None:
    def crash(record, rules):
        raise ZeroDivisionError

    monkeypatch.setattr(checks, "RECORD_CHECKS", (crash, *checks.RECORD_CHECKS))
    files = {f"{FOLDER}/customer.yaml": CUSTOMER.replace('"*经理"', "张三")}
    codes = {code for code, where, _ in checked(make_repository({**base_files(), **files})) if where.startswith(FOLDER)}
    assert codes == {"check.crashed", "privacy.name_unmasked"}
