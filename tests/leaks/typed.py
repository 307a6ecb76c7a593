"""Command lines whose output is searched for canaries: every command, every format; none of them changes a record."""

FORMATS = (
    "text", "json", "github", "gitlab", "sarif", "junit", "markdown", "xlsx", "csv", "vcf", "term", "html", "pdf",
    "png", "svg",
)  # fmt: skip
ME = "ME"  # stands for who asks

_CUSTOMERS = ("CUST001", "CUST002", "CUST003", "CUST005", "CUST009", "QZSRC0002", "QZSRC0003")
_NAMES = ("蓝鲸科技有限公司", "青岩设备", "绯桃贸易有限公司", "绯桃", "***")
_PARTS = (
    "CUST002/contacts", "CUST003/contacts", "CUST002/terms", "CUST003/INT-20260105-000003",
    "CUST001/INT-20260105-000001", "CUST001/TIC-20260105-000001", "CUST001/ORD-20260105-000001",
    "CUST001/FB-20260105-000001",
)  # fmt: skip
_PATHS = (
    "customers/01/CUST001", "customers/02/CUST002/customer.yaml", "customers/03/CUST003/customer.yaml", "customers/03",
    "customers/99/CUST001/customer.yaml", "customers/02/CUST002/finance/files/绛纱对账单.txt", "library/faq/常问.md",
    "customers/02/CUST002/finance", "library/marketing/朱雀画册.md", "members.yaml", "access.yaml", "crmfs.yaml",
)  # fmt: skip
_FILTERS = (
    "budget:>7000000", "budget:7351902", "预算:*", "预算:'***'", "phone:138", "phone:13871335602", "email:qzmail2",
    "email:example", "company:绯桃", "company:青岩", "owner:E010", "owner:韩寒梅", "owner:qzjiang@example.com",
    "team:west",
    "interaction_content:碧螺", "-budget:*", "notes:绯燕", "status:active",
)  # fmt: skip
_SOUGHT = (
    ("报价",), ("报价", "--facets", "owner,team,customer,kind,status"), ("绯桃",), ("青岩",), ("qzterms",), ("wqztwo",),
    ("7351902",), ("budget:>7000000",), ("预算:*",), ("韩寒梅",), ("owner:韩寒梅",), ("owner:E010",), ("CUST003",),
    ("绯红报价",), ("qzstatment~",), ("绯挑",), ("customer:绯桃",), ("*", "--limit", "0"), ("*", "--sort", "date"),
    ("@活跃",), ("@活耀",), (), ("13871335602",), ("qzbroken",), ("--owner", "蒋沈梧"), ("qzsecretfloor",), ("朱雀",),
    ("报价", "--fresh"), ("to:x", "--tag", "绯"), ("标题",), ("碧*",),
)  # fmt: skip
_ASKED = (
    "CUST001", "CUST001#budget", "CUST002#budget", "CUST003", "CUST003#budget", "CUST009", "CUST002/terms", "绯桃",
    "CUST002/contacts#contacts[0].mobile", "customers/02/CUST002/finance/files/绛纱对账单.txt", "CUST001#bugdet",
    "CUST003/INT-20260105-000003", "CUST005", "members.yaml",
)  # fmt: skip
_PASTS = (
    (), ("--limit", "1"), ("--offset", "1"), ("--author", "韩寒梅"), ("--employee", "E010"), ("--since", "2026-03-01"),
    *((one,) for one in (*_CUSTOMERS, *_NAMES, *_PARTS, *_PATHS)), ("CUST002#budget",), ("CUST001#budget",),
    ("CUST003#notes",), ("CUST002/contacts#mobile",), ("CUST001#bugdet",), ("customers",), ("library/marketing",),
    ("customers/02/CUST002/finance/files",),
)  # fmt: skip
_OTHERS = ("E010", "E003", "蒋沈梧", "qzjiang@example.com", "E777")
_EXPORTED = (
    ("--format", "xlsx"), ("--format", "pdf"), ("--format", "csv"), ("--format", "json"), ("--format", "vcf"),
    ("--format", "csv", "budget:>7000000"), ("--format", "json", "phone:138"), ("--format", "vcf", "team:west"),
    ("--format", "json", "绯桃"), ("--format", "csv", "报价"), ("--format", "pdf", "qzterms"),
)  # fmt: skip
_REPORTED = tuple(
    ("distribution", "--by", "budget,company", "--format", one) for one in ("html", "pdf", "xlsx", "png", "svg", "term")
)
EXPORT = "exported"
TABLE = "客户.csv"
TABLE_TEXT = (
    "客户ID,公司名称,客户姓名,客户类型,行业,来源,负责员工\n"
    "X3,绯桃贸易有限公司,*经理,b2b,technology,referral,E010\nX7,青岩设备有限公司,*经理,b2b,technology,referral,韩寒梅\n"
)

