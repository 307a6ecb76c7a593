"""`crmfs import`: what lands, what is rejected and why, and that importing the same again changes nothing."""

import stat

import pytest
import xlsxwriter
from import_company import MEMBERS, Company, rejected

STANDARD = """\
客户资料表,,,,,,,,,,,,,
客户ID,客户姓名,公司名称,行业类型,客户来源,联系方式,电子邮箱,互动日期,互动类型,互动内容,负责员工,客户状态,下次跟进日期,备注
CUST001,*经理,未来科技有限公司,科技,展会推荐,*,*,2023-10-15,电话会议,讨论产品需求,*销售代表,活跃客户,2023-11-01,"客户对价格敏感,需跟进折扣"
CUST002,张三,远方贸易有限公司,外贸,展会推荐,13800138000,zhang@yuanfang.cn,2023/10/16,电话,首次接触,王芳,潜在,2023-11-02,
"""


@pytest.fixture
def company(office: Company) -> Company:
    return office


def test_the_standard_table_lands_in_one_commit_with_real_names_protected(company: Company) -> None:
    done = company.bring(company.table("客户.csv", STANDARD))
    assert (done.code, done.summary) == (0, {"created": 2, "changed": 0, "unchanged": 0, "rejected": 0})
    assert company.commits() == 2
    first, second = company.customers()
    assert first == {
        "id": "CUST001", "name": "*经理", "company": "未来科技有限公司", "industry": "technology",
        "source": "trade_show_referral", "owner": "*销售代表", "status": "active", "next_follow_up": "2023-11-01",
        "source_ref": {"system": "import", "id": "CUST001"}, "notes": "客户对价格敏感,需跟进折扣",
    }  # fmt: skip
    assert (second["name"], second["owner"]) == ("*联系人", "E001")
    (person,) = company.contacts("CUST002")
    assert {key: person[key] for key in ("name", "mobile", "email", "primary")} == {
        "name": "张三", "mobile": "13800138000", "email": "zhang@yuanfang.cn", "primary": True,
    }  # fmt: skip
    assert not (company.root / "customers/01/CUST001/contacts.yaml").exists()


def test_columns_8_to_10_are_one_interaction_and_the_same_one_again(company: Company) -> None:
    table = company.table("客户.csv", STANDARD)
    company.bring(table)
    (meeting,) = company.children("CUST001", "interactions")
    assert (meeting["date"], meeting["type"], meeting["content"]) == ("2023-10-15", "conference_call", "讨论产品需求")
    (company.desk / "客户.csv").rename(company.desk / "客户2.csv")
    done = company.bring(company.desk / "客户2.csv")
    assert done.summary == {"created": 0, "changed": 0, "unchanged": 2, "rejected": 0}
    assert company.children("CUST001", "interactions") == [meeting]
    assert company.commits() == 2


def test_every_change_is_told_as_json_and_a_retry_tells_none(company: Company) -> None:
    table = company.table("客户.csv", STANDARD)
    done = company.bring(table)
    assert {"CUST001", "CUST002", "CUST002/contacts"} <= {one["id"] for one in done.objects[:-1]}
    assert all({"id", "path", "commit", "op"} <= one.keys() for one in done.objects[:-1])
    assert {one["commit"] for one in done.objects[:-1]} == {company.git("rev-parse", "HEAD").strip()}
    assert len(company.bring(table).objects) == 1


def test_what_was_recognised_is_said_in_both_languages(company: Company) -> None:
    table = company.table("a.csv", "客户ID,公司名称,行业类型,备注栏,传真\nCUST001,未来,科技,x,0755-26881234\n")
    chinese = company.run("import", table, "--dry-run")
    assert "客户，1 行；编码 utf-8，分隔符 ','，表头在第 1 行" in chinese.err
    assert "公司名称 → 公司名称" in chinese.err and "备注栏" in chinese.err
    assert chinese.out == "新建 1 行，修改 0 行，未变 0 行，拒绝 0 行\n"
    english = company.run("import", table, "--dry-run", "--lang", "en")
    assert "a.csv: customer, 1 row" in english.err and "公司名称 → Company" in english.err
    assert "encoding utf-8" in english.err and "kept under extra: 备注栏" in english.err
    assert "personal, kept in contacts.yaml: 传真" in english.err
    assert company.commits() == 1 and company.customers() == []


