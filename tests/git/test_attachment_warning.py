"""Personal data in an attachment's text is a warning of validate, once something else has got the text out."""

import dataclasses

import pytest

from crmfs.checks.load import load_rules
from crmfs.checks.run import check_snapshot
from crmfs.core.release import template_files
from crmfs.exchange.samples.files import docx
from crmfs.extract.texts import Texts
from crmfs.git.derived import Derived

PHONE = "13800001111"
CUSTOMER = 'id: CUST001\nname: "*经理"\ncompany: 未来科技有限公司\nowner: E001\n'
FOLDER = "customers/01/CUST001"
CONTRACT = f"{FOLDER}/documents/contracts/合同.docx"
FREE = f"{FOLDER}/finance/files/发票.docx"
MANUAL = "library/faq/常见问题.docx"
CLEAN = f"{FOLDER}/documents/quotes/报价.docx"
DOCUMENTS = {
    CONTRACT: docx([f"联系电话 {PHONE}", "邮箱 zhang@future.cn"]),
    FREE: docx([f"开票电话 {PHONE}"]),
    MANUAL: docx(["王经理", f"手机：{PHONE}"]),
    CLEAN: docx(["客服热线 400-800-1234", "金额 128000 元"]),
}


@pytest.fixture
def repository(make_repository):
    described = {f"{path}.meta.yaml": "title: 文件\n" for path in DOCUMENTS}
    members = 'members:\n  - {id: E001, name: "*经理"}\n'
    return make_repository(
        {**template_files(), "members.yaml": members, f"{FOLDER}/customer.yaml": CUSTOMER, **DOCUMENTS, **described}
    )


def warned(repository, profile: str = "default", under=(), snapshot=None) -> list[tuple[str, object]]:
    snapshot = snapshot or repository.snapshot("HEAD")
    rules = dataclasses.replace(load_rules(snapshot), profile=profile)
    found = check_snapshot(snapshot, rules, Derived(repository), under=under)
    assert all(PHONE not in str(problem) for problem in found)
    return sorted(
        (problem.path, problem.params["count"]) for problem in found if problem.code == "privacy.in_attachment"
    )  # fmt: skip


def index(repository) -> None:
    entries = [entry for entry in repository.snapshot("HEAD").walk() if entry.path in DOCUMENTS]
    with Texts(Derived(repository)) as texts:
        list(texts.get((entry.path, entry.oid, lambda entry=entry: DOCUMENTS[entry.path]) for entry in entries))


def test_it_is_told_once_the_text_is_known_and_protected_files_are_free(repository) -> None:
    assert warned(repository) == []
    index(repository)
    expected = [(CONTRACT, 2), (MANUAL, 1)]
    assert warned(repository) == expected
    assert warned(repository) == expected  # from the store
    assert warned(repository, under=[FOLDER]) == expected[:1]
    assert warned(repository, snapshot=repository.worktree(), under=[FOLDER]) == expected[:1]


def test_where_no_personal_data_may_be_protected_files_are_not_free(repository) -> None:
    index(repository)
    assert warned(repository, "no-pii") == [(CONTRACT, 2), (FREE, 1), (MANUAL, 1)]


def test_without_the_store_nothing_is_known(repository) -> None:
    index(repository)
    snapshot = repository.snapshot("HEAD")
    found = check_snapshot(snapshot, load_rules(snapshot))
    assert [problem for problem in found if problem.code == "privacy.in_attachment"] == []