LINES: tuple[tuple[str, ...], ...] = (
    *(("show", typed) for typed in (*_CUSTOMERS, *_NAMES, *_PARTS, *_PATHS)),
    *(("open", "--print", typed) for typed in ("CUST001", "CUST003", "绯桃", "QZSRC0003")),
    ("list",), ("list", "--table"), *(("list", one) for one in _FILTERS), ("list", "--table", "phone:138"),
    ("due",), ("due", "--within", "1y"), ("due", "--within", "1y", "--ics", "-"), ("due", "--owner", "E010"),
    ("due", "--owner", "韩寒梅", "--within", "1y"), ("due", "team:west", "--within", "1y"),
    ("due", "budget:>7000000", "--within", "1y"),
    ("lifecycle", "run", "--dry-run"),
    ("report",), ("report", "distribution"), ("report", "distribution", "--json"),
    ("report", "distribution", "--by", "budget,team,company,name,owner,notes", "--json"),
    ("report", "distribution", "--by", "budget", "--from", "2026-01-01"), ("report", "nix"),
    *(("report", name, "--json") for name in ("interactions", "sales", "satisfaction", "quality", "follow-ups")),
    *(("report", name) for name in ("interactions", "sales", "satisfaction", "quality", "follow-ups")),
    ("report", "key-accounts"), ("report", "key-accounts", "--by", "budget,owner,company", "--json"),
    ("report", "quality", "--by", "budget,owner"), ("report", "sales", "--by", "budget,company,month"),
    ("report", "distribution", "budget:>7000000"), ("report", "sales", "owner:韩寒梅", "--json"),
    ("report", "interactions", "--as-of", "2026-03-01"), ("report", "follow-ups", "--by", "budget"),
    *(("report", *words, "--plain", "--reason", "r", "-o", f"../{EXPORT}", "--force") for words in _REPORTED),
    ("tree",), *(("tree", "--by", by) for by in ("budget", "team,owner", "phone", "email", "company")),
    ("tree", "budget:>7000000"),
    *(("search", *words) for words in _SOUGHT),
    *(("validate", "--format", one) for one in FORMATS[2:6]),
    ("validate",), ("validate", "--strict", "--profile", "no-pii"), ("validate", "--rev", "HEAD"),
    ("validate", "--range", "HEAD~1..HEAD"), ("validate", "--staged", "--new-only"),
    *(("validate", path) for path in _PATHS),
    ("fix", "--dry-run"), ("fix", "customers/03/CUST003", "--dry-run"), ("fix", "--renumber", "CUST001", "--dry-run"),
    ("fix", "--order", "--dry-run"),
    ("review", "start", "2026Q2", "--dry-run"), ("review", "status"), ("review", "status", "2026Q1", "--list", "--all"),
    ("review", "status", "2026Q1"), ("review", "status", "2026Q1", "--list", "--owner", "E010"),
    ("quality",), ("quality", "--by", "region"), ("quality", "--fields"), ("quality", "--since", "2026-01-01"),
    ("dedupe",), ("dedupe", "--all"), ("dedupe", "find", "company:绯桃"), ("dedupe", "merge", "CUST001", "CUST004"),
    ("dedupe", "merge", "CUST001", "CUST002", "--take", "A", "--dry-run"),
    ("dedupe", "distinct", "CUST001", "CUST004", "--dry-run"),
    ("schema", "doc"), ("rule",), ("rule", "id.duplicate"), ("completion", "bash"), ("whoami",), ("member", "list"),
    ("doctor",), ("index", "status"), ("index", "verify"), ("index", "rebuild"), ("upgrade", "--dry-run"),
    *(("export", *words, "--plain", "--reason", "r", "-o", f"../{EXPORT}", "--force") for words in _EXPORTED),
    ("export", "-o", f"../{EXPORT}"), ("export", "-o", "x.xlsx", "--plain", "--reason", "r"),
    ("audit", "exports"), ("audit", "shown"),
    ("import", TABLE, "--dry-run"), ("import", TABLE, "--dry-run", "--keep-ids"),
    ("set", "--where", "budget:>7000000", "notes=x", "--reason", "r", "--dry-run"),
    ("set", "--where", "team:west", "notes=x", "--reason", "r", "--dry-run"),
    ("member", "set", "韩寒梅", "team=x"), ("member", "set", "E010", "team=x"),
    *(("access", "explain", ME, action, path) for action in ("read", "edit") for path in _ASKED),
    ("access", "explain", ME, "create", "customers/03/CUST003/interactions/INT-20260105-000009.yaml"),
    *(("access", "explain", other, "read", "CUST001") for other in _OTHERS),
    ("access", "who", "read", "CUST003"), ("access", "who", "read", "CUST001#budget"), ("access", "check"),
    ("access", "diff"), ("access", "diff", "HEAD~1..HEAD"), ("access", "diff", "--format", "markdown"),
    ("backup", "create", "../备份", "--dry-run"), ("backup", "drill", "../备份"),
    ("backup", "verify", "../备份"), ("backup", "restore", "../备份", "../再来"),
    ("--as", "E002", "backup", "create", "../备份", "--dry-run"),
    *(("log", *words) for words in _PASTS), *(("blame", typed) for typed in (*_PARTS, *_CUSTOMERS[:4], *_PATHS[4:9])),
    ("diff", "HEAD~1", "HEAD"), ("diff", "HEAD~1"), ("diff", "HEAD~2", "HEAD~1", "--of", "CUST002"),
    ("diff", "HEAD~2", "HEAD", "--of", "CUST003"), ("diff", "HEAD~1", "HEAD", "--of", "CUST002#budget"),
    ("restore", "CUST001@HEAD"), ("restore", "CUST003@HEAD~3"), ("restore", "CUST009@HEAD"), ("undo", "HEAD~2"),
    ("undo", "HEAD", "--dry-run"), ("undo", "HEAD~2", "--dry-run"), ("restore", "CUST001@HEAD~1", "--dry-run"),
    ("restore", "CUST003@HEAD~3", "--dry-run"), ("status", "CUST003", "lost", "--reason", "r", "--dry-run"),
    ("undo", "nix"), ("diff", "2026-03-01"), ("diff", "HEAD~1..HEAD"),
    ("sync",), ("sync", "--status"), ("sync", "--fold", "--dry-run"), ("sync", "--abort"),
    ("sync", "--fold", "--dry-run", "--without", "HEAD"),
    ("resolve",), ("resolve", "CUST003", "--mine"), ("resolve", "绯桃", "--theirs"),
    ("resolve", "CUST001#budget", "--mine"),
    ("--as", "E002", "list"), ("--as", "蒋沈梧", "show", "CUST003"),
)  # fmt: skip

