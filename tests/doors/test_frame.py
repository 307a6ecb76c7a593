"""The command line's frame: help, languages, global options, errors and exit codes, for any command."""

import contextlib
import json
import os
import pty
import re
import shutil
import stat
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path

import click
import pytest
from frame_commands import SECRET

import crmfs
from crmfs import __version__
from crmfs.cli import frame, main
from crmfs.cli.commands import COMMANDS, SECTIONS
from crmfs.cli.exits import EXITS
from crmfs.cli.frame import Entry
from crmfs.cli.globals import Audience
from crmfs.cli.language import before_parsing
from crmfs.cli.options import Argument, Option
from crmfs.cli.program import root
from crmfs.cli.progress import progress
from crmfs.core.languages import chosen, wishes
from crmfs.core.messages import Text, say

CRMFS = [sys.executable, "-m", "crmfs"]


@pytest.fixture(autouse=True)
def commands(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Adds the sample commands, and starts in an empty folder with nothing that chooses a language."""
    for name in ("end", "told", "team"):
        monkeypatch.setitem(COMMANDS, name, Entry(f"frame_commands:{name}", Text("例子", "Sample"), "setup"))
    for name in ("CRMFS_LANG", "LC_ALL", "LANG", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("PYTHONPATH", str(Path(crmfs.__file__).parent.parent))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.chdir(tmp_path)


def _run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*CRMFS, *arguments], capture_output=True, text=True, encoding="utf-8", env={**os.environ, **environment}
    )


# Help


def test_help_lists_the_commands_by_section_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    chinese = capsys.readouterr().out
    assert main(["--lang", "en", "--help"]) == 0
    english = capsys.readouterr().out
    assert re.search(r"\n数据质量\n(  .*\n)*  rule ", chinese)
    assert re.search(r"\nData quality\n(  .*\n)*  rule ", english)
    assert not any("一" <= char <= "鿿" for char in english)


def test_help_ends_with_the_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["--help"], ["rule", "-h"], ["team", "roll", "--help"]):
        assert main(arguments) == 0
        lines = capsys.readouterr().out.splitlines()
        codes = [int(line.split()[0]) for line in lines[lines.index("退出码") + 1 :]]
        assert codes == [0, 1, 2, 3, 4, 5, 70, 74, 130]


def test_help_shows_arguments_options_and_examples(capsys: pytest.CaptureFixture[str]) -> None:
    main(["told", "--help", "--lang=en"])
    page = capsys.readouterr().out
    assert page.startswith("Usage: crmfs told [OPTIONS]\n\nShows the global options.\n")
    assert "--from DATE" in page
    assert "First day. (required)" in page
    assert "At most. (default 20)" in page
    main(["end", "--help"])
    page = capsys.readouterr().out
    assert "参数\n  HOW  怎么结束。" in page
    assert "第二段。" in page
    assert "示例\n  crmfs end bug\n" in page


def test_help_fits_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--help"])
    assert all(len(line.encode("gb18030")) <= 80 for line in capsys.readouterr().out.splitlines())


def test_help_imports_no_command_and_no_heavy_library() -> None:
    code = (
        "import sys; from crmfs.cli import main; from crmfs.cli.commands import COMMANDS; main(['--help'])\n"
        "modules = {entry.target.partition(':')[0] for entry in COMMANDS.values()}\n"
        "heavy = {'pygit2', 'yaml', 'jsonschema', 'jsonschema_rs', 'python_calamine'}\n"
        "print(sorted((modules | heavy) & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == "[]\n"


def test_no_command_at_all_shows_the_help_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("用法：crmfs 命令")


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"crmfs {__version__}\n"


def _all_commands() -> list[tuple[str, click.Command]]:
    program = root(Audience("zh"))
    context = click.Context(program)
    found = [(name, program.get_command(context, name)) for name in COMMANDS]
    for name, command in list(found):
        if isinstance(command, click.Group):
            found += [(f"{name} {inner}", one) for inner, one in command.commands.items()]
    return [(name, command) for name, command in found if command is not None]


def test_every_command_its_options_and_arguments_speak_both_languages() -> None:
    wrong = []
    for name, command in _all_commands():
        texts = [command.text] if isinstance(command, frame.Command) else [None]
        texts += [param.text if isinstance(param, Option | Argument) else None for param in command.params]
        wrong += [name for text in texts if text is None or not text.zh.strip() or not text.en.strip()]
    assert wrong == []


def test_every_command_stands_in_a_section_that_exists() -> None:
    assert {entry.section for entry in COMMANDS.values()} <= {*SECTIONS, ""}
    assert all(hasattr(import_module(entry.target.partition(":")[0]), "__doc__") for entry in COMMANDS.values())


# Language


@pytest.mark.parametrize(
    ("wish", "language"),
    [("zh", "zh"), ("en_US.UTF-8", "en"), ("ZH_tw", "zh"), ("C", "zh"), ("POSIX", "zh"), ("", "zh"), ("english", "zh")],
)
def test_a_locale_is_a_wish_for_its_language(wish: str, language: str) -> None:
    assert chosen(wish) == language


def test_wishes_are_heard_in_their_order() -> None:
    environment = {"CRMFS_LANG": "zh", "LC_ALL": "zh_CN.UTF-8", "LANG": "zh_CN.UTF-8"}
    assert wishes("en", environment, member="zh") == "en"
    assert wishes(None, environment, member="en") == "en"
    assert wishes(None, {**environment, "CRMFS_LANG": "en"}, settings="zh") == "en"
    assert wishes(None, {"LC_ALL": "zh", "LANG": "zh"}, settings="en") == "en"
    assert wishes(None, {"LC_ALL": "en_GB", "LANG": "zh"}) == "en"
    assert wishes(None, {"LC_ALL": "C", "LANG": "en_GB"}) == "en"
    assert wishes(None, {}) == "zh"


def test_help_looks_for_the_language_in_the_settings_above(tmp_path: Path) -> None:
    (tmp_path / "crmfs.yaml").write_text('format: 1\nlanguage: "en"\n', encoding="utf-8")
    below = tmp_path / "customers" / "01"
    below.mkdir(parents=True)
    assert before_parsing(["-C", str(below), "--help"], {}) == "en"
    assert before_parsing(["--lang", "zh", "-C", str(below)], {}) == "zh"
    assert before_parsing(["-C", str(below)], {"CRMFS_LANG": "zh"}) == "zh"


def test_what_stands_after_two_dashes_chooses_no_language() -> None:
    assert before_parsing(["new", "--", "--lang", "en"], {}) == "zh"


# Global options


@pytest.mark.parametrize(
    "arguments",
    [
        ["-C", "x", "--as", "王芳", "--lang", "en", "--json", "told", "--from", "today"],
        ["told", "--from", "today", "-C", "x", "--as", "王芳", "--lang", "en", "--json"],
        ["-C", "x", "--json", "told", "--lang", "en", "--from", "today", "--as", "王芳"],
    ],
)
def test_global_options_stand_before_or_after_the_command(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 0
    assert capsys.readouterr().out == "x 王芳 en True json 20 None today\n"


def test_the_later_of_two_wins_and_groups_pass_them_on(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["-C", "x", "team", "--json", "roll", "-C", "y"]) == 0
    assert capsys.readouterr().out == "y True\n"


def test_format_json_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["told", "--from", "x", "--format", "json"]) == 0
    assert capsys.readouterr().out == ". None None True json 20 None x\n"
    assert main(["told", "--from", "x", "--format", "sarif"]) == 0
    assert capsys.readouterr().out == ". None None False sarif 20 None x\n"


def test_json_and_another_format_contradict_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--json", "told", "--from", "x", "--format", "sarif"]) == 2
    assert json.loads(capsys.readouterr().err)["error"] == "cli.format_contradicts"


# Usage errors


@pytest.mark.parametrize(
    ("arguments", "code", "chinese", "english"),
    [
        (["rul"], "cli.no_such_command", "没有命令 rul。是不是想写 rule？", "no command rul. Did you mean rule?"),
        (["zzz"], "cli.no_such_command", "没有命令 zzz。", "There is no command zzz."),
        (["told", "--frm", "x"], "cli.no_such_option", "没有选项 --frm。是不是想写 --from", "no option --frm"),
        (["told", "-x"], "cli.no_such_option", "没有选项 -x。", "There is no option -x."),
        (["told"], "cli.missing_option", "缺少选项 --from。", "The option --from is missing."),
        (["end"], "cli.missing_argument", "缺少参数 HOW。", "The argument HOW is missing."),
        (["--lang=zh"], "cli.missing_command", "缺少命令。", "A command is missing."),
        (["rule", "a", "b c"], "cli.extra_arguments", "多了参数：b c", "Too many arguments: b c"),
        (["told", "--from"], "cli.option_takes_value", "选项 --from 后面要有一个值", "The option --from needs a value"),
        (["rule", "--json=1"], "cli.option_takes_none", "选项 --json 不带值", "The option --json takes no value"),
        (["told", "--format", "x"], "cli.value_choice", "其中之一：text, json", "must be one of: text, json"),
        (["told", "--limit", "x"], "cli.value_number", "--limit 的值应为数字", "--limit must be a number"),
        (["told", "--limit", "0"], "cli.value_range", "超出范围 1..1000", "out of the range 1..1000"),
        (["told", "--ratio", "x"], "cli.value_number", "--ratio 的值应为数字", "--ratio must be a number"),
    ],
)
def test_usage_errors_are_said_in_both_languages(
    arguments: list[str], code: str, chinese: str, english: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert chinese in capsys.readouterr().err
    if arguments != ["--lang=zh"]:
        assert main(["--lang", "en", *arguments]) == 2
        said = capsys.readouterr()
        assert english in said.err
        assert "Usage: crmfs" in said.err
        assert said.out == ""
    assert main(["--json", *arguments]) == 2
    assert json.loads(capsys.readouterr().err)["error"] == code


# Errors and exit codes


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ("0", 0),
        ("1", 1),
        ("refused", 1),
        ("usage", 2),
        ("absent", 3),
        ("denied", 3),
        ("changed", 4),
        ("config", 5),
        ("repository", 5),
        ("bug", 70),
        ("storage", 74),
        ("full", 74),
        ("readonly", 74),
        ("io", 74),
        ("interrupt", 130),
    ],
)
def test_each_end_has_its_exit_code_and_stdout_stays_clean(
    how: str, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert code in EXITS
    assert main(["end", how]) == code
    shown = capsys.readouterr()
    assert shown.out == ""
    assert bool(shown.err) is not how.isdigit()
    assert "Traceback" not in shown.err
    assert "\x1b" not in shown.err


def test_refusals_say_who_helps_and_other_errors_do_not(capsys: pytest.CaptureFixture[str]) -> None:
    for how in ("refused", "absent", "denied"):
        main(["end", how, "--support", "IT 支持 8801"])
        assert "需要帮助请联系：IT 支持 8801" in capsys.readouterr().err
    main(["end", "storage", "--support", "IT 支持 8801"])
    assert "8801" not in capsys.readouterr().err


def test_an_error_with_json_is_one_object_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["end", "denied", "--json", "--support", "8801"]) == 3
    shown = capsys.readouterr()
    assert json.loads(shown.err) == {
        "error": "cli.rule_unknown",
        "message": say("cli.rule_unknown", "zh", name="x"),
        "exit": 3,
    }
    assert shown.out == ""


def test_a_bug_leaves_a_private_log_without_any_value(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["end", "bug"]) == 70
    said = capsys.readouterr().err
    (log,) = tmp_path.glob("crmfs-*.log")
    assert str(log) in said
    assert said.count("\n") == 1
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    text = log.read_text(encoding="utf-8")
    assert "builtins.RuntimeError" in text
    assert "builtins.KeyError" in text
    assert "frame_commands.py" in text
    assert SECRET not in text + said


def test_a_reader_who_leaves_early_is_no_error() -> None:
    process = subprocess.Popen([*CRMFS, "rule", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("line", [("completion", "bash"), ("rule",), ("--help",), ("--version",)])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_is_said_and_is_no_success(line: tuple[str, ...], unbuffered: str) -> None:
    with Path("/dev/full").open("wb") as full:
        env = os.environ | {"PYTHONUNBUFFERED": unbuffered, "CRMFS_LANG": "zh"}
        done = subprocess.run([*CRMFS, *line], stdout=full, stderr=subprocess.PIPE, env=env)
    assert done.returncode == 74
    assert done.stderr.decode("utf-8").splitlines() == ["错误：磁盘已满，未能写入。"]


def test_chinese_is_written_as_utf8_whatever_the_locale() -> None:
    done = _run("rule", "--help", "--lang", "zh", LC_ALL="en_US.ISO-8859-1", PYTHONIOENCODING="latin-1")
    assert "规则" in done.stdout


# Rules, completion, progress


def test_rule_lists_all_rules(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule"]) == 0
    assert "yaml.duplicate_key" in capsys.readouterr().out
    assert main(["rule", "--json"]) == 0
    rules = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert rules.pop() == {"summary": {"rules": len(rules)}}
    assert set(rules[0]) == {"id", "code", "severity", "fixable", "text", "remedy", "why"}
    assert [rule["code"] for rule in rules] == sorted(rule["code"] for rule in rules)


def test_rule_explains_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", "yaml.duplicate_key", "--lang", "en"]) == 0
    assert "Remedy\n  " in capsys.readouterr().out


def test_rule_does_not_know_every_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", "yaml.duplicate_keys"]) == 3
    assert "是不是 yaml.duplicate_key？" in capsys.readouterr().err
    assert main(["rule", "no.such"]) == 3
    assert "没有规则 no.such" in capsys.readouterr().err


def test_completion_prints_a_script_for_each_shell(capsys: pytest.CaptureFixture[str]) -> None:
    for shell in ("bash", "zsh", "fish"):
        assert main(["completion", shell]) == 0
        assert "_CRMFS_COMPLETE" in capsys.readouterr().out


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_bash_completes_commands_options_and_values(tmp_path: Path) -> None:
    program = tmp_path / "crmfs"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m crmfs "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    script = (
        'eval "$(crmfs completion bash)"; COMP_WORDS=($1); COMP_CWORD=$2; _crmfs_completion crmfs; echo ${COMPREPLY[@]}'
    )

    def completed(words: str, number: int) -> list[str]:
        done = subprocess.run(
            ["bash", "--norc", "-c", script, "bash", words, str(number)],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"},
        )
        return done.stdout.split()

    assert completed("crmfs ru", 1) == ["rule"]
    assert "--json" in completed("crmfs rule --", 2)
    assert completed("crmfs completion f", 2) == ["fish"]


def test_progress_is_silent_where_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(progress([1, 2, 3], "检查")) == [1, 2, 3]
    assert capsys.readouterr().err == ""


def test_progress_shows_on_a_terminal_when_work_takes_long_and_leaves_nothing_behind() -> None:
    code = (
        "from crmfs.cli import progress as bar\n"
        "bar.SILENT_SECONDS = bar.REDRAW_SECONDS = 0\n"
        "assert list(bar.progress(range(1200), '检查文件')) == list(range(1200))\n"
    )
    watcher, terminal = pty.openpty()
    process = subprocess.Popen([sys.executable, "-c", code], stderr=terminal, env={**os.environ, "TERM": "xterm"})
    os.close(terminal)
    shown = ""
    with contextlib.suppress(OSError):  # how Linux says that the other end is closed
        while part := os.read(watcher, 65536):
            shown += part.decode("utf-8", "ignore")
    os.close(watcher)
    assert process.wait() == 0
    assert "检查文件  ━━━━━━━━━━━━╌╌╌╌╌╌╌╌╌╌╌╌  600/1,200" in shown
    assert shown.endswith("\r\x1b[K")