def test_bad_rows_are_rejected_with_their_reason_and_good_ones_land(company: Company) -> None:
    table = company.table(
        "a.csv",
        "客户ID,公司名称,行业类型,下次跟进日期,备注\n"
        "CUST001,未来,科技,2023-11-01,好\n"
        "CUST002,远方,没有的行业,2023-11-01,\n"
        "CUST003,近处,科技,03/04/2023,\n"
        "CUST004,某处,科技,,请打 13912345678\n"
        "CUST005,\n"
        "CUST006,长行,科技,,,多出来的\n",
    )
    done = company.bring(table)
    assert (done.code, done.summary) == (1, {"created": 1, "changed": 0, "unchanged": 0, "rejected": 5})
    assert [value["id"] for value in company.customers()] == ["CUST001"]
    file = company.desk / "a.csv.rejected.csv"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    rows = rejected(file)
    assert [row["客户ID"] for row in rows] == ["CUST002", "CUST003", "CUST004", "CUST005", "CUST006"]
    for row, word in zip(rows, ("行业类型", "dmy", "备注", "公司名称", "5 列"), strict=True):
        assert word in row["why"]
    assert "13912345678" not in done.out + done.err


def test_the_reason_names_the_column_even_where_a_row_has_two_dates(company: Company) -> None:
    company.bring(company.table("a.csv", "客户ID,公司名称,互动日期,下次跟进日期\nCUST001,未来,2023-11-01,下周\n"))
    assert rejected(company.desk / "a.csv.rejected.csv")[0]["why"].startswith("下次跟进日期：看不懂这个日期")


def test_what_hangs_on_a_rejected_row_is_rejected_with_it(company: Company) -> None:
    customers = company.table(
        "c.csv", "客户ID,公司名称,行业类型,备注\nCUST001,未来,科技,请打 13912345678\nCUST002,远方,科技,\n"
    )
    orders = company.table(
        "o.csv", "订单号,客户ID,下单日期,订单金额\nSO-1,CUST001,2023-10-01,5\nSO-2,CUST002,2023-10-01,6\n"
    )
    done = company.bring(customers, orders)
    assert done.summary == {"created": 2, "changed": 0, "unchanged": 0, "rejected": 2}
    assert "找不到它所属的客户" in rejected(company.desk / "o.csv.rejected.csv")[0]["why"]


def test_a_row_whose_record_is_broken_is_rejected_and_the_others_land(company: Company) -> None:
    company.bring(company.table("a.csv", "客户ID,公司名称,行业类型\nCUST001,未来,科技\nCUST002,远方,科技\n"))
    file = company.root / "customers/01/CUST001/customer.yaml"
    file.write_text("name: *经理\n", encoding="utf-8")
    company.git("commit", "-aqm", "broken by hand")
    done = company.bring(company.table("b.csv", "客户ID,公司名称,行业类型\nCUST001,未来二,科技\nCUST002,远方二,科技\n"))
    assert (done.summary["changed"], done.summary["rejected"]) == (1, 1)
    assert "customers/01/CUST001/customer.yaml" in rejected(company.desk / "b.csv.rejected.csv")[0]["why"]


def test_mended_rejected_rows_are_imported_without_their_reason(company: Company) -> None:
    company.bring(company.table("a.csv", "客户ID,公司名称,行业类型\nCUST002,远方,没有的行业\n"))
    file = company.desk / "a.csv.rejected.csv"
    file.write_text(
        file.read_text(encoding="utf-8-sig").replace("CUST002,远方,没有的行业", "CUST002,远方,科技"), encoding="utf-8"
    )
    assert company.bring(file).summary["created"] == 1
    assert "extra" not in company.customers()[0]


