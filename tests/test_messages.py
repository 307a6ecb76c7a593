"""Every code used exists in both languages, with the same placeholders; none is unused."""

import ast
import re
from pathlib import Path
from string import Formatter

import crmfs
from crmfs.cli.commands import COMMANDS
from crmfs.core.messages import AREAS, Rule, Text, every_code

HOUSE = Path(crmfs.__file__).parent
CODE = re.compile(rf"({'|'.join(AREAS)})\.(?!yaml$|json$|py$)[a-z][a-z0-9_]*")


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


HAN = r"[\u4e00-\u9fff”]"
CHINESE_WITH_HALF_WIDTH = re.compile(rf"{HAN}[,;!?(]|[,;!?)][\u4e00-\u9fff]|;")
NAMED_COMMAND = re.compile(r"crmfs ([a-z][a-z-]*)")


def _texts(entry: Text | Rule) -> list[Text]:
    if not isinstance(entry, Rule):
        return [entry]
    return [entry.text, entry.remedy, entry.why, *([entry.practice] if entry.practice else [])]


def _codes_used() -> set[str]:
    used = set()
    for file in HOUSE.rglob("*.py"):
        if "messages" in file.parts:
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
                used.add(node.value)
    return used


def test_every_area_has_a_file_and_every_file_is_an_area() -> None:
    files = {file.stem for file in (HOUSE / "core" / "messages").glob("*.py")} - {"__init__"}
    assert files == set(AREAS)


def test_codes_lie_in_the_file_of_their_area() -> None:
    assert all(code.partition(".")[0] in AREAS for code in every_code())


def test_both_languages_are_there_with_the_same_placeholders() -> None:
    wrong = [
        code
        for code, entry in every_code().items()
        for text in _texts(entry)
        if not text.zh or not text.en or _placeholders(text.zh) != _placeholders(text.en)
    ]
    assert wrong == []


def test_every_code_used_exists() -> None:
    assert _codes_used() - set(every_code()) == set()


def test_every_message_is_used() -> None:
    assert set(every_code()) - _codes_used() == set()


def test_chinese_is_punctuated_as_chinese() -> None:
    texts = {code: text.zh for code, entry in every_code().items() for text in _texts(entry)}
    assert [code for code, said in texts.items() if CHINESE_WITH_HALF_WIDTH.search(said)] == []


def test_what_rules_say_ends_without_a_full_stop() -> None:
    said = [(code, text) for code, entry in every_code().items() if isinstance(entry, Rule) for text in _texts(entry)]
    assert [code for code, text in said if text.zh.endswith("。") or re.search(r"(?<!\.)\.$", text.en)] == []


def test_a_repository_has_one_name_in_chinese() -> None:
    texts = {code: text.zh for code, entry in every_code().items() for text in _texts(entry)}
    assert [code for code, said in texts.items() if "资料库" in said] == []


def test_commands_that_messages_name_exist() -> None:
    named = {
        (code, name)
        for code, entry in every_code().items()
        for text in _texts(entry)
        for name in NAMED_COMMAND.findall(text.zh)
    }
    assert [(code, name) for code, name in sorted(named) if name not in COMMANDS] == []
