"""Records of every kind that keep the rules, and small changes that break them."""

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]
FILES = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in sorted((ROOT / "schema").rglob("*.json"))}

_REF = {"system": "salesforce", "id": "0015g00000A1b2c"}

GOOD: dict[str, Any] = {
    "customer": {
        "id": "CUST001", "name": "*经理", "company": "未来科技有限公司", "type": "b2b", "industry": "technology",
        "size": "small",
        "source": "trade_show_referral", "region": "上海", "address": "示例路 100 号", "owner": "E001",
        "team": "east", "level": "key", "stage": "proposal", "status": "active", "status_reason": "客户签约成功",
        "status_by": "E001", "status_date": "2023-10-15", "lifecycle": "in_use", "next_follow_up": "2023-11-01",
        "need": "库存管理", "budget": 500000, "preferences": "微信沟通", "habits": "季度末采购", "satisfaction": 4,
        "credit_code": "91350100M000100Y43", "website": "https://www.example.com", "tags": ["重点项目"],
        "source_ref": _REF, "notes": "客户对价格敏感,需跟进折扣", "extra": {"传真": "*"},
    },
    "contacts": {
        "contacts": [
            {"id": "P01", "name": "*经理", "title": "采购经理", "phone": "*", "mobile": "*",
             "email": "name@example.com", "wechat": "*", "primary": True, "source_ref": _REF},
            {"id": "P02", "name": "*会计"},
        ]
    },
    "terms": {"credit_limit": 200000.5, "bank": "示例银行", "tax": "一般纳税人", "source_ref": _REF},
    "interaction": {
        "id": "INT-20231015-7K3M9Q", "date": "2023-10-15", "type": "conference_call", "content": "讨论产品需求",
        "employee": "E001", "contact": "P01", "next_step": "发送报价单",
    },
    "order": {
        "id": "ORD-20231101-7K3M9Q", "date": "2023-11-01", "amount": 2545.75, "currency": "CNY", "status": "completed",
        "lines": [{"product": "库存管理系统", "quantity": 10, "unit_price": 299.5, "discount": 0.15},
                  {"product": "服务"}],
    },
    "ticket": {
        "id": "TIC-20231120-7K3M9Q", "opened": "2023-11-20", "kind": "complaint", "subject": "收货数量不符",
        "content": "少一件", "employee": "E002", "status": "closed", "solution": "补发", "closed": "2023-11-22",
    },
    "feedback": {"id": "FB-20231205-7K3M9Q", "date": "2023-12-05", "rating": 5, "content": "好", "employee": "E002",
                 "reply": "谢谢"},
    "meta": {"title": "采购合同", "tags": ["contract", "signed"], "sensitivity": "internal", "expires_on": "2024-12-31",
             "source": "客户邮件"},
    "review": {"period": "2026-Q1", "opened": "2026-03-01", "due": "2026-03-31", "status": "open", "employee": "E001",
               "items": [{"customer": "CUST001", "result": "ok", "employee": "E001", "date": "2026-03-31"}]},
    "settings": {"format": 1, "language": "zh", "timezone": "Asia/Shanghai", "ids": "random", "privacy": "default",
                 "limits": {"attachment_warn_mib": 10, "attachment_max_mib": 50}, "lifecycle": {"stale_months": 6},
                 "support": "IT 支持 8801"},
    "members": {"members": [{"id": "E001", "name": "*销售代表", "emails": ["name@example.com"], "roles": ["sales"],
                             "team": "east", "regions": ["上海"], "language": "zh"}]},
    "access": {
        "version": 1, "scope": {"kind": "customer", "at": "customers/*/*", "meta": "customer.yaml"},
        "roles": {"employee": {}, "sales": {"includes": ["employee"]}},
        "grants": [{"id": "sales-read", "to": ["sales"], "allow": ["read"], "paths": ["{customer}/**"],
                    "where": "customer.team == me.team", "why": "own team only"}],
        "restrict": [{"id": "budget", "only": ["sales"], "unless": "customer.owner == me.id", "stop": ["read"],
                      "paths": ["{customer}/customer.yaml"], "fields": ["budget"], "show": "mask", "why": "money"}],
        "tests": [{"who": {"roles": ["sales"], "team": "east"}, "customer": {"team": "west"}, "path": "crmfs.yaml",
                   "action": "read", "expect": "deny"}],
    },
}  # fmt: skip