def test_rejected_rows_never_lie_inside_the_repository(company: Company) -> None:
    inside = company.root / "import.csv"
    inside.write_text("客户ID,公司名称,行业类型\nCUST002,远方,没有的行业\n", encoding="utf-8")
    done = company.run("import", inside)
    assert not list(company.root.glob("*.rejected.csv"))
    kept = company.root / ".git" / "crmfs" / "imports" / "import.csv.rejected.csv"
    assert kept.is_file() and str(kept) in done.err


def test_strict_lands_nothing_when_a_row_is_rejected(company: Company) -> None:
    table = company.table("a.csv", "客户ID,公司名称,行业类型\nCUST001,未来,科技\nCUST002,远方,没有的行业\n")
    done = company.bring(table, "--strict")
    assert (done.code, done.summary["created"], done.summary["rejected"], done.summary["held"]) == (1, 0, 1, 1)
    assert company.commits() == 1 and company.customers() == []


def test_batches_are_commits_of_some_customers_each(company: Company) -> None:
    rows = "".join(f"CUST{at:03d},公司{at}号,科技\n" for at in range(1, 8))
    done = company.bring(company.table("a.csv", "客户ID,公司名称,行业类型\n" + rows), "--batch", "3")
    assert done.summary["created"] == 7
    assert company.commits() == 4
    assert len({one["commit"] for one in done.objects[:-1]}) == 3


def test_a_changed_cell_is_an_edit_that_keeps_every_other_byte(company: Company) -> None:
    table = company.table("a.csv", "客户ID,公司名称,行业类型,城市级别\nCUST001,未来,科技,一线\n")
    company.bring(table)
    file = company.root / "customers/01/CUST001/customer.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "notes: 手写  # 别动我\n", encoding="utf-8")
    company.git("commit", "-aqm", "by hand")
    before = file.read_text(encoding="utf-8")
    table.write_text("客户ID,公司名称,行业类型,城市级别\nCUST001,未来科技,科技,二线\n", encoding="utf-8")
    done = company.bring(table)
    assert done.summary == {"created": 0, "changed": 1, "unchanged": 0, "rejected": 0}
    after = file.read_text(encoding="utf-8")
    assert after == before.replace("company: 未来 ", "company: 未来科技 ").replace("城市级别: 一线", "城市级别: 二线")


def test_empty_cells_and_masks_replace_nothing(company: Company) -> None:
    company.bring(company.table("客户.csv", STANDARD))
    before = company.customers(), company.contacts("CUST002")
    company.bring(
        company.table(
            "b.csv", "客户ID,客户姓名,公司名称,联系方式,行业类型,备注\nCUST002,*总监,*,*,,\nCUST001,*,,*,*,*\n"
        )
    )
    assert (company.customers(), company.contacts("CUST002")) == before


def test_a_status_changed_by_an_import_tells_why_and_by_whom(company: Company) -> None:
    company.bring(company.table("客户.csv", STANDARD))
    done = company.bring(
        company.table("b.csv", "客户ID,公司名称,客户状态,下次跟进日期\nCUST001,未来科技有限公司,流失,\n")
    )
    assert done.summary["changed"] == 1
    first = company.customers()[0]
    assert (first["status"], first["status_by"], first["status_date"]) == ("lost", "E001", "2023-10-20")
    assert first["status_reason"] == "导入 b.csv: 活跃 → 流失"


def test_a_foreign_id_that_does_not_fit_is_kept_byte_for_byte_and_finds_its_customer(company: Company) -> None:
    text = "Account ID,Account Name,Industry,Phone\n0015g00000A1b2c ,Future Tech,Technology,021-55550000\n"
    company.bring(company.table("a.csv", text))
    (customer,) = company.customers()
    assert str(customer["id"]).startswith("CUST-")
    assert customer["source_ref"] == {"system": "import", "id": "0015g00000A1b2c "}
    again = company.table("b.csv", text.replace("Future Tech", "Future Tech Ltd"))
    assert company.bring(again).summary["changed"] == 1
    assert [value["company"] for value in company.customers()] == ["Future Tech Ltd"]


def test_keep_ids_rejects_rows_whose_id_cannot_be_kept(company: Company) -> None:
    done = company.bring(
        company.table("a.csv", "客户ID,公司名称,行业\nCUST001,未来,科技\n12,远方,科技\n"), "--keep-ids"
    )
    assert (done.summary["created"], done.summary["rejected"]) == (1, 1)


