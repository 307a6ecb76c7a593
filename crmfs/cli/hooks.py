"""`crmfs hooks`: installs the hooks that check commits and pushes. What they do is in `crmfs.hooks`."""

import click

from crmfs.cli import output
from crmfs.cli.anywhere import open_repository
from crmfs.cli.frame import group
from crmfs.cli.globals import Globals
from crmfs.cli.options import option
from crmfs.core.errors import UsageError
from crmfs.core.messages import Text, say
from crmfs.edits import hook_scripts
from crmfs.edits.git_settings import configure, identity, needed, trusts_committer, unset
from crmfs.formats.cells import wrapped

_SAID = {
    "made": "hook.made",
    "updated": "hook.updated",
    "unchanged": "hook.unchanged",
    "removed": "hook.removed",
    "absent": "hook.absent",
    "foreign": "hook.foreign",
}


@group(help=Text(zh="检查提交和推送的钩子。", en="The hooks that check commits and pushes."))
def hooks() -> None:
    """Groups the commands on hooks."""


@hooks.command(
    help=Text(
        zh="安装钩子：提交前检查填写、起草提交说明、检查说明里的个人信息；服务器上检查每次推送。\n"
        "别的程序的钩子会保留为 NAME.local 并先运行。可以重复运行。",
        en="Installs the hooks that check what is committed, draft the message and check it for personal data; on a"
        " server the one that checks pushes.\n"
        "Another program's hook is kept as NAME.local and runs first. Running this again changes nothing.",
    ),
    examples=(
        "crmfs hooks install",
        "crmfs -C /srv/customers.git hooks install --server",
        "crmfs -C /srv/customers.git hooks install --server --identity account",
        "crmfs hooks install --uninstall",
    ),
)
@option("--server", is_flag=True, help=Text("在服务器的裸仓库里安装。", "Install in a server's bare repository."))
@option(
    "--identity",
    "identity_",
    type=click.Choice(["account", "committer"]),
    help=Text(
        "服务器怎样认出推送的人：account 只看账号或密钥设的 CRMFS_ACTOR；committer 没有它时看提交人的邮箱。",
        "How the server knows who pushes: account, only by CRMFS_ACTOR of the account or key; committer, without it by"
        " the committer's e-mail address.",
    ),
)
@option("--uninstall", is_flag=True, help=Text("卸载，恢复原有的钩子。", "Remove them; hooks kept aside come back."))
@click.pass_context
def install(ctx: click.Context, server: bool, identity_: str | None, uninstall: bool) -> None:
    """Installs or removes the hooks."""
    asked: Globals = ctx.obj
    if identity_ and (uninstall or not server):
        raise UsageError("hook.identity_needs_server")
    repository, lang = open_repository(ctx)
    hook_scripts.demand_side(repository, server)
    if uninstall:
        done = hook_scripts.uninstall(repository)
    else:
        wish = identity_ == "committer" if identity_ else None
        settings = unset(repository, needed(repository)) | dict(identity(repository, wish))
        repository = configure(repository, settings)
        done = hook_scripts.install(repository)
    if asked.json:
        output.objects({"id": one.name, "path": str(one.file), "done": one.how, "kept": one.other} for one in done)
        output.objects([{"summary": {"hooks": len(done)}}])
        return
    for one in done:
        output.lines([say(_SAID[one.how], lang, path=one.file)])
        if one.other:
            output.lines([say("hook.restored", lang) if uninstall else say("hook.kept", lang, name=one.name)])
    if server and not uninstall:
        known_by = say("hook.trusts_committer" if trusts_committer(repository) else "hook.trusts_account", lang)
        cells = output.page().cells
        output.lines(wrapped(known_by, cells) if cells else [known_by])
