"""`crmfs access`: who may see and change what, why, and what a change of the rules would mean. Holds the group only."""

from crmfs.cli.access_check import check
from crmfs.cli.access_diff import diff
from crmfs.cli.access_explain import explain, who
from crmfs.cli.frame import group
from crmfs.core.messages import Text


@group(help=Text(zh="谁可以看什么、改什么，以及为什么。", en="Who may see and change what, and why."))
def access() -> None:
    """Groups the commands on rights."""


for each in (check, explain, who, diff):
    access.add_command(each)
