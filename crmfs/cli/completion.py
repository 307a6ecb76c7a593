"""`crmfs completion`: the script with which a shell completes commands, options and values. Installs nothing."""

import click
from click.shell_completion import get_completion_class

from crmfs.cli import output
from crmfs.cli.frame import command
from crmfs.cli.options import argument
from crmfs.core.messages import Text

SHELLS = ("bash", "zsh", "fish")


@command(
    help=Text(
        zh="输出命令行补全脚本。把示例中的一行写进 shell 的启动文件即可。",
        en="Prints the script for shell completion. Put one of the example lines into your shell's start-up file.",
    ),
    examples=(
        'eval "$(crmfs completion bash)"    # ~/.bashrc',
        'eval "$(crmfs completion zsh)"     # ~/.zshrc',
        "crmfs completion fish | source     # ~/.config/fish/config.fish",
    ),
)
@argument(
    "shell",
    type=click.Choice(["bash", "zsh", "fish"]),
    metavar="bash|zsh|fish",
    help=Text("哪种 shell。", "Which shell."),
)
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Prints the script."""
    made = get_completion_class(shell)
    assert made is not None
    output.lines([made(ctx.find_root().command, {}, "crmfs", "_CRMFS_COMPLETE").source()])
