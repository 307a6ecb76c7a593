"""What the repository of the leak tests holds, and what of it each member may not see, written down by hand.

In a text `⟦word⟧` is a canary: a word that stands in that file alone. `⟦key:word|stand-in⟧` is one that some see as a
mask, or not at all, in a file that they do see; the stand-in looks the same behind that mask.
"""

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase

MEMBERS = {
    "E001": "management",
    "E002": "sales",
    "E004": "sales-lead",
    "E005": "support",
    "E006": "marketing",
    "E007": "finance",
    "E008": "it",
    "E009": "employee",
}
ADMINISTRATOR = "E001"
LESS = tuple(who for who in MEMBERS if who != ADMINISTRATOR)

_CUSTOMERS, _WEST = ("customers/*/*",), ("customers/03/*", "customers/04/*", "customers/05/*", "customers/99/*")
_FINANCE, _MATERIAL = ("customers/*/*/finance/*",), ("library/marketing/*",)
HIDDEN = {
    "E001": (),
    "E002": (*_WEST, *_FINANCE),
    "E004": (*_WEST, *_FINANCE),
    "E005": (*_FINANCE, *_MATERIAL),
    "E006": tuple(f"customers/*/*/{name}" for name in ("contacts.yaml", "interactions/*", "orders/*", "tickets/*",
                                                        "documents/*", "finance/*")),
    "E007": _MATERIAL,
    "E008": (*_CUSTOMERS, *_MATERIAL, "reviews/*"),
    "E009": (*_CUSTOMERS, *_MATERIAL, "reviews/*"),
}  # fmt: skip
_OWN = {"E002": "customers/01/CUST001/*"}
KEPT_BACK = {
    "E001": (),
    "E002": ("budget", "phones", "addresses"),
    "E004": ("addresses",),
    "E005": ("budget", "addresses"),
    "E006": ("budget", "addresses"),
    "E007": ("phones", "addresses"),
    "E008": ("addresses",),
    "E009": ("addresses",),
}

_MARK = re.compile(r"⟦(?:(\w+):)?([^⟦⟧|]+)(?:\|([^⟦⟧|]*))?⟧")


def _customer(number: int, company: str, owner: str, team: str, more: str = "") -> str:
    return (
        f'id: CUST00{number}\nname: "*经理"\ncompany: {company}\ntype: b2b\nindustry: technology\nsource: referral\n'
        f"owner: {owner}\nteam: {team}\nstatus: active\nnext_follow_up: 2026-03-10\n{more}"
    )


def _person(mobile: str, email: str, wechat: str) -> str:
    return (
        f"contacts:\n  - id: P01\n    name: 张三\n    mobile: \"{mobile}\"\n    email: {email}\n"
        f"    wechat: {wechat}\n    primary: true\n"
    )  # fmt: skip


def _call(number: int, employee: str, content: str) -> str:
    return f"id: INT-20260105-00000{number}\ndate: 2026-01-05\ntype: call\ncontent: {content}\nemployee: {employee}\n"


_ROSTER = [
    ("E001", "王芳", "management", ""),
    ("E002", "李强", "sales", "east"),
    ("E003", "韩寒梅", "sales", "east"),
    ("E004", "周岩", "sales-lead", "east"),
    ("E005", "吴敏", "support", ""),
    ("E006", "郑爽", "marketing", ""),
    ("E007", "冯刚", "finance", ""),
    ("E008", "陈晨", "it", ""),
    ("E009", "褚卫", "employee", ""),
    ("E010", "蒋沈梧", "sales", "west"),
]
ADDRESSES = {
    "E003": "⟦addresses:qzhan@example.com|zhao@example.com⟧",
    "E010": "⟦addresses:qzjiang@example.com|q@example.com⟧",
}

