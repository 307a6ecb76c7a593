"""`crmfs demo`: a filled repository to try. What it holds is in `crmfs.exchange.demo`."""

from pathlib import Path

import click

from crmfs.cli import output
from crmfs.cli.frame import command
from crmfs.cli.globals import Globals, audience_of
from crmfs.cli.init import next_steps
from crmfs.cli.options import argument
from crmfs.core.dates import today
from crmfs.core.messages import Language, Text, say
from crmfs.core.text import one_line
from crmfs.exchange.demo import Demo, make_demo
from crmfs.records.settings import Settings


@command(
    help=Text(
        zh="建一个填好的示例仓库，供试用和练习；客户都是虚构的。默认 ./crmfs-demo；没有改动过的会直接沿用。",
        en="Makes a repository filled with invented customers, to try and to practise on.\n"
        "By default ./crmfs-demo; an untouched one is used again.",
    ),
    examples=("crmfs demo", "crmfs demo 练习"),
)
@argument(
    "directory",
    metavar="DIR",
    required=False,
    default=Path("crmfs-demo"),
    type=click.Path(path_type=Path),
    help=Text("目录。", "The folder."),
)
@click.pass_context
def demo(ctx: click.Context, directory: Path) -> None:
    """Makes the demo."""
    asked: Globals = ctx.obj
    lang = audience_of(ctx).language
    made = make_demo(asked.directory / directory, today(Settings().timezone), lang)
    if asked.json:
        output.objects(
            [
                {"path": str(made.repository.root), "commit": made.commit, "made": made.made},
                {"summary": {"repositories": 1}},
            ]
        )
        return
    name = one_line(str(directory))
    said = "init.demo_made" if made.made else "init.demo_reused"
    output.lines([say(said, lang, path=name, customers=made.customers, count=made.files)])
    output.lines(next_steps(_steps(made, name, lang), lang))


def _steps(made: Demo, name: str, lang: Language) -> list[tuple[str, str]]:
    if lang == "zh":
        status = f"crmfs status {made.customer} 活跃 --reason 客户签约成功 --follow-up +7d"
        wrong = f"crmfs set {made.customer} 下次跟进日期=明年"
    else:
        status = f'crmfs status {made.customer} active --reason "contract signed" --follow-up +7d'
        wrong = f"crmfs set {made.customer} next_follow_up=someday"
    return [
        (f"cd {name} && crmfs list --table", say("init.try_list", lang)),
        (f"crmfs show {made.customer}", say("init.try_show", lang)),
        (status, say("init.try_status", lang)),
        (wrong, say("init.try_refused", lang)),
        ("crmfs validate", say("init.try_validate", lang)),
    ]
