"""`crmfs init`: makes a repository, or a server's. What it makes is in `crmfs.edits.birth`."""

from collections.abc import Iterator
from pathlib import Path
from shlex import quote

import click

from crmfs.cli import output
from crmfs.cli.frame import command
from crmfs.cli.globals import Globals, audience_of
from crmfs.cli.options import argument, option
from crmfs.core.dates import today
from crmfs.core.errors import UsageError
from crmfs.core.messages import Language, Text, say
from crmfs.core.text import one_line
from crmfs.edits.birth import FIRST_EMPLOYEE, Born, Wish, make_repository, make_server
from crmfs.formats.cells import wrapped
from crmfs.records.settings import Settings


@command(
    help=Text(
        zh="新建客户仓库：一个 git 仓库，带填写规则、权限策略和检查提交的钩子；您是第一位管理员。\n"
        "DIR 应是新目录、空目录，或还没有 crmfs.yaml 的 git 仓库（只添加，不覆盖任何文件）。",
        en="Makes a repository for customer files: git, fill-in rules, a policy, hooks that check commits. You are its"
        " first administrator.\n"
        "DIR is new, empty, or a git repository without crmfs.yaml (files are only added, none is overwritten).",
    ),
    examples=(
        "crmfs init 客户资料",
        "crmfs init 客户资料 --me 王芳 --employee E001",
        "crmfs init /srv/customers.git --bare",
    ),
)
@argument("directory", metavar="DIR", type=click.Path(path_type=Path), help=Text("目录。", "The folder."))
@option("--bare", is_flag=True, help=Text("建立服务器仓库，推送时检查。", "A server's repository that checks pushes."))
@option(
    "--me",
    metavar=Text("姓名", "NAME"),
    help=Text("您的姓名；默认用 git 的 user.name。", "Your name; by default git's user.name."),
)
@option("--employee", metavar="ID", help=Text("您的员工ID，默认 E001。", "Your employee id, by default E001."))
@option(
    "--email",
    metavar=Text("邮箱", "ADDRESS"),
    help=Text("您的邮箱；默认用 git 的 user.email。", "Your e-mail address; by default git's user.email."),
)
@option("--language", type=click.Choice(["zh", "en"]), help=Text("仓库的语言。", "The repository's language."))
@option(
    "--ids",
    type=click.Choice(["random", "sequence"]),
    help=Text(
        "编号方式：random 随机（默认），sequence 为 CUST001、CUST002……",
        "Ids at random (the default), or in sequence: CUST001, CUST002 …",
    ),
)
@click.pass_context
def init(
    ctx: click.Context,
    directory: Path,
    bare: bool,
    me: str | None,
    employee: str | None,
    email: str | None,
    language: Language | None,
    ids: str | None,
) -> None:
    """Makes a repository."""
    asked: Globals = ctx.obj
    lang = audience_of(ctx).language
    place = asked.directory / directory
    if bare:
        given = {"--me": me, "--employee": employee, "--email": email, "--language": language, "--ids": ids}
        if any(given.values()):
            raise UsageError("init.bare_needs_nothing", option=next(name for name in given if given[name]))
        _tell(make_server(place), asked, lang, directory)
        return
    chosen = language or lang
    wish = Wish(
        name=me or "",
        email=email or "",
        employee=employee or FIRST_EMPLOYEE,
        language=chosen,
        settings={"language": chosen} | ({"ids": ids} if ids else {}),
        subject=say("init.subject", chosen),
        today=today(Settings().timezone),
    )
    _tell(make_repository(place, wish), asked, lang, directory)


def _tell(born: Born, asked: Globals, lang: Language, directory: Path) -> None:
    if asked.json:
        path = str(born.repository.root or born.repository.git_dir)
        output.objects([{"path": path, "commit": born.commit}, {"summary": {"repositories": 1}}])
        return
    name = one_line(str(directory))
    output.lines(_made(born, lang, name))
    output.lines(next_steps(_steps(born, lang, name), lang))


def _made(born: Born, lang: Language, name: str) -> Iterator[str]:
    if born.member is None:
        yield say("init.made_bare", lang, path=name)
        yield from _fitted(say("hook.trusts_committer", lang))
    else:
        yield say("init.made", lang, path=name, count=born.files)
        yield from (say("init.kept", lang, path=path) for path in born.kept)
        member = born.member
        yield say("init.you", lang, id=member.id, name=one_line(member.name), roles=", ".join(member.roles))
    yield from (say("init.hooks_kept", lang, name=hook.name) for hook in born.hooks if hook.other)
    yield ""
    yield from _fitted(say("init.clone_warning", lang))


def _fitted(text: str) -> list[str]:
    """Returns a paragraph in lines that fit the terminal, if it is one."""
    cells = output.page().cells
    return [*wrapped(text, cells)] if cells else [text]


def _steps(born: Born, lang: Language, name: str) -> list[tuple[str, str]]:
    if born.member is None:
        server = quote(str(born.repository.git_dir.resolve()))  # the steps are taken in another folder
        return [
            (f"git remote add origin {server}", say("init.next_remote", lang)),
            ("git push -u origin main", say("init.next_push", lang)),
            (f"crmfs -C {server} doctor", say("init.next_doctor", lang)),
        ]
    customer = (
        "crmfs new customer 公司名称=未来科技有限公司 客户姓名=张三"
        if lang == "zh"
        else 'crmfs new customer company="Acme Ltd" name="Ann Li"'
    )
    colleague = "李强" if lang == "zh" else '"Ben Wu"'
    return [
        (f"cd {name} && {customer}", say("init.next_customer", lang)),
        (f"crmfs member add {colleague} --role sales", say("init.next_member", lang)),
        ("crmfs list --table", say("init.next_look", lang)),
    ]


def next_steps(steps: list[tuple[str, str]], lang: Language) -> Iterator[str]:
    """Yields what to type next, each with a word on what it does."""
    yield ""
    yield say("init.next", lang)
    for typed, does in steps:
        yield f"  {typed}"
        yield f"      {does}"