def test_rows_without_an_id_are_found_by_company_or_person(company: Company) -> None:
    text = "公司名称,客户姓名,联系方式,行业类型\n未来科技有限公司,张三,13800138000,科技\n,李四,13900139000,零售\n"
    assert company.bring(company.table("a.csv", text)).summary["created"] == 2
    assert sorted(str(value["company"]) for value in company.customers()) == ["个人", "未来科技有限公司"]
    assert company.bring(company.table("b.csv", text)).summary == {
        "created": 0, "changed": 0, "unchanged": 2, "rejected": 0,
    }  # fmt: skip


def test_two_companies_that_differ_in_their_legal_form_stay_two(company: Company) -> None:
    done = company.bring(
        company.table("a.csv", "公司名称,行业类型,地址\n未来科技有限公司,科技,甲\n未来科技集团,科技,乙\n")
    )
    assert done.summary["created"] == 2


def test_private_customers_of_one_name_are_told_apart_by_their_numbers(company: Company) -> None:
    text = "姓名,手机,地址\n李四,13900139000,甲\n李四,13900139001,乙\n王五,,丙\n"
    assert company.bring(company.table("a.csv", text)).summary["created"] == 3
    assert company.bring(company.table("a.csv", text)).summary["unchanged"] == 3


def test_numbers_shown_masked_are_not_taken_for_numbers(company: Company) -> None:
    company.bring(company.table("客户.csv", STANDARD))
    before = company.contacts("CUST002")
    done = company.bring(
        company.table("b.csv", "客户ID,公司名称,手机,电子邮箱\nCUST002,远方贸易有限公司,138****8000,z***@yuanfang.cn\n")
    )
    assert done.summary["unchanged"] == 1
    assert company.contacts("CUST002") == before


def test_an_id_that_is_a_phone_number_is_rejected_and_its_column_named(company: Company) -> None:
    done = company.bring(company.table("a.csv", "客户编号,公司名称,行业类型\n13800138000,未来,科技\n"))
    assert done.summary["rejected"] == 1
    assert rejected(company.desk / "a.csv.rejected.csv")[0]["why"].startswith("客户编号：")
    assert "13800138000" not in done.out + done.err


def test_customers_are_numbered_on_where_the_settings_say_so(company: Company) -> None:
    settings = company.root / "crmfs.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("ids: random", "ids: sequence"), encoding="utf-8")
    company.git("commit", "-aqm", "numbers")
    company.bring(company.table("a.csv", "客户ID,公司名称,行业类型\n,甲公司,科技\nCUST002,乙公司,科技\n,丙公司,科技\n"))
    assert [(value["id"], value["company"]) for value in company.customers()] == [
        ("CUST001", "甲公司"), ("CUST002", "乙公司"), ("CUST003", "丙公司"),
    ]  # fmt: skip


def test_unsaved_edits_of_a_file_are_never_overwritten(company: Company) -> None:
    company.bring(company.table("客户.csv", STANDARD))
    file = company.root / "customers/01/CUST001/customer.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "# 还没保存\n", encoding="utf-8")
    before = file.read_bytes()
    done = company.run(
        "import", company.table("b.csv", "客户ID,公司名称,行业类型\nCUST001,未来,科技\nCUST009,新的,科技\n")
    )
    assert done.code == 4
    assert file.read_bytes() == before and company.commits() == 2