_EXAMPLES = (  # whose ids the program's own words name
    "customers/01/CUST001/customer.yaml",
    "customers/02/CUST002/customer.yaml",
    "customers/99/CUST001/customer.yaml",
)
TWIN_COMPANY = "蓝鲸科技有限公司"  # of a visible customer and of a hidden one
SHARED_ADDRESS = "shared.box@example.com"  # of a contact in both, too
FILES = {
    "members.yaml": "members:\n" + "".join(
        f"  - id: {who}\n    name: {name}\n    emails: [{ADDRESSES.get(who, who.lower() + '@example.com')}]\n"
        f"    roles: [{role}]\n" + (f"    team: {team}\n" if team else "")
        for who, name, role, team in _ROSTER
    ),
    # of the team east
    "customers/01/CUST001/customer.yaml": _customer(1, TWIN_COMPANY, "E002", "east",
        "budget: ⟦budget:7351901|1001⟧ # ⟦budget:鲸落底价|无⟧\nnotes: ⟦青梧来信⟧\n"),
    "customers/01/CUST001/contacts.yaml": _person(
        "⟦phones:13871335601|13800005601⟧", SHARED_ADDRESS, "⟦phones:wqzone|wxyz⟧"),
    "customers/01/CUST001/interactions/INT-20260105-000001.yaml": _call(1, "E002", "⟦碧潭谈话⟧ 报价"),
    "customers/01/CUST001/documents/contracts/⟦青瓷合同⟧.txt": "⟦qzcontract⟧ 正文",
    "customers/01/CUST001/documents/contracts/⟦青瓷合同⟧.txt.meta.yaml": "title: ⟦青瓷标题⟧\nexpires: 2026-01-31\n",
    "customers/01/CUST001/tickets/TIC-20260105-000001.yaml":
        "id: TIC-20260105-000001\nopened: 2026-01-05\nkind: question\nsubject: ⟦碧纱工单⟧\n"
        "employee: E005\nstatus: open\n",
    "customers/01/CUST001/orders/ORD-20260105-000001.yaml":
        "id: ORD-20260105-000001\ndate: 2026-01-05\namount: 100\ncurrency: CNY\nstatus: completed\nnotes: ⟦碧玉订单⟧\n",
    "customers/01/CUST001/feedback/FB-20260105-000001.yaml":
        "id: FB-20260105-000001\ndate: 2026-01-05\nrating: 4\ncontent: ⟦青莲评价⟧\nemployee: E005\n",
    "customers/02/CUST002/customer.yaml": _customer(2, "⟦青岩⟧设备有限公司", "E003", "east",
        "budget: ⟦budget:7351902|1002⟧ # ⟦budget:qzsecretfloor|x⟧\nsource_ref: {system: legacy, id: ⟦QZSRC0002⟧}\n"
        "预算: ⟦budget:qzlabelled|none⟧\nextra: {采购预算: ⟦budget:qzbeside|none⟧, 渠道: ⟦qzfree⟧}\n"),
    "customers/02/CUST002/contacts.yaml": _person("⟦phones:138713356021234|138000056021234⟧",
        "⟦phones:qzmail2@example.com|quite@example.com⟧", "⟦phones:wqztwo|wxyz⟧")
        + "    手 机: ⟦phones:qzspaced|qnone⟧\nＭｏｂｉｌｅ: ⟦phones:qzwide|qnone⟧\n",
    "customers/02/CUST002/interactions/INT-20260105-000002.yaml": _call(2, "E003", "⟦碧螺谈话⟧ 报价"),
    "customers/02/CUST002/finance/terms.yaml":
        "credit_limit: 7351992\nbank: ⟦绛珠银行⟧\nnotes: ⟦qzterms⟧\ntax: ⟦绛河税务⟧\n",
    "customers/02/CUST002/finance/files/⟦绛纱对账单⟧.txt": "⟦qzstatement⟧ 报价",
    "customers/02/CUST002/finance/files/⟦绛纱对账单⟧.txt.meta.yaml": "title: ⟦绛云标题⟧\nexpires: 2026-01-31\n",
    "customers/02/CUST002/finance/files/⟦绛雪⟧.pdf": "%PDF-1.4 ⟦qzbroken⟧",
    "customers/02/CUST002/finance/files/⟦绛雪⟧.pdf.meta.yaml": "title: ⟦绛霜标题⟧\nunknown_field: ⟦qzunknown⟧\n",
    # of the team west
    "customers/03/CUST003/customer.yaml": _customer(3, "⟦绯桃⟧贸易有限公司", "E010", "west",
        "budget: ⟦budget:7351903|1003⟧\nnext_contact: ⟦budget:qzextra|none⟧\n"
        "source_ref: {system: legacy, id: ⟦QZSRC0003⟧}\n"),
    "customers/03/CUST003/contacts.yaml": _person(
        "⟦phones:13871335603|13800005603⟧", SHARED_ADDRESS, "⟦phones:wqzthree|wxyz⟧"),
    "customers/03/CUST003/interactions/INT-20260105-000003.yaml": _call(3, "E010", "⟦绯衣谈话⟧ 报价"),
    "customers/03/CUST003/documents/quotes/⟦绯红报价⟧.txt": "⟦qzquote⟧ 报价",
    "customers/03/CUST003/documents/quotes/⟦绯红报价⟧.txt.meta.yaml": "title: ⟦绯云标题⟧\nexpires: 2026-01-31\n",
    "customers/03/CUST003/feedback/FB-20260105-000003.yaml":
        "id: FB-20260105-000003\ndate: 2026-01-05\nrating: 9\ncontent: ⟦绯霞评价⟧\nemployee: E005\n",
    "customers/04/CUST004/customer.yaml": _customer(4, TWIN_COMPANY, "E010", "west", "notes: ⟦绯燕备注⟧\n"),
    "customers/05/CUST005/customer.yaml": "id: CUST005\ncompany: ⟦绯鱼⟧公司\nteam: west\nnotes: [⟦qzbrokenyaml⟧\n",
    "customers/99/CUST001/customer.yaml": _customer(1, "⟦绯舟⟧实业", "E010", "west", "notes: ⟦绯帆备注⟧\n"),
    # for all, and for some
    "library/faq/⟦常问⟧.md": "⟦qzfaq⟧ 报价",
    "library/faq/⟦常问⟧.md.meta.yaml": "title: ⟦常问标题⟧\n",
    "library/marketing/⟦朱雀画册⟧.md": "⟦qzbrochure⟧ 报价",
    "library/marketing/⟦朱雀画册⟧.md.meta.yaml": "title: ⟦朱雀标题⟧\n",
    "reviews/2026-Q1.yaml": "period: 2026-Q1\nstatus: open\ndue: 2026-03-31\n",
    "searches/⟦活跃⟧.yaml": "description: 活跃客户\nquery: 客户状态:活跃\n",
}  # fmt: skip

