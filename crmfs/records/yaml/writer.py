"""Writing YAML: scalars, values, whole new files; the reader gives back exactly what was written. No editing."""

from collections.abc import Iterator, Mapping

from crmfs.core.errors import ValueRefused
from crmfs.core.regex import regex
from crmfs.records.yaml.faults import YamlError
from crmfs.records.yaml.reader import read_yaml
from crmfs.records.yaml.scalars import resolve
from crmfs.records.yaml.values import Value, same

_PLAIN_START = regex(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`=~<]")
_FULLWIDTH_PAIR = regex(r"[A-Za-z_][A-Za-z0-9_]*：")
_DATE = regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# What readers of YAML 1.1 take for a number, a boolean or null is quoted: a file means one thing everywhere.
_NUMBER_ELSEWHERE = regex(r"[-+]?\.?[0-9][0-9_:,.\-+xob a-fA-F]*")
_WORD_ELSEWHERE = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null", "none"))
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}


def scalar_text(value: Value, style: str = "", flow: bool = False) -> str:
    """Returns a one-line scalar: unquoted where that is safe in every reader, else quoted.

    Args:
        value: A text, number, boolean or None.
        style: The quotes wished for, `'` or `"`; `""` for as few as possible.
        flow: It will stand inside brackets.

    Raises:
        ValueRefused: `yaml.value_unwritable`: infinite, not a number, a lone surrogate, a list or a mapping.
    """
    if isinstance(value, str):
        return _text(value, style, flow)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (dict, list)) or value != value or value in (float("inf"), float("-inf")):
        raise ValueRefused("yaml.value_unwritable")
    return repr(value)


def _text(text: str, style: str, flow: bool) -> str:
    if style == "'" and _printable(text):
        return "'" + text.replace("'", "''") + "'"
    return text if style == "" and _is_plain(text, flow) else _double_quoted(text)


def _printable(text: str) -> bool:
    return text.replace("\u3000", "").isprintable()


def _is_plain(text: str, flow: bool) -> bool:
    if not text or not _printable(text) or text != text.strip():
        return False
    if not _PLAIN_START.match(text) or text.endswith(":") or ": " in text or " #" in text:
        return False
    if flow and any(char in text for char in ",[]{}:?#"):
        return False
    if text.casefold() in _WORD_ELSEWHERE or _FULLWIDTH_PAIR.match(text) or text.startswith("..."):
        return False
    if _NUMBER_ELSEWHERE.fullmatch(text) and not _DATE.fullmatch(text):
        return False
    return resolve(text) == (text, None)


def _double_quoted(text: str) -> str:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise ValueRefused("yaml.value_unwritable") from None
    if _printable(text) and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return '"' + "".join(_ESCAPES.get(char) or _escaped(char) for char in text) + '"'


def _escaped(char: str) -> str:
    if char == "\u3000" or char.isprintable():
        return char
    number = ord(char)
    if number < 0x100:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def literal_lines(text: str) -> list[str] | None:
    """Returns a text of several lines as a literal block: header (`|`, `|-`, `|+`), lines; None if it cannot be one."""
    body = text.rstrip("\n")
    lines = body.split("\n")
    if "\n" not in text or not body or not _printable(text.replace("\n", "")):
        return None
    if lines[0][:1] in ("", " ") or any(line.endswith((" ", "\u3000")) for line in lines):
        return None
    ends = len(text) - len(body)
    return [("|-", "|", "|+")[min(ends, 2)], *lines, *[""] * (ends - 1)]


def block_lines(value: Value, comments: Mapping[str, str] | None = None) -> Iterator[str]:
    """Yields the lines of a block list or mapping with at least one entry, not indented, without line ends.

    Args:
        value: The list or mapping.
        comments: End-of-line comments by key, without `#`.
    """
    if isinstance(value, dict):
        for key, child in value.items():
            yield from _entry(scalar_text(key) + ":", child, (comments or {}).get(key, ""))
    elif isinstance(value, list):
        for child in value:
            yield from _entry("-", child, "")


def _entry(lead: str, value: Value, comment: str) -> Iterator[str]:
    tail = f"  # {comment}" if comment else ""
    literal = literal_lines(value) if isinstance(value, str) else None
    if literal:
        yield f"{lead} {literal[0]}{tail}"
        yield from ("  " + line if line else "" for line in literal[1:])
    elif not isinstance(value, (dict, list)):
        yield f"{lead} {scalar_text(value)}{tail}"
    elif not value:
        yield f"{lead} {flow_text(value)}{tail}"
    elif lead == "-":
        for number, line in enumerate(block_lines(value)):
            yield ("  " if number else "- ") + line if line else ""
    else:
        yield lead + tail
        yield from ("  " + line if line else "" for line in block_lines(value))


def flow_text(value: Value) -> str:
    """Returns any value on one line, as it stands inside brackets."""
    if isinstance(value, dict):
        return (
            "{" + ", ".join(f"{scalar_text(key, flow=True)}: {flow_text(child)}" for key, child in value.items()) + "}"
        )
    if isinstance(value, list):
        return "[" + ", ".join(map(flow_text, value)) + "]"
    return scalar_text(value, flow=True)


def write_yaml(value: dict[str, Value], *, head: str = "", comments: Mapping[str, str] | None = None) -> bytes:
    """Returns a new file: block style, LF, UTF-8; `read_yaml` of it gives the same value.

    Args:
        value: The record.
        head: A first line of comment, such as `# yaml-language-server: $schema=…`.
        comments: End-of-line comments by top-level key, without `#`.

    Raises:
        ValueRefused: `yaml.value_unwritable`: no YAML file that crmfs reads can hold this value.
    """
    lines = [head] if head else []
    lines.extend(block_lines(value, comments) if value else ["{}"])
    data = ("\n".join(lines) + "\n").encode("utf-8")
    try:
        proved = same(read_yaml(data).value, value)
    except YamlError:
        proved = False
    if not proved:
        raise ValueRefused("yaml.value_unwritable")
    return data
