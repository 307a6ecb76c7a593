"""The policy that the documentation shows is one that is accepted, and the same in both languages."""

import re
from pathlib import Path

from crmfs.access.lint_rules import dead_rules
from crmfs.access.policy import Policy
from crmfs.access.verdict import accepted_policy

DOCS = Path(__file__).parents[3] / "docs"


def test_the_policy_of_the_guide_is_accepted_and_has_no_rule_without_effect() -> None:
    shown = {
        block
        for language in ("en", "zh")
        for block in re.findall(r"```yaml\n(.*?)```", (DOCS / language / "access.md").read_text("utf-8"), re.DOTALL)
    }
    (text,) = shown
    policy = accepted_policy(text.encode())
    assert isinstance(policy, Policy), policy
    assert list(dead_rules(policy, [])) == []