LATER = (  # files whose last line comes with the last commit
    "customers/01/CUST001/orders/ORD-20260105-000001.yaml",
    "customers/02/CUST002/finance/terms.yaml",
    "customers/03/CUST003/customer.yaml",
)


def files_for(who: str | None) -> dict[str, str]:
    """Returns the files of the repository, or for a member those of one in which what is hidden was never there."""
    found = {}
    for path, text in FILES.items():
        if who is None or not is_hidden(path, who):
            found[_said(path, path, who)] = _said(text, path, who)
    return found


def earlier_files_for(who: str | None) -> dict[str, str]:
    """Returns the same files as they were before the last commit."""
    return {
        path: text[: text.rstrip().rindex("\n") + 1] if path in LATER else text for path, text in files_for(who).items()
    }


def is_hidden(path: str, who: str) -> bool:
    """Says whether a member may not see a file at all."""
    plain = _said(path, path, None)
    return any(fnmatchcase(plain, pattern) for pattern in HIDDEN[who])


def canaries(who: str) -> set[str]:
    """Returns the words that no output for a member may hold."""
    found = set()
    for path, text in FILES.items():
        for key, word, _ in _MARK.findall(path + "\n" + text):
            if is_hidden(path, who) or (key and _is_kept_back(key, path, who)):
                found.add(word)
        if path.endswith("/customer.yaml") and path not in _EXAMPLES and is_hidden(path, who):
            found.add(path.split("/")[2])
    return found - allowed(who)


def allowed(who: str) -> set[str]:
    """Returns the words that a member may read somewhere."""
    return {word for _, word in words(who)}


def words(who: str) -> Iterator[tuple[str, str]]:
    """Yields each canary that a member may read, with the path of its file."""
    for path, text in FILES.items():
        plain = _said(path, path, None)
        for key, word, _ in _MARK.findall(text):
            readable = not _is_kept_back(key, path, who) if key else True
            if readable and not is_hidden(path, who):
                yield plain, word


def _is_kept_back(key: str, path: str, who: str) -> bool:
    return key in KEPT_BACK[who] and not fnmatchcase(path, _OWN.get(who, ""))


def _said(text: str, path: str, who: str | None) -> str:
    def one(mark: re.Match[str]) -> str:
        key, word, other = mark.groups()
        return other if key and who and _is_kept_back(key, path, who) else word

    return _MARK.sub(one, text)
