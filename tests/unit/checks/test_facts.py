"""Where a field's value stands, found without reading the file's marks."""

import pytest

from crmfs.checks.facts import place_of
from crmfs.records.kinds import CUSTOMER
from crmfs.records.record import Record, read_record


@pytest.mark.parametrize(
    "text",
    [
        "company: 未来\n",
        "id: CUST001\n# 说明\n\ncompany:   未来  # 注\nname: x\n",
        'id: CUST001\nnotes: |\n  company: 别家\ncompany: "未来"\n',
        "id: CUST001\r\ncompany: 未来\r\n",
        "{id: CUST001, company: 未来}\n",
        '"company": 未来\n',
        "company:\n  未来\n",
        "mycompany: x\ncompany: 未来",
        "\ufeffcompany: 未来\n",
    ],
)
def test_the_quick_place_is_the_readers(text: str) -> None:
    record = read_record("customers/01/CUST001/customer.yaml", CUSTOMER, text.encode())
    assert isinstance(record, Record)
    assert place_of(record, "company") == record.document.position("/company")