def test_files_of_one_import_refer_to_each_other_in_any_order(company: Company) -> None:
    lines = company.table(
        "lines.csv", "订单号,产品名称,数量,单价,折扣\n1001,键盘,2,9.9,0\n1001,鼠标,3,5.5,0.1\n1002,键盘,1,9.9,\n"
    )
    orders = company.table(
        "orders.csv", "订单号,客户编号,下单日期,运费\n1001,77,2023/10/01,5\n1002,77,2023-10-02,6\n9,88,2023-10-02,6\n"
    )
    customers = company.table("customers.csv", "客户编号,客户名称,行业,地址\n77,未来科技,科技,某路 1 号\n")
    done = company.bring(lines, orders, customers)
    assert (done.summary["created"], done.summary["rejected"]) == (6, 1)
    (customer,) = company.customers()
    first, second = company.children(str(customer["id"]), "orders")
    assert (first["amount"], second["amount"]) == (34.65, 9.9)
    assert first["lines"] == [
        {"product": "键盘", "quantity": 2, "unit_price": 9.9, "discount": 0},
        {"product": "鼠标", "quantity": 3, "unit_price": 5.5, "discount": 0.1},
    ]
    assert first["extra"] == {"运费": "5"}
    assert company.bring(lines, orders, customers).summary["unchanged"] == 6
    lines.write_text("订单号,产品名称,数量\n1001,鼠标,4\n1001,键盘,2\n", encoding="utf-8")
    assert company.bring(lines).summary == {"created": 0, "changed": 1, "unchanged": 1, "rejected": 0}
    assert company.children(str(customer["id"]), "orders")[0]["amount"] == 39.6


def test_orders_with_their_lines_in_the_same_table_are_grouped(company: Company) -> None:
    company.bring(company.table("客户.csv", STANDARD))
    text = "订单号,客户ID,日期,产品,数量,单价,批次\n" + "".join(
        f"SO-17,CUST001,2023-10-01,{line}\n" for line in ("键盘,2,10,x", "鼠标,1,5,y")
    )
    assert company.bring(company.table("o.csv", text)).summary["created"] == 2
    (order,) = company.children("CUST001", "orders")
    assert (order["id"], order["amount"]) == ("SO-17", 25)
    assert [line["extra"] for line in order["lines"]] == [{"批次": "x"}, {"批次": "y"}]
    assert company.bring(company.table("o.csv", text)).summary["unchanged"] == 2


def test_orders_without_an_id_are_told_apart_by_what_they_say(company: Company) -> None:
    company.bring(company.table("客户.csv", STANDARD))
    text = "客户ID,下单日期,订单金额\nCUST001,2023-10-01,100\nCUST001,2023-10-01,100\nCUST001,2023-10-02,50\n"
    assert company.bring(company.table("o.csv", text)).summary["created"] == 3
    assert len(company.children("CUST001", "orders")) == 3
    assert company.bring(company.table("o.csv", text)).summary["unchanged"] == 3


def test_rows_that_contradict_each_other_are_not_both_taken(company: Company) -> None:
    done = company.bring(company.table("a.csv", "客户ID,公司名称,行业类型\nCUST001,未来,科技\nCUST001,远方,科技\n"))
    assert (done.summary["created"], done.summary["rejected"]) == (1, 1)
    assert [value["company"] for value in company.customers()] == ["未来"]


def test_a_new_customer_without_status_and_owner_gets_those_that_new_gives(company: Company) -> None:
    table = company.table("a.csv", "客户ID,公司名称,行业类型,客户状态\nCUST001,未来,科技,\n")
    done = company.run("import", table)
    assert "1 位新客户没有写状态或负责员工" in done.err and "E001" in done.err
    (customer,) = company.customers()
    assert (customer["status"], customer["owner"]) == ("potential", "E001")
    again = company.run("import", table, "--lang", "en")
    assert "1 unchanged" in again.out and "owner" not in again.err


def test_two_people_of_one_company_are_two_contacts_of_one_customer(company: Company) -> None:
    text = "公司名称,联系人,手机,行业类型\n" + "".join(
        f"未来,{person},科技\n" for person in ("张三,13800138000", "李四,13900139000", ",13700137000")
    )
    done = company.bring(company.table("a.csv", text))
    assert done.summary == {"created": 3, "changed": 0, "unchanged": 0, "rejected": 0}
    (customer,) = company.customers()
    people = [(one["name"], one["mobile"], one.get("primary")) for one in company.contacts(str(customer["id"]))]
    assert people == [
        ("张三", "13800138000", True), ("李四", "13900139000", None), ("*联系人", "13700137000", None),
    ]  # fmt: skip
    assert company.bring(company.table("a.csv", text)).summary["unchanged"] == 3