# kind, pointer, new value (ABSENT takes the key away), what is found, where
ABSENT = object()
BAD: list[tuple[str, str, Any, str, str]] = [
    ("customer", "/id", ABSENT, "field.required", ""),
    ("customer", "/name", ABSENT, "field.required", ""),
    ("customer", "/company", ABSENT, "field.required", ""),
    ("customer", "/id", "cust001", "value.pattern", "/id"),
    ("customer", "/status", "活跃", "value.enum", "/status"),
    ("customer", "/status", 3, "value.enum", "/status"),
    ("customer", "/type", "b2g", "value.enum", "/type"),
    ("customer", "/industry", "space", "value.enum", "/industry"),
    ("customer", "/lifecycle", "gone", "value.enum", "/lifecycle"),
    ("customer", "/next_follow_up", "2023/11/01", "value.date", "/next_follow_up"),
    ("customer", "/next_follow_up", "2023-02-30", "value.date", "/next_follow_up"),
    ("customer", "/status_date", 20231015, "value.type", "/status_date"),
    ("customer", "/satisfaction", 6, "value.too_large", "/satisfaction"),
    ("customer", "/satisfaction", 0, "value.too_small", "/satisfaction"),
    ("customer", "/satisfaction", 4.5, "value.type", "/satisfaction"),
    ("customer", "/satisfaction", True, "value.type", "/satisfaction"),
    ("customer", "/budget", "50万", "value.type", "/budget"),
    ("customer", "/budget", -1, "value.too_small", "/budget"),
    ("customer", "/company", "", "value.too_short", "/company"),
    ("customer", "/company", "长" * 201, "value.too_long", "/company"),
    ("customer", "/tags", "重点", "value.type", "/tags"),
    ("customer", "/tags", ["a", "a"], "value.items_repeated", "/tags"),
    ("customer", "/tags", [7], "value.type", "/tags/0"),
    ("customer", "/gender", "male", "value.not_allowed", "/gender"),
    ("customer", "/birth_year", 1985, "value.not_allowed", "/birth_year"),
    ("customer", "/type", "b2c", "value.not_allowed", "/credit_code"),
    ("customer", "/extra", "x", "value.type", "/extra"),
    ("customer", "/source_ref", {"system": "x"}, "field.required", "/source_ref"),
    ("customer", "/statsu", "active", "field.unknown", "/statsu"),
    ("customer", "/客户状态", "active", "field.unknown", "/客户状态"),
    ("customer", "/a~1b", 1, "field.unknown", "/a~1b"),
    ("contacts", "/contacts/0/email", "no at sign", "value.email", "/contacts/0/email"),
    ("contacts", "/contacts/1/name", ABSENT, "field.required", "/contacts/1"),
    ("contacts", "/contacts/1/qq", "1", "field.unknown", "/contacts/1/qq"),
    ("contacts", "/contacts", {}, "value.type", "/contacts"),
    ("terms", "/credit_limit", "many", "value.type", "/credit_limit"),
    ("interaction", "/employee", ABSENT, "field.required", ""),
    ("interaction", "/date", "yesterday", "value.date", "/date"),
    ("interaction", "/type", "telepathy", "value.enum", "/type"),
    ("order", "/currency", "元", "value.pattern", "/currency"),
    ("order", "/lines/0/discount", 15, "value.too_large", "/lines/0/discount"),
    ("order", "/lines/0/colour", "red", "field.unknown", "/lines/0/colour"),
    ("ticket", "/status", "done", "value.enum", "/status"),
    ("ticket", "/subject", ABSENT, "field.required", ""),
    ("feedback", "/rating", 9, "value.too_large", "/rating"),
    ("meta", "/tags/0", "hetong", "value.enum", "/tags/0"),
    ("meta", "/sensitivity", "top", "value.enum", "/sensitivity"),
    ("review", "/period", "2026 Q1", "value.pattern", "/period"),
    ("settings", "/limits/attachment_max_mib", 0, "value.not_above", "/limits/attachment_max_mib"),
    ("settings", "/limits/attachement", 1, "field.unknown", "/limits/attachement"),
    ("settings", "/privacy", "none", "value.enum", "/privacy"),
    ("members", "/members/0/emails", ["x"], "value.email", "/members/0/emails/0"),
    ("members", "/members/0/role", "sales", "field.unknown", "/members/0/role"),
    ("access", "/version", 2, "value.enum", "/version"),
    ("access", "/grants/0/allow/0", "look", "value.enum", "/grants/0/allow/0"),
    ("access", "/grants/0/to", [], "value.items_too_few", "/grants/0/to"),
    ("access", "/grants/0/whom", ["sales"], "field.unknown", "/grants/0/whom"),
    ("access", "/roles", {"Sales Lead": {}}, "value.key", "/roles"),
]


def changed(record: Any, pointer: str, value: Any) -> Any:
    """Returns a copy of a record with one value set, or taken away."""
    copy = json.loads(json.dumps(record))
    *above, last = (part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:])
    node = copy
    for part in above:
        node = node[int(part)] if isinstance(node, list) else node[part]
    key = int(last) if isinstance(node, list) else last
    if value is ABSENT:
        del node[key]
    else:
        node[key] = value
    return copy
