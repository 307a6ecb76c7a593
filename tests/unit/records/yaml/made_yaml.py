"""Made YAML texts: such as people write, and such as nobody should. By seeds, so that a failure can be repeated."""

from random import Random

CHARACTERS = [
    *":#-?|>&*!%@`\"'{}[],~=<\\/.+ \t\r\n",
    ": ", " #", "- ", "\n  ", "\r\n", "''", '\\"', "---", "...", "--- ", "  ", "\n\n", "\n- ", ":\n", "：", "。",
    "\x85", "\u2028", "\u2029", "\ufeff", "\0", "\x07", "\xa0", "\u3000", "\u200b", "\xad", "\ufffe", "\x7f",
    "0", "1", "09", "0x1", "1e3", "null", "true", "no", "*经理", "é", "\u0301", "𠮷", "a", "中",
]  # fmt: skip
KEYS = [
    "id",
    "name",
    "公司",
    "a-b",
    "status",
    "l1",
    "x_y",
    "notes",
    "no",
    "null",
    "true",
    "1",
    "a b",
    '"q"',
    "'s'",
    "~",
]
PLAIN = [
    "active", "b2b", "in_use", "未来科技有限公司", "2023-10-15", "500000", "4.5", "-3", "0", "0571",
    "+86", "1e3", "0x1F",
    "null", "~", "true", "No", "yes", "https://a.cn:80/x?y#z", "12:30:45", "a: b", "a #b", "a#b",
    "x:", "*经理", "[a]b", "A & B",
    "-", "--", "-a", ".5", "5.", ".inf", "12345678901234567890", "name：张", "备注：x", "100%", "@x", "3M",
    "a,b", "{x}", "　x",
    "1.10", "0.1000000000000000055", "...", "--- x", "? x", "| x", "<<", "=",
]  # fmt: skip
QUOTED = [
    '"*经理"',
    '"a: b"',
    '""',
    "''",
    "'it''s'",
    '"a\\nb"',
    '"x" y',
    "'a # b'",
    '"a # b" # c',
    '"a"#b',
    "'a",
    '"\\',
    "'a'b",
]
FLOW = [
    "[]",
    "{}",
    "[重点, VIP]",
    "[a, 1]",
    "[null, ~]",
    "{a: 1}",
    "[a, [b]]",
    "[a,]",
    "[ a ,b ]",
    "{ }",
    "[ ]",
    "[a",
    "[a] b",
]
BLOCKS = [
    "|\n{}  x\n{}  y",
    ">-\n{}  x\n\n{}  y",
    "|+\n{}  x\n",
    "\n{}  text",
    "a\n{}  b",
    "|\n{}# x",
    "\n{} - x",
    "|2-\n{}   x",
]
LITERALS = [
    "|\n{}  x\n{}  y",
    "|-\n{}  x: y",
    "|\n{}  x\n\n{}    y\n",
    "|  # c\n{} 'x' #\n{}  - y",
    "| \n{}  x\n\n\n",
    "|-\n{}  | x\n{}  y: |\n{}    z",
    "|\n\n{}  x",
    "|\n{}  x\n{} y",
    "|\n{}x",
    "|\n{}  x\n{}   \n{}  y",
]


def written(random: Random, indent: str = "", depth: int = 0, odd: bool = True) -> str:
    """Returns the lines of a mapping or list as people write them; some strange, if odd."""
    listed = random.random() < 0.3
    keys = random.sample(KEYS if odd else KEYS[:7], 4)
    lines = []
    for _ in range(random.randint(1, 4)):
        if random.random() < 0.1:
            lines.append(random.choice(["", "# c", indent + "# c: d", "  ", "      # deep", "#"]))
        lead = indent + ("-" + random.choice([" ", " ", "  "]) if listed else keys.pop() + ":")
        lines.append(_entry(random, lead, indent, depth, listed, odd))
    return "\n".join(lines)


def _entry(random: Random, lead: str, indent: str, depth: int, listed: bool, odd: bool) -> str:
    kind = random.random()
    tail = random.choice(["", "", "", " # c", "  ", "   # 客户姓名", " #", *(["#", "\t# c"] if odd else [])])
    if kind < 0.25 and depth < 3:
        deeper = indent + random.choice(["  ", "  ", "    ", *(["", " "] if odd else [])])
        if listed:
            inner = written(random, indent + " " * (len(lead) - len(indent)), depth + 1, odd)
            return lead + inner.lstrip(" ")
        return lead + tail + "\n" + written(random, deeper, depth + 1, odd)
    if kind < 0.3:
        return lead + " " + random.choice(BLOCKS if odd else LITERALS).replace("{}", indent)
    if kind < 0.35:
        return lead.rstrip() + tail
    pool = random.choice([PLAIN, PLAIN, PLAIN, QUOTED, FLOW])
    if not odd:
        return lead + " " + random.choice(pool[:5]) + tail
    return lead + random.choice([" ", " ", " ", "  ", ""]) + random.choice(pool) + tail


def mutated(random: Random, text: str) -> str:
    """Returns a text with a few characters put in, taken out or doubled at random places."""
    for _ in range(random.randint(0, 3)):
        place = random.randint(0, len(text))
        kind = random.random()
        if kind < 0.6:
            text = text[:place] + random.choice(CHARACTERS) + text[place:]
        elif kind < 0.8:
            text = text[:place] + text[place + 1 :]
        else:
            other = random.randint(0, len(text))
            text = text[:place] + text[min(place, other) : other] + text[place:]
    return text


def made(seed: int) -> bytes:
    """Returns the file of a seed."""
    random = Random(seed)
    text = mutated(random, written(random, odd=seed % 4 == 0) + random.choice(["\n", "\n", ""]))
    if random.random() < 0.1:
        text = text.replace("\n", "\r\n")
    return text.encode("utf-8")