def test_an_id_column_makes_two_customers_of_one_company_name(company: Company) -> None:
    text = "客户ID,公司名称,联系人,手机\nCUST001,未来,张三,13800138000\nCUST002,未来,李四,13900139000\n"
    assert company.bring(company.table("a.csv", text)).summary["created"] == 2
    assert [company.contacts(f"CUST00{n}")[0]["name"] for n in (1, 2)] == ["张三", "李四"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh", "a.csv 第 2 行对同一条记录的“手机”说法不同"),
        ("en", "a.csv, line 2, says something else for “Mobile” of the same record"),
    ],
)
def test_two_numbers_of_one_person_are_told_by_label_and_line(company: Company, language: str, said: str) -> None:
    text = "公司名称,联系人,联系方式\n未来,张三,13800138000\n未来,张三,13900139000\n"
    done = company.run("import", company.table("a.csv", text), "--lang", language)
    assert done.code == 1 and said in done.err


def test_several_interactions_of_one_customer_may_stand_in_the_standard_table(company: Company) -> None:
    head = "客户ID,公司名称,行业类型,客户来源,互动日期,互动类型,互动内容\n"
    rows = "CUST001,未来,科技,展会推荐,2023-10-01,电话,一\nCUST001,未来,科技,展会推荐,2023-10-02,邮件,二\n"
    company.bring(company.table("a.csv", head + rows))
    assert [one["content"] for one in company.children("CUST001", "interactions")] == ["一", "二"]


def test_interactions_tickets_and_feedback_find_their_customer_by_name(company: Company) -> None:
    company.bring(company.table("客户.csv", STANDARD))
    done = company.bring(
        company.table(
            "i.csv", "客户名称,跟进时间,跟进方式,跟进内容,创建人\n未来科技,2023-10-18 09:30,微信,报价,王芳\n"
        ),
        company.table(
            "t.csv", "工单编号,客户ID,问题类型,主题,提出日期,处理状态\nT1,CUST001,投诉,少一件,2023-10-18,已解决\n"
        ),
        company.table("f.csv", "客户ID,评价日期,评分,评价内容\nCUST002,2023-10-19,5,很好\nCUST009,2023-10-19,5,很好\n"),
    )
    assert (done.summary["created"], done.summary["rejected"]) == (3, 1)
    assert company.children("CUST001", "interactions")[-1]["employee"] == "E001"
    assert company.children("CUST001", "tickets")[0]["status"] == "solved"
    assert company.children("CUST002", "feedback")[0]["rating"] == 5


def test_contacts_join_their_customer_and_only_the_first_is_primary(company: Company) -> None:
    company.bring(company.table("客户.csv", STANDARD))
    text = "联系人ID,姓名,客户编号,职务,手机,邮件\nP7,李四,CUST001,采购,13900139000,li@weilai.cn\nP8,王五,CUST001,,,\n"
    assert company.bring(company.table("c.csv", text)).summary["created"] == 2
    assert [(one["id"], one["name"], one.get("primary")) for one in company.contacts("CUST001")] == [
        ("P7", "李四", True), ("P8", "王五", None),
    ]  # fmt: skip
    assert company.bring(company.table("c.csv", text)).summary["unchanged"] == 2


def test_employees_are_members_and_known_to_the_same_import(company: Company) -> None:
    members = company.table("e.csv", "工号,姓名,部门,邮箱\n5,李强,华东,li.qiang@example.com\n")
    customers = company.table(
        "c.csv", "客户ID,公司名称,行业类型,负责员工\nCUST001,未来,科技,李强\nCUST002,远方,科技,5\n"
    )
    done = company.bring(customers, members)
    assert (done.summary["created"], done.err.count("members.yaml")) == (3, 0)
    assert [value["owner"] for value in company.customers()] == ["E002", "E002"]
    text = (company.root / "members.yaml").read_text(encoding="utf-8")
    assert text.startswith(MEMBERS)
    assert company.bring(members, "--kind", "member").summary["unchanged"] == 1


