"""A team adds a field by editing its schema alone; it is known at once, before that edit is committed."""

import json
from pathlib import Path

from typing_at import Type


def test_a_field_added_to_the_schema_on_disk_is_known_to_every_command(crmfs: Type, tmp_path: Path) -> None:
    crmfs("init", "firm")
    file = tmp_path / "firm" / "schema" / "customer.schema.json"
    schema = json.loads(file.read_text(encoding="utf-8"))
    schema["properties"]["grade"] = {"type": "string", "title": "合同等级", "enum": ["gold", "silver"]}
    file.write_text(json.dumps(schema, ensure_ascii=False, indent=2), encoding="utf-8")
    assert crmfs("-C", "firm", "new", "customer", "公司名称=未来科技有限公司", "合同等级=gold").code == 0
    assert crmfs("-C", "firm", "set", "未来科技有限公司", "grade=silver").code == 0
    assert "合同等级" in crmfs("-C", "firm", "show", "未来科技有限公司").out
    assert "未来科技有限公司" in crmfs("-C", "firm", "list", "合同等级:silver").out
    assert crmfs("-C", "firm", "set", "未来科技有限公司", "grade=bronze").code == 1
    assert crmfs("-C", "firm", "validate").code == 0