CHANGES: tuple[
    tuple[tuple[str, ...], str], ...
] = (  # of what lies at a path: typed by those alone from whom it is hidden
    (("set", "CUST003", "notes=x"), "customers/03/CUST003/customer.yaml"),
    (("set", "CUST005", "notes=x"), "customers/05/CUST005/customer.yaml"),
    (("set", "绯桃贸易有限公司", "notes=x"), "customers/03/CUST003/customer.yaml"),
    (("set", "CUST003/contacts", "contacts[0].title=x"), "customers/03/CUST003/contacts.yaml"),
    (("set", "CUST002/terms", "notes=x"), "customers/02/CUST002/finance/terms.yaml"),
    (("status", "CUST003", "active", "--reason", "r", "--follow-up", "+7d"), "customers/03/CUST003/customer.yaml"),
    (("attach", "CUST003", TABLE), "customers/03/CUST003/customer.yaml"),
    (("delete", "CUST003", "--whole", "--reason", "r"), "customers/03/CUST003/customer.yaml"),
    (("delete", "绯桃", "--reason", "r"), "customers/03/CUST003/customer.yaml"),
    (("delete", "CUST002/terms", "--reason", "r"), "customers/02/CUST002/finance/terms.yaml"),
    (("restore", "CUST003@HEAD~1"), "customers/03/CUST003/customer.yaml"),
    (("restore", "CUST003#next_contact@HEAD~1"), "customers/03/CUST003/customer.yaml"),
    (("restore", "customers/03/CUST003@HEAD~1"), "customers/03/CUST003/customer.yaml"),
    (("restore", "CUST002/terms@HEAD~1", "--reason", "r"), "customers/02/CUST002/finance/terms.yaml"),
    (("review", "done", "CUST003", "--period", "2026Q1"), "customers/03/CUST003/customer.yaml"),
    (("new", "interaction", "CUST003", "type=call", "content=x"), "customers/03/CUST003/customer.yaml"),
    (("new", "ticket", "绯桃贸易有限公司", "subject=x"), "customers/03/CUST003/customer.yaml"),
)

NEVER_TOLD = {
    ("merge-driver",): "speaks to who merges by git, of files that he merges: tests/git/test_merge_driver.py",
    ("init",): "makes another repository",
    ("demo",): "makes another repository",
    ("hooks", "install"): "writes scripts that are the same everywhere",
    ("watch",): "runs until it is stopped: test_changed_in_hiding.py",
    ("member", "add"): "is for who sees all members",
}