def test_an_employees_regions_roles_and_addresses_are_lists_in_one_cell(company: Company) -> None:
    people = company.table(
        "员工.csv", "工号,姓名,负责地区,角色,邮箱\nE010,李强,华东、华北,sales,li@corp.cn；qiang@corp.cn\n"
    )
    assert company.bring(people, "--kind", "member").summary["created"] == 1
    listed = (company.root / "members.yaml").read_text(encoding="utf-8").partition("E010")[2]
    for part in ("regions:\n      - 华东\n      - 华北", "emails:\n      - li@corp.cn\n      - qiang@corp.cn"):
        assert part in listed


def test_an_unknown_employee_is_said_and_does_not_stop_the_row(company: Company) -> None:
    done = company.run("import", company.table("客户.csv", STANDARD))
    assert done.code == 0
    assert "“负责员工”列写的员工不在 members.yaml 中的有 1 行" in done.err


def test_a_map_says_what_the_headings_do_not(company: Company) -> None:
    company.table(
        "map.yaml", "system: old\nfiles: {x.csv: {kind: customer, id: Nr, columns: {Wer: company, Was: extra}}}\n"
    )
    done = company.bring(company.table("x.csv", "Nr,Wer,Was\n7,Future,abc\n"), "--map", company.desk / "map.yaml")
    assert done.code == 0
    (customer,) = company.customers()
    assert (customer["company"], customer["extra"]) == ("Future", {"Was": "abc"})
    assert customer["source_ref"] == {"system": "old", "id": "7"}


def test_a_workbook_of_several_sheets_is_one_import(company: Company) -> None:
    file = company.desk / "book.xlsx"
    book = xlsxwriter.Workbook(str(file))
    book.add_worksheet("客户").write_row(0, 0, ["客户编号", "公司名称", "行业类型", "年费"])
    book.worksheets()[0].write_row(1, 0, [10248, "未来科技", "科技", 12.5])
    book.add_worksheet("订单").write_row(0, 0, ["订单号", "客户编号", "下单日期", "订单金额"])
    book.worksheets()[1].write_row(1, 0, [1, 10248, 45214, 99.5])
    book.add_worksheet("说明").write_row(0, 0, ["填表说明"])
    book.close()
    done = company.bring(file)
    assert done.summary["created"] == 2
    assert "book.xlsx#说明" in done.err
    (customer,) = company.customers()
    assert (customer["source_ref"], customer["extra"]) == ({"system": "import", "id": "10248"}, {"年费": 12.5})
    assert company.children(str(customer["id"]), "orders")[0]["date"] == "2023-10-15"


def test_a_teams_own_field_is_a_column_under_its_label(company: Company) -> None:
    schema = company.root / "schema" / "customer.schema.json"
    text = schema.read_text(encoding="utf-8")
    own = '"properties": {"channel": {"x-label": {"zh": "渠道编码", "en": "Channel"}, "type": "string"},'
    schema.write_text(text.replace('"properties": {', own, 1), encoding="utf-8")
    company.git("commit", "-aqm", "a field of our own")
    company.bring(company.table("a.csv", "客户ID,公司名称,行业类型,渠道编码\nCUST001,未来,科技,K7\n"))
    assert company.customers()[0]["channel"] == "K7"


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("a.csv", "", 1),
        ("a.csv", "客户ID,公司名称\nCUST001,\"未完\n", 1),
        ("a.csv", "ShipperID,Weight\n1,2\n", 2),
        ("a.json", '[{"客户ID": }]', 1),
        ("a.xlsx", "not a workbook", 1),
    ],
)  # fmt: skip
def test_bad_files_end_with_a_message_that_names_them(company: Company, name: str, text: str, code: int) -> None:
    done = company.run("import", company.table(name, text))
    assert (done.code, done.out) == (code, "")
    assert name in done.err and "Traceback" not in done.err
    assert company.commits() == 1


def test_a_missing_file_is_not_found_and_an_unknown_kind_is_usage(company: Company) -> None:
    assert company.run("import", company.desk / "none.csv").code == 3
    assert company.run("import", company.table("a.csv", STANDARD), "--kind", "oder").code == 2
